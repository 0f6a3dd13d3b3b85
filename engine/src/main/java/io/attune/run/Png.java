package io.attune.run;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;

/** Pictures in PNG, told by how they begin. */
final class Png {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

  private Png() {}

  /**
   * A stream that begins as a picture does.
   *
   * @throws IllegalArgumentException if it does not
   */
  static InputStream checked(String name, InputStream in) throws IOException {
    byte[] first = in.readNBytes(SIGNATURE.length);
    if (!Arrays.equals(first, SIGNATURE)) {
      throw new IllegalArgumentException(name + " is no picture in PNG. Maybe log it as a file.");
    }
    return new SequenceInputStream(new ByteArrayInputStream(first), in);
  }
}
