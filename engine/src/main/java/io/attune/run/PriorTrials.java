package io.attune.run;

import io.attune.space.Assignment;
import io.attune.space.Domain;
import io.attune.sweep.Guidance;
import io.attune.sweep.Sweep;
import io.attune.trial.Cause;
import io.attune.trial.Constraint;
import io.attune.trial.Criteria;
import io.attune.trial.Objective;
import io.attune.trial.Outcome;
import io.attune.trial.SweepEvent;
import io.attune.trial.Trial;
import io.attune.trial.TrialState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Trials of an earlier sweep as observations of a new one with the same objective. */
final class PriorTrials {
  private final Sweep sweep;
  private final Beginning.Past past;
  private final Instant at;
  private int outside;
  private int without;

  PriorTrials(Sweep sweep, Beginning.Past past, Instant at) {
    this.sweep = sweep;
    this.past = past;
    this.at = at;
  }

  /** The observations, and a note of how many there are and what became of the others. */
  List<SweepEvent> of(Guidance.Earlier earlier) {
    List<SweepEvent> events = new ArrayList<>();
    List<Trial> trials =
        earlier.trial().isPresent()
            ? List.of(past.history().trial(earlier.trial().getAsInt()))
            : past.history().trials();
    trials.forEach(trial -> prior(trial).ifPresent(events::add));
    events.add(new SweepEvent.Noted(at, note(earlier, events.size(), trials.size())));
    return events;
  }

  private String note(Guidance.Earlier earlier, int known, int all) {
    String left =
        (outside > 0 ? "; %d lie outside this space".formatted(outside) : "")
            + (without > 0 ? "; %d have no %s".formatted(without, sweep.objective().metric()) : "");
    return earlier.trial().isPresent() && known == 1
        ? "known from the start: trial %s".formatted(earlier)
        : "known from the start: %d of %d trials of sweep %d%s"
            .formatted(known, all, earlier.sweep(), left);
  }

  private Optional<SweepEvent> prior(Trial trial) {
    Optional<Assignment> adopted =
        Domain.of(sweep.space()).adopt(trial.assignment(), past.record().sweep().space());
    Optional<Outcome> outcome = sweep.criteria().outcome(trial);
    boolean failed = trial.state() instanceof TrialState.Failed failure && counts(failure);
    if (outcome.isEmpty() && !failed) {
      without++;
    } else if (adopted.isEmpty()) {
      outside++;
    } else {
      return Optional.of(
          new SweepEvent.Prior(
              at,
              past.record().id().value(),
              trial.number(),
              adopted.get(),
              state(trial, outcome),
              trial.lastStep(),
              outcome.map(this::metrics).orElse(Map.of())));
    }
    return Optional.empty();
  }

  /** A trial that was lost with its program says nothing about its assignment. */
  private static boolean counts(TrialState.Failed failure) {
    return failure.cause().kind() != Cause.Kind.INTERRUPTED;
  }

  /** How it ended; a trial that nobody will go on with has been stopped. */
  private static TrialState state(Trial trial, Optional<Outcome> outcome) {
    if (trial.state() instanceof TrialState.Completed && outcome.isPresent()) {
      return new TrialState.Completed(outcome.get().first());
    }
    return trial.state().ended()
        ? trial.state()
        : new TrialState.Stopped(trial.lastStep(), "had not ended");
  }

  private Map<String, Double> metrics(Outcome outcome) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    Criteria criteria = sweep.criteria();
    for (int i = 0; i < criteria.constraints().size(); i++) {
      Constraint constraint = criteria.constraints().get(i);
      if (!Double.isNaN(outcome.measured().get(i))) {
        metrics.put(constraint.metric(), outcome.measured().get(i));
      }
    }
    for (int i = 0; i < criteria.objectives().size(); i++) {
      Objective objective = criteria.objectives().get(i);
      metrics.put(objective.metric(), outcome.values().get(i));
    }
    return metrics;
  }
}
