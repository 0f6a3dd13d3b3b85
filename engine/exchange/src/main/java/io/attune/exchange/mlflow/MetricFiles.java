package io.attune.exchange.mlflow;

import io.attune.exchange.intake.ImportException;
import io.attune.exchange.intake.ImportReport;
import io.attune.exchange.intake.Texts;
import io.attune.exchange.intake.TrialIntake;
import io.attune.trial.Reading;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Metrics: a file for each with a line for each reading, {@code <milliseconds> <value> [<step>
 * [<data set> <digest>]]}. The last line may be cut off, if its writer was.
 */
record MetricFiles(ImportReport report, TrialIntake trial) {
  private static final int LONGEST = 2_000;

  void read(String metric, Path file) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS),
                StandardCharsets.ISO_8859_1))) {
      Optional<Line> line = next(file, lines, 1);
      for (long number = 2; line.isPresent(); number++) {
        take(metric, file, line.get());
        line = next(file, lines, number);
      }
    } catch (IOException e) {
      throw ImportException.in(file, "it cannot be read: " + e.getMessage() + ".");
    }
  }

  /** A line of limited length, and whether it has its end. */
  private static Optional<Line> next(Path file, BufferedReader reader, long number)
      throws IOException {
    StringBuilder text = new StringBuilder();
    int c = reader.read();
    if (c < 0) {
      return Optional.empty();
    }
    for (; c >= 0 && c != '\n'; c = reader.read()) {
      text.append((char) c);
      if (text.length() > LONGEST) {
        throw ImportException.at(
            file, "line " + number, "it is longer than %,d bytes.".formatted(LONGEST));
      }
    }
    return Optional.of(new Line(number, text.toString().strip(), c == '\n'));
  }

  private void take(String metric, Path file, Line line) {
    if (!line.whole) {
      // Even if it can be read, digits may be missing.
      report.omit(
          "readings that were cut off",
          "The line has no end; whoever wrote it was interrupted.",
          file + ": line " + line.number);
      return;
    }
    if (line.text.isEmpty()) {
      return;
    }
    String[] parts = line.text.split(" +");
    try {
      if (parts.length < 2) {
        throw new NumberFormatException("value");
      }
      long step = parts.length > 2 ? Long.parseLong(parts[2]) : 0;
      trial.reading(new Reading(metric, step, Long.parseLong(parts[0]), value(parts[1])));
    } catch (NumberFormatException e) {
      throw wrong(file, line);
    }
  }

  private static ImportException wrong(Path file, Line line) {
    return ImportException.at(
        file,
        "line " + line.number,
        "\"%s\" is no reading. One is: milliseconds, value, step, with spaces between."
            .formatted(Texts.brief(line.text)));
  }

  /** As Python reads it. */
  private static double value(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "nan", "-nan", "+nan" -> Double.NaN;
      case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  private record Line(long number, String text, boolean whole) {}
}
