package io.attune.run;

import io.attune.store.SweepId;
import io.attune.store.SweepRecord;
import io.attune.store.TrialReader;
import io.attune.sweep.Guidance;
import io.attune.sweep.Sweep;
import io.attune.trial.Event;
import io.attune.trial.History;
import io.attune.trial.LiveHistory;
import io.attune.trial.SweepEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * What a new sweep knows and tries first, as events: they hold all that is needed of earlier
 * sweeps, so that nothing but a sweep's own events is ever needed to make its suggestions again.
 */
final class Beginning {
  private Beginning() {}

  /**
   * Checks that the earlier sweeps and trials are there.
   *
   * @throws IllegalArgumentException if one is not
   */
  static void check(Sweep sweep, TrialReader store) {
    for (Guidance.Earlier earlier : sweep.guidance().priorRuns()) {
      int trials = load(store, "prior_runs", earlier.sweep()).history().trials().size();
      if (earlier.trial().orElse(1) > trials) {
        throw new IllegalArgumentException(
            "prior_runs: sweep %d has no trial %d; it has %d."
                .formatted(earlier.sweep(), earlier.trial().orElse(1), trials));
      }
    }
    sweep.guidance().warmStart().ifPresent(id -> load(store, "warm_start", id));
  }

  /** The events after the first opening. */
  static List<SweepEvent> of(Sweep sweep, TrialReader store, Instant now) {
    Instant at = now.truncatedTo(ChronoUnit.MILLIS);
    List<SweepEvent> events = new ArrayList<>();
    new StageGuide(sweep).first(at).ifPresent(events::add);
    sweep
        .guidance()
        .enqueue()
        .forEach(point -> events.add(new SweepEvent.Enqueued(at, point, "the sweep itself")));
    for (Guidance.Earlier earlier : sweep.guidance().priorRuns()) {
      Past past = load(store, "prior_runs", earlier.sweep());
      events.addAll(new PriorTrials(sweep, past, at).of(earlier));
    }
    sweep
        .guidance()
        .warmStart()
        .ifPresent(
            id -> events.addAll(new WarmStart(sweep, load(store, "warm_start", id), at).events()));
    return events;
  }

  private static Past load(TrialReader store, String key, long id) {
    SweepRecord record =
        store
            .sweep(new SweepId(id))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "%s: there is no sweep %d in this store; it has %d sweeps."
                            .formatted(key, id, store.sweeps().size())));
    LiveHistory history = new LiveHistory(record.sweep().criteria());
    for (List<Event> page : store.pages(record.id())) {
      history.addAll(page);
    }
    return new Past(record, history);
  }

  /** An earlier sweep as it is now. */
  record Past(SweepRecord record, History history) {}
}
