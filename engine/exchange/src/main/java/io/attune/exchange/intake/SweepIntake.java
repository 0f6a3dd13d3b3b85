package io.attune.exchange.intake;

import io.attune.run.Draft;
import io.attune.store.SweepId;
import io.attune.trial.Trial;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One sweep that comes in. Changes are gathered and go to disk in batches, each as a whole. Closing
 * it brings the rest.
 */
public final class SweepIntake implements AutoCloseable {
  private static final int CHANGES = 1_000;
  private static final int READINGS = 20_000;

  private final Intake intake;
  private final SourceSweep source;
  private final Map<String, Integer> known;
  private final List<Consumer<Draft>> changes = new ArrayList<>();
  private final Set<TrialIntake> waiting = new LinkedHashSet<>();
  private Optional<SweepId> id;
  private int readings;
  private int trials;
  private int fresh;

  SweepIntake(Intake intake, SourceSweep source, Optional<SweepId> id) {
    this.intake = intake;
    this.source = source;
    this.id = id;
    this.known = id.map(this::trials).orElseGet(HashMap::new);
  }

  private Map<String, Integer> trials(SweepId sweep) {
    return intake
        .recorder()
        .read(
            sweep,
            history -> {
              Map<String, Integer> numbers = new HashMap<>();
              for (Trial trial : history.trials()) {
                String tag = trial.dossier().label().tags().get(Intake.TRIAL);
                if (tag != null) {
                  numbers.put(tag, trial.number());
                }
              }
              return numbers;
            });
  }

  /** Begins with a trial, or goes on with it. */
  public TrialIntake trial(SourceTrial trial) {
    trials++;
    report().read(Counted.TRIALS);
    Integer number = known.get(trial.id());
    if (number == null) {
      fresh++;
      report().added(Counted.TRIALS);
      return TrialIntake.begin(this, trial);
    }
    Trial before = intake.recorder().read(id.orElseThrow(), history -> history.trial(number));
    return TrialIntake.goOn(this, trial, before);
  }

  ImportReport report() {
    return intake.report();
  }

  boolean writes() {
    return intake.writes();
  }

  /** Where the files of the sweep's trials are; all that was gathered is on disk. */
  Path files() {
    flush();
    return intake.recorder().files(id.orElseThrow());
  }

  void change(Consumer<Draft> change) {
    changes.add(change);
    if (changes.size() >= CHANGES) {
      flush();
    }
  }

  /** One more reading waits with a trial. */
  void waits(TrialIntake trial) {
    waiting.add(trial);
    if (++readings >= READINGS) {
      flush();
    }
  }

  private void flush() {
    waiting.forEach(trial -> trial.bring(changes));
    waiting.clear();
    readings = 0;
    if (intake.writes()) {
      SweepId sweep = id.orElseGet(() -> intake.open(source));
      id = Optional.of(sweep);
      List<Consumer<Draft>> batch = List.copyOf(changes);
      intake.recorder().edit(sweep, draft -> batch.forEach(change -> change.accept(draft)));
    }
    changes.clear();
  }

  @Override
  public void close() {
    source
        .criteria()
        .filter(criteria -> !criteria.several())
        .ifPresent(criteria -> changes.add(draft -> draft.aim(criteria.objective())));
    flush();
    String number = id.map(sweep -> "sweep " + sweep).orElse("a new sweep");
    report()
        .sweep(
            "%s: %s, %s, %,d new"
                .formatted(number, source.name(), Counted.TRIALS.of(trials), fresh));
  }
}
