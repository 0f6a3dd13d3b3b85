package io.attune.exchange.table;

import io.attune.exchange.intake.ImportException;
import io.attune.exchange.intake.Texts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What the columns of a table mean: by what was wished, else by their prefix ({@code params.},
 * {@code metrics.}, {@code tags.}), else by their name ({@code trial}, {@code state}…).
 */
final class Columns {
  private static final Set<String> IDS = Set.of("trial", "trial_id", "number", "run_id", "id");

  private final List<Column> columns;

  private Columns(List<Column> columns) {
    this.columns = columns;
  }

  static Columns of(Path file, List<String> header, TableWishes wishes) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < header.size(); i++) {
      columns.add(column(i, header.get(i).strip(), wishes));
    }
    Columns all = new Columns(columns);
    all.checkWishes(file, header, wishes);
    return all;
  }

  private static Column column(int index, String name, TableWishes wishes) {
    return wishes
        .role(name)
        .map(role -> new Column(index, name, role, Role.bare(name)))
        .or(() -> prefixed(index, name))
        .orElseGet(() -> new Column(index, name, known(name), name));
  }

  private static Optional<Column> prefixed(int index, String name) {
    return Role.prefix(name).map(role -> new Column(index, name, role, Role.bare(name)));
  }

  private static Role known(String name) {
    String word = name.toLowerCase(Locale.ROOT);
    if (IDS.contains(word)) {
      return Role.TRIAL;
    }
    return switch (word) {
      case "state", "status" -> Role.STATE;
      case "reason" -> Role.REASON;
      case "started", "start_time", "datetime_start" -> Role.STARTED;
      case "ended", "end_time", "datetime_complete" -> Role.ENDED;
      case "name", "run_name" -> Role.NAME;
      case "step" -> Role.STEP;
      case "steps" -> Role.LAST_STEP;
      case "score", "attempts", "feasible", "front" -> Role.DERIVED;
      case "time", "wall_time", "timestamp" -> Role.TIME;
      case "metric" -> Role.METRIC_NAME;
      case "value" -> Role.METRIC_VALUE;
      default -> Role.OTHER;
    };
  }

  private void checkWishes(Path file, List<String> header, TableWishes wishes) {
    List<String> names = header.stream().map(String::strip).toList();
    for (String wish : wishes.columns()) {
      if (!names.contains(wish)) {
        throw ImportException.at(
            file,
            "line 1",
            "there is no column \"%s\"; there are %s.".formatted(Texts.brief(wish), brief(names)));
      }
    }
    if (of(Role.PARAMETER).isEmpty() && of(Role.METRIC).isEmpty() && !tidy()) {
      throw ImportException.at(
          file,
          "line 1",
          "no column is a parameter or a metric; there are %s. Maybe --params A,B --metrics C."
              .formatted(brief(names)));
    }
    if (long_() && first(Role.TRIAL).isEmpty()) {
      throw ImportException.at(
          file,
          "line 1",
          "there is a step, but no column says which trial it is of. Maybe --trial COLUMN.");
    }
  }

  private static String brief(List<String> names) {
    return Texts.brief(String.join(", ", names));
  }

  /** Whether each row is one reading, which names its metric. */
  boolean tidy() {
    return first(Role.METRIC_NAME).isPresent()
        && first(Role.METRIC_VALUE).isPresent()
        && first(Role.STEP).isPresent();
  }

  /** Whether a trial has several rows, one a step. */
  boolean long_() {
    return first(Role.STEP).isPresent();
  }

  List<Column> of(Role role) {
    return columns.stream().filter(column -> column.role() == role).toList();
  }

  Optional<Column> first(Role role) {
    return columns.stream().filter(column -> column.role() == role).findFirst();
  }

  /** One column. */
  record Column(int index, String name, Role role, String bare) {}
}
