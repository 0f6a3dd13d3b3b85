package io.attune.run;

import io.attune.search.Move;
import io.attune.search.Scheduler;
import io.attune.search.Verdict;
import io.attune.space.Assignment;
import io.attune.store.MemoryStore;
import io.attune.store.SweepId;
import io.attune.store.TrialStore;
import io.attune.sweep.Sweep;
import io.attune.trial.Cause;
import io.attune.trial.Curve;
import io.attune.trial.Event;
import io.attune.trial.History;
import io.attune.trial.Objective;
import io.attune.trial.Outcome;
import io.attune.trial.SweepEvent;
import io.attune.trial.Trial;
import io.attune.trial.TrialEvent;
import io.attune.trial.TrialState;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Search for people with a loop of their own: ask for an assignment, train with it, tell how it
 * went. Several trials may be open at once. Safe to use from several threads; a call may take as
 * long as a suggestion.
 */
public final class AskTell implements AutoCloseable {
  private static final TrialState LEFT_OPEN =
      new TrialState.Failed(
          Cause.of(Cause.Kind.INTERRUPTED, "the sweep was closed before the trial had ended"));

  private final Ledger ledger;
  private final Suggester suggester;
  private final Scheduler scheduler;
  private final Map<Integer, Long> lastSteps = new HashMap<>();
  private boolean closed;

  private AskTell(TrialStore store, Sweep sweep) {
    SweepId id = store.open(sweep, "", now());
    this.ledger = new Ledger(store, store.sweep(id).orElseThrow(), events -> {});
    this.suggester = new Suggester(sweep);
    this.scheduler = sweep.scheduler().create();
    record(new SweepEvent.Opened(now(), Surroundings.ofSweep()));
  }

  /** A new sweep in memory. */
  public static AskTell open(Sweep sweep) {
    return new AskTell(new MemoryStore(), sweep);
  }

  /** A new sweep in a store, which stays open when this is closed. */
  public static AskTell open(Sweep sweep, TrialStore store) {
    return new AskTell(store, sweep);
  }

  /** The next trial; empty when the budget of trials is used up or nothing is left to try. */
  public synchronized Optional<Ask> ask() {
    checkOpen();
    int trials = ledger.history().trials().size();
    if (trials >= ledger.sweep().budget().trials().orElse(Integer.MAX_VALUE)
        || scheduler.next(ledger.history()) instanceof Move.Finish) {
      return Optional.empty();
    }
    long seen = ledger.history().sequence();
    Optional<Assignment> assignment = suggester.suggest(ledger.history().snapshot());
    return assignment.map(
        values -> {
          record(new TrialEvent.Started(trials + 1, now(), values, seen));
          return new Ask(trials + 1, values);
        });
  }

  /**
   * Reports metrics of an open trial on the way. What is refused leaves nothing behind.
   *
   * @param step must grow
   * @param metrics NaN and infinities are recorded, but not in the objective
   * @return false if the scheduler would stop the trial here; then tell no more but {@link #stop}
   * @throws IllegalArgumentException if the step does not grow, a metric has no name or value, or
   *     the objective is not finite: such a trial should {@link #fail}
   */
  public synchronized boolean report(Ask ask, long step, Map<String, Double> metrics) {
    checkRunning(ask);
    Reports.checkNext(lastSteps.getOrDefault(ask.trial(), -1L), step, metrics);
    checkObjective(step, metrics);
    lastSteps.put(ask.trial(), step);
    TrialEvent.Reported report = new TrialEvent.Reported(ask.trial(), now(), 1, step, metrics);
    record(report);
    return scheduler.judge(ledger.history(), report) instanceof Verdict.Continue;
  }

  /**
   * Ends a trial with a final value of the first objective. NaN and infinities fail it.
   *
   * @return the trial as it is now
   */
  public synchronized Trial tell(Ask ask, double value) {
    return tell(ask, Map.of(ledger.sweep().objective().metric(), value));
  }

  /**
   * Ends a trial with final values of objectives and constrained metrics. NaN and infinities in an
   * objective fail it; a constraint is broken by NaN, and by no value.
   *
   * @return the trial as it is now
   * @throws IllegalArgumentException if a metric has no name or value
   */
  public synchronized Trial tell(Ask ask, Map<String, Double> metrics) {
    checkRunning(ask);
    long step = lastSteps.getOrDefault(ask.trial(), 0L) + 1;
    Reports.check(step, metrics);
    record(new TrialEvent.Reported(ask.trial(), now(), 1, step, metrics));
    return done(ask);
  }

  /** Ends a trial whose reports so far say how it went. */
  public synchronized Trial done(Ask ask) {
    checkRunning(ask);
    Trial trial = ledger.history().trial(ask.trial());
    Optional<Outcome> outcome = ledger.history().outcome(trial);
    Optional<Objective> bad =
        ledger.sweep().criteria().objectives().stream()
            .filter(objective -> !Double.isFinite(last(trial, objective)))
            .findFirst();
    if (bad.isEmpty() && outcome.isPresent()) {
      return end(ask, new TrialState.Completed(outcome.get().first()));
    }
    Objective objective = bad.orElse(ledger.sweep().objective());
    String message = objective.metric() + " was " + last(trial, objective);
    return end(ask, new TrialState.Failed(Cause.of(Cause.Kind.NOT_FINITE, message)));
  }

  /** Ends a trial early, on purpose. */
  public synchronized Trial stop(Ask ask, String reason) {
    checkRunning(ask);
    long step = ledger.history().trial(ask.trial()).lastStep();
    return end(ask, new TrialState.Stopped(step, reason));
  }

  /** Ends a trial by a fault. */
  public synchronized Trial fail(Ask ask, String reason) {
    checkRunning(ask);
    return end(ask, new TrialState.Failed(Cause.of(Cause.Kind.ERROR, reason)));
  }

  /** Everything so far, unchanging. */
  public synchronized History history() {
    return ledger.history().snapshot();
  }

  /** The best trial so far; empty if none has a finite score. */
  public synchronized Optional<Trial> best() {
    return ledger.history().best();
  }

  /** Ends the sweep. Trials still open count as interrupted. */
  @Override
  public synchronized void close() {
    if (!closed) {
      for (Trial trial : List.copyOf(ledger.history().trials())) {
        if (!trial.state().ended()) {
          ledger.add(new TrialEvent.Ended(trial.number(), now(), 1, LEFT_OPEN));
        }
      }
      record(new SweepEvent.Closed(now(), SweepEvent.Outcome.FINISHED, "closed by its program"));
      closed = true;
    }
  }

  private Trial end(Ask ask, TrialState state) {
    record(new TrialEvent.Ended(ask.trial(), now(), 1, state));
    lastSteps.remove(ask.trial());
    return ledger.history().trial(ask.trial());
  }

  private void record(Event event) {
    ledger.add(event);
    ledger.commit();
  }

  private void checkObjective(long step, Map<String, Double> metrics) {
    Optional<String> bad = Reports.notFinite(ledger.sweep().criteria(), metrics);
    if (bad.isPresent()) {
      throw new IllegalArgumentException(
          "%s is %s at step %d. Maybe end the trial with fail(…)."
              .formatted(bad.get(), metrics.get(bad.get()), step));
    }
  }

  private static double last(Trial trial, Objective objective) {
    Curve curve = trial.curve(objective.metric());
    return curve.isEmpty() ? Double.NaN : curve.last();
  }

  private void checkRunning(Ask ask) {
    checkOpen();
    if (ask.trial() < 1 || ask.trial() > ledger.history().trials().size()) {
      throw new IllegalArgumentException("trial %d was not asked for here.".formatted(ask.trial()));
    }
    TrialState state = ledger.history().trial(ask.trial()).state();
    if (state.ended()) {
      throw new IllegalStateException(
          "trial %d has ended already: %s.".formatted(ask.trial(), state));
    }
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("this sweep is closed; open another.");
    }
  }

  private static Instant now() {
    return Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** A trial to run: its number and what to train with. */
  public record Ask(int trial, Assignment assignment) {}
}
