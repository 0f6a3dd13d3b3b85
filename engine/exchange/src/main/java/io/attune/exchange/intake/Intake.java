package io.attune.exchange.intake;

import io.attune.run.Recorder;
import io.attune.store.SweepId;
import io.attune.store.SweepRecord;
import io.attune.store.TrialStore;
import io.attune.sweep.Sweep;
import io.attune.trial.Event;
import io.attune.trial.SweepEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The way into a store for what is read elsewhere. What was imported before is known again by tags,
 * so that the same source adds nothing twice, and an import that was cut off goes on. Confined to
 * one thread.
 */
public final class Intake {
  /** Tag of a sweep: where it came from. */
  public static final String SOURCE = "attune.import.source";

  /** Tag of a trial: which of its source it was. */
  public static final String TRIAL = "attune.import.trial";

  private final TrialStore store;
  private final Recorder recorder;
  private final Mode mode;
  private final ImportReport report;

  /** Into a store that nobody else writes to meanwhile. */
  public Intake(TrialStore store, InstantSource clock, Mode mode) {
    this.store = store;
    this.recorder = new Recorder(store, clock, id -> false);
    this.mode = mode;
    this.report = new ImportReport(mode);
  }

  /** What has come in so far. */
  public ImportReport report() {
    return report;
  }

  /** Begins with a sweep, or goes on with it. Close it before the next one. */
  public SweepIntake sweep(SourceSweep sweep) {
    report.read(Counted.SWEEPS);
    Optional<SweepId> known = known(sweep);
    if (known.isEmpty()) {
      report.added(Counted.SWEEPS);
    }
    return new SweepIntake(this, sweep.held(report), known);
  }

  /**
   * Begins with a sweep that comes with all its events, or goes on with it. Close it before the
   * next one.
   *
   * @param created when, by which it is known again
   * @param source its sweep file
   */
  public WholeIntake whole(Sweep sweep, String source, Instant created) {
    report.read(Counted.SWEEPS);
    return new WholeIntake(store, mode, report, sweep, source, created);
  }

  Recorder recorder() {
    return recorder;
  }

  boolean writes() {
    return mode == Mode.WRITE;
  }

  SweepId open(SourceSweep sweep) {
    Sweep recorded = sweep.recorded(freeName(sweep.name()));
    return recorder.open(recorded, Relabels.plus(sweep.label(), SOURCE, sweep.id()));
  }

  private Optional<SweepId> known(SourceSweep sweep) {
    return recordedSweeps().stream()
        .map(SweepRecord::id)
        .filter(id -> source(id).equals(Optional.of(sweep.id())))
        .findFirst();
  }

  /** It is said first of all, so that a whole sweep need not be read to know it again. */
  private Optional<String> source(SweepId id) {
    List<Event> first = store.eventsAfter(id, 0, 1);
    return !first.isEmpty() && first.get(0) instanceof SweepEvent.Labelled labelled
        ? Optional.ofNullable(labelled.change().tags().get(SOURCE))
        : Optional.empty();
  }

  private String freeName(String name) {
    Set<String> taken =
        recordedSweeps().stream().map(known -> known.sweep().name()).collect(Collectors.toSet());
    String free = name;
    for (int i = 2; taken.contains(free); i++) {
      free = name + " (" + i + ")";
    }
    return free;
  }

  private List<SweepRecord> recordedSweeps() {
    return store.sweeps().stream().filter(known -> known.sweep().recorded()).toList();
  }
}
