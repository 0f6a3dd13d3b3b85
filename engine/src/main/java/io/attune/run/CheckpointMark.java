package io.attune.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file in a trial's folder that names the step of its latest checkpoint. It is a file, not an
 * event: the checkpoint that it speaks of is one too, and both must be lost together.
 */
final class CheckpointMark {
  private static final String NAME = "checkpoint.step";

  private CheckpointMark() {}

  /** Names another step; whoever dies in the middle leaves the earlier one. */
  static void write(Path folder, long step) {
    Path unfinished = folder.resolve(NAME + ".tmp");
    try {
      Files.writeString(unfinished, Long.toString(step));
      Files.move(
          unfinished,
          folder.resolve(NAME),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The step to go on after; 0 if there is none, or none that can be read. */
  static long read(Path folder) {
    Path file = folder.resolve(NAME);
    try {
      return Files.exists(file) ? Long.parseLong(Files.readString(file).strip()) : 0;
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }
}
