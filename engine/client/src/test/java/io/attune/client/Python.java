package io.attune.client;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Programs in Python that use our module, if there is a Python here. */
final class Python {
  private Python() {}

  static void assumeThere() throws InterruptedException {
    boolean there;
    try {
      there = new ProcessBuilder("python3", "-c", "pass").start().waitFor() == 0;
    } catch (IOException e) {
      there = false;
    }
    assumeTrue(there, "there is no Python here");
  }

  static Stream<String> command(String program, String... arguments) {
    try {
      String modules = Path.of("../../scripts/python").toRealPath().toString();
      return Stream.concat(
          Stream.of(
              "env",
              "PYTHONDONTWRITEBYTECODE=1",
              "PYTHONPATH=" + modules,
              "python3",
              "-c",
              program),
          Stream.of(arguments));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a program prints, errors too. */
  static String run(String program, String... arguments) throws IOException {
    Process process =
        new ProcessBuilder(command(program, arguments).toList()).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
