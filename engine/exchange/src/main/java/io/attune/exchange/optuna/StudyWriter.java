package io.attune.exchange.optuna;

import com.fasterxml.jackson.databind.JsonNode;
import io.attune.exchange.intake.Ending;
import io.attune.exchange.intake.ImportException;
import io.attune.exchange.intake.ImportReport;
import io.attune.exchange.intake.Intake;
import io.attune.exchange.intake.ParameterNames;
import io.attune.exchange.intake.PythonJson;
import io.attune.exchange.intake.SourceSweep;
import io.attune.exchange.intake.SourceTrial;
import io.attune.exchange.intake.SweepIntake;
import io.attune.exchange.intake.Texts;
import io.attune.exchange.intake.TrialIntake;
import io.attune.space.Assignment;
import io.attune.space.Parameter;
import io.attune.space.SearchSpace;
import io.attune.trial.Constraint;
import io.attune.trial.Criteria;
import io.attune.trial.Objective;
import io.attune.trial.Reading;
import io.attune.trial.Relabel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Brings one study into a store. */
final class StudyWriter implements AutoCloseable {
  /** Optuna's name for what it reports on the way. */
  static final String STEPS = "intermediate_value";

  private final Path file;
  private final Study study;
  private final ImportReport report;
  private final ParameterNames names;
  private final Distributions distributions = new Distributions();
  private final SweepIntake sweep;

  StudyWriter(Intake intake, Path file, Study study) {
    this.file = file;
    this.study = study;
    this.report = intake.report();
    this.names = new ParameterNames(report);
    study.inner().keySet().forEach(key -> omitSystem("study " + study.name() + ": " + key));
    this.sweep =
        intake.sweep(
            new SourceSweep(
                "optuna:" + file + "#" + study.name(),
                study.name(),
                space(),
                criteria(),
                Relabel.tagged(tags("study " + study.name(), study.user()))));
  }

  private SearchSpace space() {
    List<Parameter> parameters = new ArrayList<>();
    study.distributions().forEach((name, all) -> parameter(name, all).ifPresent(parameters::add));
    return new SearchSpace(parameters);
  }

  private Optional<Parameter> parameter(String name, List<String> all) {
    if (all.size() > 1) {
      report.change(
          "ranges that were different in different trials",
          "The range of the values that were tried stands for them.",
          name);
      return Optional.empty();
    }
    try {
      Parameter parameter = distributions.parameter(names.of(name), all.get(0));
      if (distributions.losesSteps(all.get(0))) {
        report.change(
            "steps that do not begin at a multiple of themselves",
            "Values keep their steps, but the range is without.",
            name);
      }
      return Optional.of(parameter);
    } catch (IllegalArgumentException e) {
      report.change(
          "distributions that are not known here",
          "The range of the values that were tried stands for them.",
          name + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<Criteria> criteria() {
    List<Objective> objectives = new ArrayList<>();
    List<String> metrics = study.metrics();
    for (int i = 0; i < metrics.size(); i++) {
      objectives.add(new Objective(metrics.get(i), study.goals().get(i)));
    }
    List<Constraint> constraints =
        study.constraints().stream().map(key -> Constraint.atMost(constraint(key), 0)).toList();
    try {
      return Optional.of(new Criteria(objectives, constraints));
    } catch (IllegalArgumentException e) {
      report.change("goals", "Only the first of them is kept.", String.valueOf(e.getMessage()));
      return objectives.stream().findFirst().map(Criteria::of);
    }
  }

  private static String constraint(String key) {
    return "constraint." + key;
  }

  void trial(StudyTrial trial) {
    if (trial.state().equals("WAITING")) {
      report.omit(
          "trials that wait to be run",
          "Import again when they have begun.",
          "number " + trial.number());
      return;
    }
    // Without a start, which nothing tells, the end is the nearest that is known.
    Instant started = trial.started().or(trial::ended).orElse(Instant.EPOCH);
    TrialIntake intake =
        sweep.trial(
            new SourceTrial(
                Long.toString(trial.number()),
                started,
                assignment(trial),
                Map.of(),
                new Relabel(
                    Optional.of("trial " + trial.number()),
                    tags("trial " + trial.number(), trial.user()),
                    List.of(),
                    Optional.empty())));
    readings(trial, started, intake);
    omitSystem(trial);
    intake.end(ending(trial));
  }

  private Assignment assignment(StudyTrial trial) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (StudyTrial.Param param : trial.params()) {
      try {
        values.put(
            names.of(param.name()), distributions.value(param.value(), param.distribution()));
      } catch (IllegalArgumentException e) {
        throw ImportException.at(
            file,
            "study %s, trial %d, parameter %s"
                .formatted(study.name(), trial.number(), Texts.brief(param.name())),
            e.getMessage() + ". Maybe the file is damaged.");
      }
    }
    return new Assignment(values);
  }

  private void readings(StudyTrial trial, Instant started, TrialIntake intake) {
    long millis = trial.ended().orElse(started).toEpochMilli();
    long last = 0;
    for (StudyTrial.Step step : trial.steps()) {
      intake.reading(new Reading(STEPS, step.step(), millis, step.value()));
      last = Math.max(last, step.step());
    }
    for (String key : study.constraints()) {
      Optional<Double> value = constraint(trial, key);
      if (value.isPresent()) {
        intake.reading(new Reading(constraint(key), last, millis, value.get()));
      }
    }
    if (trial.state().equals("COMPLETE")) {
      for (int i = 0; i < Math.min(trial.values().size(), study.goals().size()); i++) {
        intake.reading(new Reading(study.metrics().get(i), last, millis, trial.values().get(i)));
      }
    } else if (!trial.values().isEmpty()) {
      report.omit(
          "values of trials that were not completed",
          "Optuna repeats the last value on the way there, which is carried.",
          "trial " + trial.number());
    }
  }

  private static Optional<Double> constraint(StudyTrial trial, String key) {
    JsonNode list = trial.system().get(OptunaKeys.CONSTRAINTS);
    if (list != null && list.isArray() && key.matches("\\d{1,6}")) {
      JsonNode value = list.path(Integer.parseInt(key));
      return value.isNumber() ? Optional.of(value.doubleValue()) : Optional.empty();
    }
    JsonNode value = trial.system().get(OptunaKeys.CONSTRAINTS + ":" + key);
    return value == null || !value.isNumber() ? Optional.empty() : Optional.of(value.doubleValue());
  }

  private Ending ending(StudyTrial trial) {
    return switch (trial.state()) {
      case "COMPLETE" -> Ending.of(Ending.Kind.COMPLETED, trial.ended());
      case "PRUNED" -> new Ending(Ending.Kind.STOPPED, "pruned by Optuna", trial.ended());
      case "FAIL" -> new Ending(Ending.Kind.FAILED, failure(trial), trial.ended());
      case "RUNNING" -> Ending.of(Ending.Kind.RUNNING, trial.ended());
      default ->
          throw ImportException.at(
              file,
              "study %s, trial %d".formatted(study.name(), trial.number()),
              "there is no state \"%s\"; Optuna 3 to 5 have COMPLETE, PRUNED, FAIL, RUNNING and WAITING."
                  .formatted(Texts.brief(trial.state())));
    };
  }

  private static String failure(StudyTrial trial) {
    JsonNode reason = trial.system().get(OptunaKeys.FAILURE);
    return reason == null ? "It failed; Optuna does not keep why." : PythonJson.text(reason);
  }

  private Map<String, String> tags(String where, Map<String, JsonNode> attributes) {
    Map<String, String> tags = new LinkedHashMap<>();
    attributes.forEach(
        (key, value) -> {
          String text = PythonJson.text(value);
          if (text.length() > Texts.LONGEST) {
            report.omit(
                "attributes that are too long",
                "Tags have at most %,d characters.".formatted(Texts.LONGEST),
                where + ": " + key);
          } else {
            tags.put(key, text);
          }
        });
    return tags;
  }

  private void omitSystem(StudyTrial trial) {
    trial.system().keySet().stream()
        .filter(key -> !OptunaKeys.carried(key))
        .forEach(key -> omitSystem("trial " + trial.number() + ": " + key));
  }

  private void omitSystem(String example) {
    report.omit("system attributes", "They are inner notes of Optuna's own parts.", example);
  }

  @Override
  public void close() {
    sweep.close();
  }
}
