package io.attune.ui.mlflow;

import io.attune.run.Recorder;
import io.attune.store.SweepId;
import io.attune.store.SweepRecord;
import io.attune.trial.Family;
import io.attune.trial.History;
import io.attune.trial.Label;
import io.attune.trial.Relabel;
import io.attune.trial.Trial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds experiments and runs. Thread-safe. */
final class Catalogue {
  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");

  private final Recorder recorder;
  private volatile Optional<SweepId> usual = Optional.empty();

  Catalogue(Recorder recorder) {
    this.recorder = recorder;
  }

  Recorder recorder() {
    return recorder;
  }

  /** Every experiment, oldest first; the default one is always among them. */
  List<Experiment> experiments() {
    List<Experiment> all = new ArrayList<>();
    if (usual().isEmpty()) {
      all.add(new Experiment(Optional.empty(), Label.NONE));
    }
    recorder.sweeps().forEach(record -> all.add(experiment(record)));
    return all;
  }

  /** The experiment with a number; there must be one. */
  Experiment experiment(String id) {
    if (!NUMBER.matcher(id).matches()) {
      throw MlflowError.invalid("Invalid experiment ID: '%s'.".formatted(Ask.shorten(id)));
    }
    Optional<SweepId> sweep =
        id.equals(Experiment.DEFAULT) ? usual() : Optional.of(new SweepId(Long.parseLong(id)));
    if (sweep.isEmpty()) {
      return new Experiment(Optional.empty(), Label.NONE);
    }
    return recorder
        .sweep(sweep.get())
        .map(this::experiment)
        .orElseThrow(() -> MlflowError.missing("No Experiment with id=%s exists".formatted(id)));
  }

  /** The recorded experiment with a name. */
  Optional<Experiment> named(String name) {
    return experiments().stream()
        .filter(experiment -> experiment.recorded() && experiment.name().equals(name))
        .findFirst();
  }

  /** What MLflow calls an experiment. */
  String id(Experiment experiment) {
    return experiment.record().map(record -> id(record.id())).orElse(Experiment.DEFAULT);
  }

  String id(SweepId sweep) {
    return usual().equals(Optional.of(sweep)) ? Experiment.DEFAULT : sweep.toString();
  }

  /** The sweep to write to; the default experiment gets one when it is first needed. */
  SweepId sweep(Experiment experiment) {
    return experiment.record().map(SweepRecord::id).orElseGet(this::begin);
  }

  /** A recorded sweep with a name that no other experiment may have. */
  synchronized SweepId create(String name, Relabel label) {
    named(name)
        .ifPresent(
            known -> {
              throw MlflowError.exists(
                  "Experiment(name=%s) already exists%s."
                      .formatted(
                          name,
                          known.label().deleted()
                              ? " in deleted state. You can restore the experiment, or give this one another name"
                              : ""));
            });
    return recorder.open(name, label);
  }

  private synchronized SweepId begin() {
    return usual().orElseGet(() -> recorder.open(Experiment.DEFAULT_NAME, Relabel.NOTHING));
  }

  /** The default experiment is the first recorded sweep that was given its name at first. */
  private Optional<SweepId> usual() {
    if (usual.isEmpty()) {
      usual =
          recorder.sweeps().stream()
              .filter(record -> record.sweep().recorded())
              .filter(record -> record.sweep().name().equals(Experiment.DEFAULT_NAME))
              .map(SweepRecord::id)
              .findFirst();
    }
    return usual;
  }

  private Experiment experiment(SweepRecord record) {
    // What people say of sweeps that Attune runs is in their definition; their events are many.
    Label label =
        record.sweep().recorded()
            ? recorder.read(record.id(), history -> history.steering().label())
            : Label.NONE;
    return new Experiment(Optional.of(record), label);
  }

  /** The run with an id; there must be one. */
  Run run(String id) {
    return RunId.parse(id)
        .flatMap(this::run)
        .orElseThrow(
            () -> MlflowError.missing("Run with id=%s not found".formatted(Ask.shorten(id))));
  }

  private Optional<Run> run(RunId id) {
    return recorder
        .sweep(id.sweep())
        .filter(record -> RunId.of(record, id.trial()).equals(id))
        .flatMap(
            record ->
                recorder.read(
                    record.id(),
                    history ->
                        id.trial() < 1 || id.trial() > history.trials().size()
                            ? Optional.<Run>empty()
                            : Optional.of(
                                run(
                                    record,
                                    history.trial(id.trial()),
                                    history.steering().label(),
                                    parent(history, id.trial())))));
  }

  /** All runs of an experiment. */
  List<Run> runs(Experiment experiment) {
    return experiment
        .record()
        .map(
            record ->
                recorder.read(
                    record.id(),
                    history -> {
                      Family family = Family.of(history.trials());
                      return history.trials().stream()
                          .map(
                              trial ->
                                  run(
                                      record,
                                      trial,
                                      history.steering().label(),
                                      family.parent(trial)))
                          .toList();
                    }))
        .orElse(List.of());
  }

  /** Most runs have no parent; for them there is no need to look at all others. */
  private static Optional<Trial> parent(History history, int number) {
    Trial trial = history.trial(number);
    return trial.dossier().parent().isEmpty()
        ? Optional.empty()
        : Family.of(history.trials()).parent(trial);
  }

  private Run run(SweepRecord record, Trial trial, Label sweep, Optional<Trial> parent) {
    return new Run(
        id(record.id()),
        RunId.of(record, trial.number()),
        trial,
        sweep.deleted(),
        parent.map(of -> RunId.of(record, of.number())));
  }

  /**
   * Tags as they are kept: a parent that is a run of this sweep is named as other programs name it.
   * One of another experiment, or not known here, stays the tag it is.
   */
  Map<String, String> kept(SweepId sweep, Map<String, String> tags) {
    Map<String, String> kept = new LinkedHashMap<>(tags);
    Optional.ofNullable(tags.get(Run.PARENT))
        .flatMap(RunId::parse)
        .filter(id -> id.sweep().equals(sweep))
        .flatMap(this::run)
        .ifPresent(
            parent -> {
              kept.remove(Run.PARENT);
              kept.put(Label.PARENT, Family.name(parent.trial()));
            });
    return kept;
  }
}
