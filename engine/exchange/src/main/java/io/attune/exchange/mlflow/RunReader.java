package io.attune.exchange.mlflow;

import io.attune.exchange.intake.Ending;
import io.attune.exchange.intake.ImportException;
import io.attune.exchange.intake.ImportReport;
import io.attune.exchange.intake.ParameterNames;
import io.attune.exchange.intake.SourceTrial;
import io.attune.exchange.intake.SweepIntake;
import io.attune.exchange.intake.Texts;
import io.attune.exchange.intake.TrialIntake;
import io.attune.space.Assignment;
import io.attune.trial.Lifecycle;
import io.attune.trial.Relabel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the folders of runs. */
final class RunReader {
  private static final String NAME = "mlflow.runName";
  private static final String USER = "mlflow.user";

  private final SafeTree tree;
  private final ImportReport report;
  private final SweepIntake sweep;
  private final ParameterNames names;

  RunReader(SafeTree tree, ImportReport report, SweepIntake sweep) {
    this.tree = tree;
    this.report = report;
    this.sweep = sweep;
    this.names = new ParameterNames(report);
  }

  void read(Path run) {
    Meta meta = Meta.read(tree, run);
    Ending ending = ending(meta);
    String id =
        meta.text("run_id")
            .or(() -> meta.text("run_uuid"))
            .orElse(String.valueOf(run.getFileName()));
    Map<String, String> params = new LinkedHashMap<>();
    entries(run.resolve("params")).forEach((key, value) -> params.put(names.of(key), value));
    Instant started = meta.time("start_time").orElse(Instant.EPOCH);
    TrialIntake trial =
        sweep.trial(
            new SourceTrial(id, started, new Assignment(Map.of()), params, label(run, meta)));
    MetricFiles metrics = new MetricFiles(report, trial);
    tree.files(run.resolve("metrics")).forEach(metrics::read);
    tree.files(run.resolve("artifacts")).forEach(trial::file);
    omit(run);
    trial.end(ending);
  }

  private Map<String, String> entries(Path folder) {
    return new Entries(tree, report).read(folder);
  }

  private Relabel label(Path run, Meta meta) {
    Map<String, String> tags = new LinkedHashMap<>(entries(run.resolve("tags")));
    Optional<String> tag = Optional.ofNullable(tags.remove(NAME)).filter(name -> !name.isEmpty());
    meta.text("user_id").ifPresent(user -> tags.putIfAbsent(USER, user));
    return new Relabel(
        meta.text("run_name").or(() -> tag),
        tags,
        List.of(),
        meta.deleted() ? Optional.of(Lifecycle.DELETED) : Optional.empty());
  }

  private void omit(Path run) {
    for (String kind : List.of("inputs", "outputs")) {
      tree.folders(run.resolve(kind))
          .forEach(
              entry ->
                  report.omit(
                      kind + " of runs", "Only their names would remain.", entry.toString()));
    }
  }

  /** As a number; old versions of MLflow wrote the word. */
  private Ending ending(Meta meta) {
    Optional<Instant> ended = meta.time("end_time");
    return switch (meta.text("status").orElse("1")) {
      case "1", "RUNNING" -> Ending.of(Ending.Kind.RUNNING, ended);
      case "2", "SCHEDULED" -> Ending.of(Ending.Kind.PAUSED, ended);
      case "3", "FINISHED" -> Ending.of(Ending.Kind.COMPLETED, ended);
      case "4", "FAILED" ->
          new Ending(Ending.Kind.FAILED, "Its program said that it failed.", ended);
      case "5", "KILLED" ->
          new Ending(Ending.Kind.STOPPED, "Its program said that it was killed.", ended);
      default ->
          throw ImportException.at(
              meta.file(),
              "status",
              "\"%s\" is none; there are 1 to 5 (RUNNING, SCHEDULED, FINISHED, FAILED, KILLED)."
                  .formatted(Texts.brief(meta.text("status").orElse(""))));
    };
  }
}
