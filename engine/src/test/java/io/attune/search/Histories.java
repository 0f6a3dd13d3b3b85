package io.attune.search;

import io.attune.space.Assignment;
import io.attune.space.Domain;
import io.attune.space.SearchSpace;
import io.attune.trial.Cause;
import io.attune.trial.Criteria;
import io.attune.trial.History;
import io.attune.trial.LiveHistory;
import io.attune.trial.Objective;
import io.attune.trial.SweepEvent;
import io.attune.trial.TrialEvent;
import io.attune.trial.TrialState;
import java.time.Instant;
import java.util.Map;

/** Writes histories for tests, one short word per event. */
final class Histories {
  private static final Instant NOW = Instant.EPOCH;

  private final LiveHistory history;

  Histories(Objective objective) {
    this(Criteria.of(objective));
  }

  Histories(Criteria criteria) {
    this.history = new LiveHistory(criteria);
  }

  static Histories minimizing() {
    return new Histories(Objective.minimize("loss"));
  }

  History now() {
    return history.snapshot();
  }

  /** Starts the next trial and returns its number. */
  int start(Assignment assignment) {
    int number = history.trials().size() + 1;
    history.add(new TrialEvent.Started(number, NOW, assignment, history.sequence()));
    return number;
  }

  TrialEvent.Reported report(int trial, long step, double value) {
    return report(trial, step, Map.of(history.objective().metric(), value));
  }

  TrialEvent.Reported report(int trial, long step, Map<String, Double> metrics) {
    TrialEvent.Reported report =
        new TrialEvent.Reported(trial, NOW, history.trial(trial).attempt(), step, metrics);
    history.add(report);
    return report;
  }

  /** Has a paused trial go on from its checkpoint, and returns its number. */
  int resume(int trial) {
    int attempt = history.trial(trial).attempt() + 1;
    long step = ((TrialState.Paused) history.trial(trial).state()).step();
    history.add(new TrialEvent.Resumed(trial, NOW, attempt, step));
    return trial;
  }

  void end(int trial, TrialState state) {
    history.add(new TrialEvent.Ended(trial, NOW, history.trial(trial).attempt(), state));
  }

  /** Has the sweep search elsewhere from here on. */
  void edit(SearchSpace space) {
    history.add(new SweepEvent.Edited(NOW, Domain.of(space), "edited"));
  }

  /** A trial that reports values at steps 1, 2, … and completes. */
  void completed(Assignment assignment, double... values) {
    int trial = start(assignment);
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < values.length; i++) {
      report(trial, i + 1, values[i]);
      best = Math.min(best, values[i]);
    }
    end(trial, new TrialState.Completed(best));
  }

  /** A trial that reports several metrics once and completes. */
  int completed(Assignment assignment, Map<String, Double> metrics) {
    int trial = start(assignment);
    report(trial, 1, metrics);
    end(trial, new TrialState.Completed(metrics.getOrDefault(history.objective().metric(), 0.0)));
    return trial;
  }

  void failed(Assignment assignment, Cause.Kind kind) {
    end(start(assignment), new TrialState.Failed(Cause.of(kind, "broken")));
  }

  /** A trial whose loss was no number. */
  void diverged(Assignment assignment) {
    int trial = start(assignment);
    report(trial, 1, Double.NaN);
    end(trial, new TrialState.Failed(Cause.of(Cause.Kind.NOT_FINITE, "loss is NaN")));
  }

  void stopped(Assignment assignment, double value) {
    int trial = start(assignment);
    report(trial, 1, value);
    end(trial, new TrialState.Stopped(1, "worse than the median"));
  }

  void paused(Assignment assignment, double value) {
    int trial = start(assignment);
    report(trial, 1, value);
    end(trial, new TrialState.Paused(1));
  }
}
