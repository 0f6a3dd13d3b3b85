package io.attune.experiments.data;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Writes small IDX files whose classes are easy to tell apart: class c is a bright row c. */
public final class IdxFiles {
  /** Rows and columns of every image. */
  public static final int SIDE = 12;

  private IdxFiles() {}

  /** A folder of the four files: images compressed, labels not. */
  public static void write(Path folder, int training, int test) throws IOException {
    write(folder, "train", training, 1);
    write(folder, "t10k", test, 2);
  }

  /** The bytes of an IDX file. */
  static byte[] idx(int magic, byte[] content, int... lengths) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(magic);
    for (int length : lengths) {
      out.writeInt(length);
    }
    out.write(content);
    return bytes.toByteArray();
  }

  private static void write(Path folder, String part, int count, long seed) throws IOException {
    Random random = new Random(seed);
    byte[] labels = new byte[count];
    byte[] pixels = new byte[count * SIDE * SIDE];
    for (int i = 0; i < count; i++) {
      labels[i] = (byte) (i % Digits.NAMES.size());
      draw(pixels, i, labels[i], random);
    }
    Files.write(folder.resolve(part + "-labels-idx1-ubyte"), idx(0x801, labels, count));
    Path images = folder.resolve(part + "-images-idx3-ubyte.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(images))) {
      out.write(idx(0x803, pixels, count, SIDE, SIDE));
    }
  }

  private static void draw(byte[] pixels, int image, int label, Random random) {
    for (int i = 0; i < SIDE * SIDE; i++) {
      int light = i / SIDE == label ? 200 : 40;
      pixels[image * SIDE * SIDE + i] = (byte) (light + random.nextInt(56));
    }
  }
}
