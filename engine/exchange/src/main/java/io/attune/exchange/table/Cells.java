package io.attune.exchange.table;

import io.attune.exchange.intake.Ending;
import io.attune.exchange.intake.ImportException;
import io.attune.exchange.intake.Texts;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** One row, by columns. Empty cells say nothing. */
record Cells(Path file, long line, List<String> cells) {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d++\\.?+\\d*+|\\.\\d++)([eE][+-]?\\d++)?+");
  private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,18}+(\\.0*+)?+");

  Optional<String> text(Columns.Column column) {
    String cell = column.index() < cells.size() ? cells.get(column.index()) : "";
    return cell.isEmpty() ? Optional.empty() : Optional.of(cell);
  }

  Optional<String> text(Optional<Columns.Column> column) {
    return column.flatMap(this::text);
  }

  Optional<Double> number(Columns.Column column) {
    return text(column).map(text -> number(column, text.strip()));
  }

  private double number(Columns.Column column, String text) {
    if (NUMBER.matcher(text).matches()) {
      return Double.parseDouble(text);
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "nan" -> Double.NaN;
      case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
      default -> throw wrong(column, text, "is no number. Maybe another --delimiter?");
    };
  }

  Optional<Long> whole(Columns.Column column) {
    return text(column).map(String::strip).map(text -> whole(column, text));
  }

  private long whole(Columns.Column column, String text) {
    if (!WHOLE.matcher(text).matches()) {
      throw wrong(column, text, "is no whole number.");
    }
    return Long.parseLong(text.replaceFirst("\\..*", ""));
  }

  /** A time: as ISO 8601 has it with a zone, or in milliseconds since 1970. */
  Optional<Instant> time(Optional<Columns.Column> column) {
    return column.flatMap(known -> text(known).map(text -> time(known, text.strip())));
  }

  private Instant time(Columns.Column column, String text) {
    if (WHOLE.matcher(text).matches()) {
      return Instant.ofEpochMilli(whole(column, text));
    }
    try {
      return java.time.OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw wrong(
          column, text, "is no time. Write 2026-01-31T23:59:00Z, or milliseconds since 1970.");
    }
  }

  Ending.Kind state(Columns.Column column) {
    String word = text(column).orElse("completed").strip().toLowerCase(Locale.ROOT);
    return switch (word) {
      case "completed", "complete", "finished", "succeeded", "success", "done" ->
          Ending.Kind.COMPLETED;
      case "failed", "fail", "crashed", "error" -> Ending.Kind.FAILED;
      case "stopped", "pruned", "killed", "terminated" -> Ending.Kind.STOPPED;
      case "paused", "scheduled", "pending" -> Ending.Kind.PAUSED;
      case "running" -> Ending.Kind.RUNNING;
      default ->
          throw wrong(
              column, word, "is no state. Write completed, failed, stopped, paused or running.");
    };
  }

  private ImportException wrong(Columns.Column column, String value, String problem) {
    return ImportException.at(
        file,
        "line " + line + ", column " + column.name(),
        "\"" + Texts.brief(value) + "\" " + problem);
  }
}
