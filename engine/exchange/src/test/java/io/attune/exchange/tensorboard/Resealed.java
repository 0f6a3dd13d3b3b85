package io.attune.exchange.tensorboard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Makes the checksums of a damaged file right again, so that what is inside its records is read.
 */
public final class Resealed {
  private Resealed() {}

  /** Changes a file in place, up to the first record that leads out of it. */
  public static void seal(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int at = 0;
    while (at + 16 <= file.length) {
      long length = bytes.getLong(at);
      bytes.putInt(at + 8, Checksum.of(Arrays.copyOfRange(file, at, at + 8)));
      if (length < 0 || length > file.length - at - 16) {
        return;
      }
      int end = at + 12 + (int) length;
      bytes.putInt(end, Checksum.of(Arrays.copyOfRange(file, at + 12, end)));
      at = end + 4;
    }
  }
}
