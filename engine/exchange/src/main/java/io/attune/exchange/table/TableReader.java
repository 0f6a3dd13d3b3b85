package io.attune.exchange.table;

import io.attune.exchange.intake.Ending;
import io.attune.exchange.intake.ImportReport;
import io.attune.exchange.intake.ParameterNames;
import io.attune.exchange.intake.SourceTrial;
import io.attune.exchange.intake.SweepIntake;
import io.attune.exchange.intake.Texts;
import io.attune.exchange.intake.TrialIntake;
import io.attune.space.Assignment;
import io.attune.trial.Reading;
import io.attune.trial.Relabel;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes trials of rows. */
final class TableReader {
  private final Columns columns;
  private final ImportReport report;
  private final SweepIntake sweep;
  private final Instant modified;
  private final ParameterNames names;
  private final Map<String, Open> open = new LinkedHashMap<>();
  private final Set<String> ids = new HashSet<>();
  private long rows;

  TableReader(Columns columns, ImportReport report, SweepIntake sweep, Instant modified) {
    this.columns = columns;
    this.report = report;
    this.sweep = sweep;
    this.modified = modified;
    this.names = new ParameterNames(report);
  }

  void row(Cells row) {
    rows++;
    String id = row.text(columns.first(Role.TRIAL)).orElse(Long.toString(rows));
    if (columns.long_()) {
      Open trial = open.computeIfAbsent(id, fresh -> begin(id, row));
      readings(row, trial.intake);
      open.put(id, new Open(trial.intake, ending(row)));
    } else {
      Open trial = begin(unique(id), row);
      readings(row, trial.intake);
      trial.intake.end(trial.ending);
    }
  }

  /** Rows that share an id by mistake are trials of their own. */
  private String unique(String id) {
    return ids.add(id) ? id : id + " in row " + rows;
  }

  void end() {
    if (columns.long_()) {
      open.values().forEach(trial -> trial.intake.end(trial.ending));
    }
  }

  private Open begin(String id, Cells row) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (Columns.Column column : columns.of(Role.PARAMETER)) {
      row.text(column).ifPresent(text -> put(parameters, names.of(column.bare()), text));
    }
    Map<String, String> tags = new LinkedHashMap<>();
    for (Columns.Column column : columns.of(Role.TAG)) {
      row.text(column).ifPresent(text -> put(tags, column.bare(), text));
    }
    Optional<String> name = row.text(columns.first(Role.NAME));
    Instant started = row.time(columns.first(Role.STARTED)).orElse(modified);
    Relabel label =
        new Relabel(name.or(() -> Optional.of("trial " + id)), tags, List.of(), Optional.empty());
    TrialIntake intake =
        sweep.trial(new SourceTrial(id, started, new Assignment(Map.of()), parameters, label));
    return new Open(intake, ending(row));
  }

  private void put(Map<String, String> values, String name, String text) {
    if (text.length() > Texts.LONGEST) {
      report.omit(
          "values that are too long",
          "Parameters and tags have at most %,d characters.".formatted(Texts.LONGEST),
          name);
    } else {
      values.put(name, text);
    }
  }

  private void readings(Cells row, TrialIntake trial) {
    long step =
        columns
            .first(Role.STEP)
            .or(() -> columns.first(Role.LAST_STEP))
            .flatMap(row::whole)
            .orElse(0L);
    long millis =
        row.time(columns.first(Role.TIME))
            .or(() -> row.time(columns.first(Role.ENDED)))
            .or(() -> row.time(columns.first(Role.STARTED)))
            .orElse(modified)
            .toEpochMilli();
    for (Columns.Column column : columns.of(Role.METRIC)) {
      row.number(column)
          .ifPresent(value -> trial.reading(new Reading(column.bare(), step, millis, value)));
    }
    if (columns.tidy()) {
      String metric = row.text(columns.first(Role.METRIC_NAME)).orElse("value");
      row.number(columns.first(Role.METRIC_VALUE).orElseThrow())
          .ifPresent(value -> trial.reading(new Reading(metric, step, millis, value)));
    }
  }

  private Ending ending(Cells row) {
    Ending.Kind kind = columns.first(Role.STATE).map(row::state).orElse(Ending.Kind.COMPLETED);
    String reason = row.text(columns.first(Role.REASON)).orElse("The table does not say why.");
    return new Ending(kind, reason, row.time(columns.first(Role.ENDED)));
  }

  private record Open(TrialIntake intake, Ending ending) {}
}
