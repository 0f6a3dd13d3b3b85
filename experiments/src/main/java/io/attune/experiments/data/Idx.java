package io.attune.experiments.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * The contents of an IDX file of bytes, the format MNIST came in: a magic number, the length of
 * each axis, then the bytes.
 */
record Idx(int[] lengths, byte[] bytes) {
  private static final int GZIP = 0x1f8b;
  private static final int UNSIGNED_BYTES = 0x0800;

  /**
   * Reads a file, which may be compressed by gzip.
   *
   * @param axes 3 for images, 1 for labels
   * @throws DataException if it cannot be read, is another kind of file, or ends early
   */
  static Idx read(Path file, int axes) {
    try (DataInputStream in = open(file)) {
      checkMagic(file, in.readInt(), axes);
      int[] lengths = new int[axes];
      for (int i = 0; i < axes; i++) {
        lengths[i] = in.readInt();
      }
      int size = size(file, lengths);
      byte[] bytes = in.readNBytes(size);
      checkSize(file, size, bytes.length);
      return new Idx(lengths, bytes);
    } catch (EOFException e) {
      throw new DataException(file + ": ends inside its header. Get it again.", e);
    } catch (IOException e) {
      throw new DataException(
          "%s: cannot be read (%s). Get it again.".formatted(file, e.getMessage()), e);
    }
  }

  int length(int axis) {
    return lengths[axis];
  }

  private static DataInputStream open(Path file) throws IOException {
    BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file));
    try {
      in.mark(2);
      int start = in.read() << 8 | in.read();
      in.reset();
      InputStream plain = start == GZIP ? new GZIPInputStream(in, 1 << 16) : in;
      return new DataInputStream(plain);
    } catch (IOException e) {
      in.close();
      throw e;
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

  private static void checkSize(Path file, int expected, int actual) {
    if (actual < expected) {
      throw new DataException(
          "%s: ends after %d of %d bytes. Get it again.".formatted(file, actual, expected));
    }
  }
}
