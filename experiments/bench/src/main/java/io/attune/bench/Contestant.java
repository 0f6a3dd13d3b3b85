package io.attune.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** A program that trains a network and prints samples per second after every epoch. */
record Contestant(String name, List<String> command) {
  /**
   * Samples per second of a training: the median of the second half of its epochs.
   *
   * @param arguments follow the command
   * @throws BenchException if the program does not start, fails, or prints no number
   */
  double speed(List<String> arguments) {
    List<String> whole = Stream.concat(command.stream(), arguments.stream()).toList();
    try {
      Process process =
          new ProcessBuilder(whole).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      List<String> lines;
      try (BufferedReader out = process.inputReader()) {
        lines = out.lines().toList();
      }
      int status = process.waitFor();
      if (status != 0 || lines.isEmpty()) {
        throw BenchException.failed(
            "%s ended with status %d after %d epochs.".formatted(name, status, lines.size()));
      }
      return median(lines.subList(lines.size() / 2, lines.size()));
    } catch (IOException | NumberFormatException e) {
      throw BenchException.failed(
          "%s: %s. It has to print samples per second after each epoch."
              .formatted(name, e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw BenchException.failed(name + " was interrupted.");
    }
  }

  private static double median(List<String> speeds) {
    return speeds.stream().map(Double::valueOf).sorted().toList().get(speeds.size() / 2);
  }
}
