package io.attune.experiments.data;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Room for many floats: in memory if they are few, else in a mapped file that nobody sees. */
final class LargeFloats {
  private static final long MOST_IN_MEMORY = 1 << 24;

  private LargeFloats() {}

  /**
   * Floats that are all 0.
   *
   * @throws DataException if they are too many, or there is no room for them
   */
  static FloatBuffer of(long count) {
    if (count > Integer.MAX_VALUE / Float.BYTES) {
      throw new DataException(
          "prepared numbers take %,d bytes, but at most %,d can be held. Keep fewer components."
              .formatted(count * Float.BYTES, Integer.MAX_VALUE));
    }
    return count <= MOST_IN_MEMORY ? FloatBuffer.allocate((int) count) : mapped(count);
  }

  private static FloatBuffer mapped(long count) {
    try {
      Path file = Files.createTempFile("attune-data", ".floats");
      try (FileChannel channel =
          FileChannel.open(
              file,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE)) {
        // The mapping outlives file and channel.
        return channel
            .map(FileChannel.MapMode.READ_WRITE, 0, count * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
      }
    } catch (IOException e) {
      throw new DataException(
          "prepared numbers do not fit into the folder for temporary files (%s). Make room there."
              .formatted(e.getMessage()),
          e);
    }
  }
}
