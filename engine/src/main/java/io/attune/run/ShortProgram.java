package io.attune.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks a program of the system something that it answers at once, or not at all. */
final class ShortProgram {
  private static final int SECONDS = 5;

  private ShortProgram() {}

  /**
   * What a program prints in five seconds; empty if there is none of its name, it fails, takes
   * longer, or prints more than may be.
   *
   * @param most bytes
   * @param words the program and its arguments, which no shell sees
   */
  static Optional<byte[]> output(long most, String... words) {
    try {
      Path file = Files.createTempFile("attune-", ".out");
      try {
        return output(file, most, new ArrayList<>(Arrays.asList(words)));
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // There is no such program.
      return Optional.empty();
    }
  }

  private static Optional<byte[]> output(Path file, long most, List<String> words)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .redirectOutput(file.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    // Nobody is to wait for locks of a repository that others work in.
    builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
    Process process = builder.start();
    process.getOutputStream().close();
    try {
      boolean done = process.waitFor(SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
      return done && Files.size(file) <= most
          ? Optional.of(Files.readAllBytes(file))
          : Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      process.destroyForcibly();
    }
  }
}
