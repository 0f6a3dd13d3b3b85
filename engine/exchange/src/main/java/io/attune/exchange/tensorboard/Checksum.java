package io.attune.exchange.tensorboard;

import java.util.zip.CRC32C;

/**
 * CRC-32C as TensorFlow's records have it: masked, so that a checksum of checksums means something.
 */
final class Checksum {
  private static final int MASK = 0xa282ead8;

  private Checksum() {}

  static int of(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, bytes.length);
    return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
  }
}
