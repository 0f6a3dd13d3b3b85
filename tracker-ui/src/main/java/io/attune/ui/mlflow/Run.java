package io.attune.ui.mlflow;

import io.attune.trial.Curve;
import io.attune.trial.Label;
import io.attune.trial.Reading;
import io.attune.trial.Readings;
import io.attune.trial.Trial;
import io.attune.ui.search.Field;
import io.attune.ui.search.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A trial as MLflow sees it.
 *
 * @param experiment its number
 * @param orphan whether its experiment was put away
 * @param parent the run of the same experiment that it is a part of
 */
record Run(String experiment, RunId id, Trial trial, boolean orphan, Optional<RunId> parent)
    implements Subject {
  static final Set<String> NUMBERS = Set.of("start_time", "end_time");
  static final Set<String> TEXTS =
      Set.of(
          "run_id",
          "run_name",
          "status",
          "user_id",
          "artifact_uri",
          "experiment_id",
          "lifecycle_stage");
  static final Set<String> ATTRIBUTES =
      Set.of(
          "start_time",
          "end_time",
          "run_id",
          "run_name",
          "status",
          "user_id",
          "artifact_uri",
          "experiment_id",
          "lifecycle_stage");
  static final String USER = "mlflow.user";
  static final String NAME = "mlflow.runName";
  static final String PARENT = "mlflow.parentRunId";

  String name() {
    return label().name().orElse("trial " + trial.number());
  }

  Label label() {
    return trial.dossier().label();
  }

  boolean deleted() {
    return orphan || label().deleted();
  }

  String artifacts() {
    return "mlflow-artifacts:/" + experiment + "/" + id + "/artifacts";
  }

  /** Parameters as they were written. */
  Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    trial.assignment().values().forEach((name, value) -> parameters.put(name, value.toString()));
    parameters.putAll(trial.dossier().parameters());
    return parameters;
  }

  /** The latest reading of each metric. */
  List<Reading> latest() {
    List<Reading> latest = new ArrayList<>();
    Set<String> metrics = new LinkedHashSet<>(trial.curves().keySet());
    // Readings of the machine are no curves.
    metrics.addAll(trial.dossier().readings().keySet());
    metrics.forEach(metric -> latest(metric).ifPresent(latest::add));
    return latest;
  }

  private Optional<Reading> latest(String metric) {
    Readings recorded = trial.dossier().readings().get(metric);
    if (recorded != null) {
      return Optional.of(recorded.latest(metric));
    }
    Curve curve = trial.curve(metric);
    return curve.isEmpty()
        ? Optional.empty()
        : Optional.of(new Reading(metric, curve.lastStep(), start(), curve.last()));
  }

  private long start() {
    return trial.started().toEpochMilli();
  }

  private Optional<Long> end() {
    return trial.ended().filter(at -> trial.state().ended()).map(at -> at.toEpochMilli());
  }

  /** As MLflow writes it. */
  Map<String, Object> info() {
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("run_id", id.toString());
    info.put("run_uuid", id.toString());
    info.put("run_name", name());
    info.put("experiment_id", experiment);
    info.put("user_id", label().tags().getOrDefault(USER, ""));
    info.put("status", Status.of(trial.state()).name());
    info.put("start_time", start());
    end().ifPresent(at -> info.put("end_time", at));
    info.put("artifact_uri", artifacts());
    info.put("lifecycle_stage", deleted() ? "deleted" : "active");
    return info;
  }

  /** As MLflow writes it. */
  Map<String, Object> view() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("metrics", latest().stream().map(Run::view).toList());
    data.put("params", pairs(parameters()));
    data.put("tags", pairs(tags()));
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("info", info());
    view.put("data", data);
    view.put("inputs", Attachments.inputs(label()));
    view.put("outputs", Attachments.outputs(label()));
    return view;
  }

  /** Tags that clients know of. */
  Map<String, String> tags() {
    Map<String, String> tags = new LinkedHashMap<>(label().tags());
    tags.keySet().removeIf(Attachments::hidden);
    tags.put(NAME, name());
    parent.ifPresent(run -> tags.put(PARENT, run.toString()));
    return tags;
  }

  static Map<String, Object> view(Reading reading) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("key", reading.metric());
    view.put("value", reading.value());
    view.put("timestamp", reading.millis());
    view.put("step", reading.step());
    return view;
  }

  private static List<Map<String, String>> pairs(Map<String, String> map) {
    return map.entrySet().stream()
        .map(entry -> Map.of("key", entry.getKey(), "value", entry.getValue()))
        .toList();
  }

  @Override
  public Optional<Object> value(Field field) {
    return switch (field.kind()) {
      case METRIC -> latest(field.key()).map(Reading::value);
      case PARAM -> Optional.ofNullable(parameters().get(field.key()));
      case TAG -> Optional.ofNullable(tags().get(field.key()));
      case ATTRIBUTE -> attribute(field.key());
    };
  }

  private Optional<Object> attribute(String name) {
    return switch (name) {
      case "run_id" -> Optional.of(id.toString());
      case "run_name" -> Optional.of(name());
      case "start_time" -> Optional.of(start());
      case "end_time" -> end().map(at -> at);
      default -> Optional.ofNullable(info().get(name));
    };
  }
}
