package io.attune.run;

import io.attune.search.Scheduler;
import io.attune.search.Verdict;
import io.attune.space.Assignment;
import io.attune.space.SpaceEdit;
import io.attune.store.Claim;
import io.attune.store.MemoryStore;
import io.attune.store.SweepId;
import io.attune.store.TrialStore;
import io.attune.sweep.Sweep;
import io.attune.trial.Cause;
import io.attune.trial.Event;
import io.attune.trial.History;
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
  private final Claim claim;
  private final Scheduler scheduler;
  private final NextTrial next;
  private final Map<Integer, Long> lastSteps = new HashMap<>();
  private boolean closed;

  private AskTell(TrialStore store, Sweep sweep) {
    Beginning.check(sweep, store);
    SweepId id = store.open(sweep, "", now());
    this.claim = store.claim(id);
    this.ledger = new Ledger(store, store.sweep(id).orElseThrow(), events -> {});
    this.scheduler = StageScheduler.of(sweep);
    this.next = new NextTrial(ledger, scheduler);
    ledger.open(now());
    ledger.commit();
  }

  /** A new sweep in memory. */
  public static AskTell open(Sweep sweep) {
    return new AskTell(new MemoryStore(), sweep);
  }

  /** A new sweep in a store, which stays open when this is closed. */
  public static AskTell open(Sweep sweep, TrialStore store) {
    return new AskTell(store, sweep);
  }

  /**
   * The next trial: a new one, or one that was paused and goes on. Empty when the budget of trials
   * is used up or nothing is left to try; while trials are open, asking later may still give one of
   * them to go on with once it is paused, or the first trial of the sweep's next stage once they
   * have ended.
   */
  public synchronized Optional<Ask> ask() {
    checkOpen();
    Optional<Ask> ask = next.start(now());
    ask.filter(a -> trial(a).attempt() > 1).ifPresent(a -> lastSteps.put(a.trial(), a.firstStep()));
    return ask;
  }

  /**
   * Reports metrics of an open trial on the way. What is refused leaves nothing behind.
   *
   * @param step must grow
   * @param metrics NaN and infinities are recorded, but not in the objective
   * @return false if the scheduler would end the trial here. If it would stop it, tell no more but
   *     {@link #stop}. If the trial {@link #isPaused}, keep a checkpoint and tell nothing: a later
   *     {@link #ask} may give it out again, to go on from there. Who cannot do that calls {@link
   *     #stop}, and the trial is over
   * @throws IllegalArgumentException if the step does not grow, a metric has no name or value, or
   *     the objective is not finite: such a trial should {@link #fail}
   */
  public synchronized boolean report(Ask ask, long step, Map<String, Double> metrics) {
    checkRunning(ask);
    Reports.checkNext(lastSteps.getOrDefault(ask.trial(), -1L), step, metrics);
    checkObjective(step, metrics);
    lastSteps.put(ask.trial(), step);
    TrialEvent.Reported report = reported(ask, step, metrics);
    record(report);
    Verdict verdict = scheduler.judge(ledger.history(), report);
    if (verdict instanceof Verdict.Pause) {
      end(ask, new TrialState.Paused(step));
    }
    return verdict instanceof Verdict.Continue;
  }

  /** Whether a trial waits to be given out again. */
  public synchronized boolean isPaused(Ask ask) {
    return trial(ask).state() instanceof TrialState.Paused;
  }

  private TrialEvent.Reported reported(Ask ask, long step, Map<String, Double> metrics) {
    return new TrialEvent.Reported(ask.trial(), now(), trial(ask).attempt(), step, metrics);
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
    record(reported(ask, step, metrics));
    return done(ask);
  }

  /** Ends a trial whose reports so far say how it went. */
  public synchronized Trial done(Ask ask) {
    checkRunning(ask);
    return end(ask, Completion.of(ledger, ask.trial()));
  }

  /** Ends a trial early, on purpose; a paused one for good. */
  public synchronized Trial stop(Ask ask, String reason) {
    if (!isPaused(ask)) {
      checkRunning(ask);
    }
    long step = ledger.history().trial(ask.trial()).lastStep();
    return end(ask, new TrialState.Stopped(step, reason));
  }

  /** Ends a trial by a fault. */
  public synchronized Trial fail(Ask ask, String reason) {
    checkRunning(ask);
    return end(ask, new TrialState.Failed(Cause.of(Cause.Kind.ERROR, reason)));
  }

  /**
   * Has a point tried before the sampler's own. Points are tried in the order they were enqueued,
   * and count as trials of the budget.
   *
   * @param values of some parameters or all, by name; the sampler chooses the others
   * @throws IllegalArgumentException if the values are no part of a point of the space
   */
  public synchronized void enqueue(Map<String, Object> values) {
    order(Order.enqueue(values));
  }

  /**
   * Searches elsewhere from the next {@link #ask} on. The changes are made together or not at all.
   *
   * @throws IllegalArgumentException if a change makes no sense in the space as it is
   */
  public synchronized void edit(SpaceEdit... edits) {
    order(Order.edit(List.of(edits)));
  }

  /**
   * Allows more trials than the budget.
   *
   * @param trials most trials to start, those so far included
   * @throws IllegalArgumentException if as many are allowed already
   */
  public synchronized void extend(int trials) {
    order(Order.extend(trials));
  }

  private void order(Order order) {
    checkOpen();
    record(order.event(ledger.sweep(), ledger.history(), now()));
  }

  /** Everything so far, unchanging. */
  public synchronized History history() {
    return ledger.history().snapshot();
  }

  /** The best trial so far; empty if none has a finite score. */
  public synchronized Optional<Trial> best() {
    return ledger.history().best();
  }

  /** Ends the sweep. Trials still open count as interrupted; paused ones stay paused. */
  @Override
  public synchronized void close() {
    if (!closed) {
      for (Trial trial : List.copyOf(ledger.history().trials())) {
        if (trial.state() instanceof TrialState.Running) {
          ledger.add(new TrialEvent.Ended(trial.number(), now(), trial.attempt(), LEFT_OPEN));
        }
      }
      try (claim) {
        record(new SweepEvent.Closed(now(), SweepEvent.Outcome.FINISHED, "closed by its program"));
      }
      closed = true;
    }
  }

  private Trial end(Ask ask, TrialState state) {
    record(new TrialEvent.Ended(ask.trial(), now(), trial(ask).attempt(), state));
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

  private void checkRunning(Ask ask) {
    checkOpen();
    TrialState state = trial(ask).state();
    if (state instanceof TrialState.Paused) {
      throw new IllegalStateException(
          "trial %d is paused; ask() may give it out again.".formatted(ask.trial()));
    }
    if (state.ended()) {
      throw new IllegalStateException(
          "trial %d has ended already: %s.".formatted(ask.trial(), state));
    }
  }

  private Trial trial(Ask ask) {
    if (ask.trial() < 1 || ask.trial() > ledger.history().trials().size()) {
      throw new IllegalArgumentException("trial %d was not asked for here.".formatted(ask.trial()));
    }
    return ledger.history().trial(ask.trial());
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("this sweep is closed; open another.");
    }
  }

  private static Instant now() {
    return Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * A trial to run.
   *
   * @param assignment what to train with
   * @param firstStep 0 for a fresh start; else go on from the checkpoint of this step and report
   *     from the next one on
   */
  public record Ask(int trial, Assignment assignment, long firstStep) {}
}
