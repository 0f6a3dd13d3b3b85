package io.attune.experiments.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.zip.GZIPInputStream;

/**
 * The contents of an IDX file of bytes, the format MNIST came in: a magic number, the length of
 * each axis, then the bytes.
 */
record Idx(int[] lengths, ByteBuffer bytes) {
  private static final int GZIP = 0x1f8b;
  private static final int UNSIGNED_BYTES = 0x0800;

  /**
   * Reads a file, which may be compressed by gzip.
   *
   * @param axes 3 for images, 1 for labels
   * @throws DataException if it cannot be read, is another kind of file, or ends early
   */
  static Idx read(Path file, int axes) {
    return reading(
        file,
        () -> {
          try (InputStream in = open(file)) {
            int[] lengths = header(file, new DataInputStream(in), axes);
            int size = size(file, lengths);
            return new Idx(
                lengths, compressed(file) ? rest(file, in, size) : map(file, axes, size));
          }
        });
  }

  /**
   * Reads only the lengths.
   *
   * @throws DataException as {@link #read}
   */
  static int[] lengths(Path file, int axes) {
    return reading(
        file,
        () -> {
          try (InputStream in = open(file)) {
            return header(file, new DataInputStream(in), axes);
          }
        });
  }

  int length(int axis) {
    return lengths[axis];
  }

  private static <T> T reading(Path file, Callable<T> action) {
    try {
      return action.call();
    } catch (DataException e) {
      throw e;
    } catch (EOFException e) {
      throw new DataException(file + ": ends inside its header. Get it again.", e);
    } catch (Exception e) {
      throw new DataException(
          "%s: cannot be read (%s). Get it again.".formatted(file, e.getMessage()), e);
    }
  }

  private static InputStream open(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file));
    try {
      return compressed(file) ? new GZIPInputStream(in, 1 << 16) : in;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private static boolean compressed(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return (in.read() << 8 | in.read()) == GZIP;
    }
  }

  private static int[] header(Path file, DataInputStream in, int axes) throws IOException {
    checkMagic(file, in.readInt(), axes);
    int[] lengths = new int[axes];
    for (int i = 0; i < axes; i++) {
      lengths[i] = in.readInt();
    }
    return lengths;
  }

  private static ByteBuffer rest(Path file, InputStream in, int size) throws IOException {
    byte[] bytes = in.readNBytes(size);
    checkSize(file, size, bytes.length);
    return ByteBuffer.wrap(bytes);
  }

  /** Mapped into memory: the system loads what is used and shares it between processes. */
  private static ByteBuffer map(Path file, int axes, int size) throws IOException {
    int header = Integer.BYTES * (1 + axes);
    try (FileChannel channel = FileChannel.open(file)) {
      checkSize(file, size, Math.max(0, channel.size() - header));
      return channel.map(FileChannel.MapMode.READ_ONLY, header, size);
    }
  }

  private static void checkMagic(Path file, int magic, int axes) {
    int expected = UNSIGNED_BYTES | axes;
    if (magic != expected) {
      throw new DataException(
          "%s: starts with 0x%08x, but an IDX file of %s starts with 0x%08x. Maybe another file got this name."
              .formatted(file, magic, axes == 1 ? "labels" : "images", expected));
    }
  }

  private static int size(Path file, int[] lengths) {
    long size = 1;
    for (int length : lengths) {
      size = length < 1 || size > Integer.MAX_VALUE ? Long.MAX_VALUE : size * length;
    }
    if (size > Integer.MAX_VALUE) {
      throw new DataException(
          "%s: claims a size of %s, which is no data set. Get it again."
              .formatted(file, Arrays.toString(lengths)));
    }
    return (int) size;
  }

  private static void checkSize(Path file, long expected, long actual) {
    if (actual < expected) {
      throw new DataException(
          "%s: ends after %d of %d bytes. Get it again.".formatted(file, actual, expected));
    }
  }
}
