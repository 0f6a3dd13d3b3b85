package io.attune.app;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What is known of the terminal, if there is one. */
final class Terminal {
  private Terminal() {}

  /** Whether a person sits at both ends and the screen can redraw a line. */
  static boolean isLive() {
    String kind = System.getenv().getOrDefault("TERM", "dumb");
    return isConsole() && !kind.equals("dumb") && System.getenv("CI") == null;
  }

  /** Columns of the terminal; 80 where nobody knows. */
  static int width() {
    try {
      Path terminal = Path.of("/dev/tty");
      if (!Files.exists(terminal)) {
        return 80;
      }
      Process process =
          new ProcessBuilder("stty", "size")
              .redirectInput(terminal.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String size = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor(1, TimeUnit.SECONDS) ? columns(size).orElse(80) : 80;
    } catch (IOException e) {
      return 80;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 80;
    }
  }

  private static Optional<Integer> columns(String size) {
    String[] parts = size.trim().split(" ");
    return parts.length == 2 && parts[1].matches("[1-9]\\d{0,3}")
        ? Optional.of(Integer.parseInt(parts[1]))
        : Optional.empty();
  }

  /** From Java 22 on there is a console even where there is no terminal. */
  private static boolean isConsole() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
