package io.attune.run;

import io.attune.search.Scheduler;
import io.attune.search.Verdict;
import io.attune.store.Claim;
import io.attune.store.SweepId;
import io.attune.store.SweepRecord;
import io.attune.store.TrialStore;
import io.attune.trial.Cause;
import io.attune.trial.History;
import io.attune.trial.SweepEvent;
import io.attune.trial.Trial;
import io.attune.trial.TrialEvent;
import io.attune.trial.TrialState;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A sweep whose trials programs ask for and tell of, however often they say the same: what has an
 * id is done once, and all that is known lies in the store, so that it goes on after a restart.
 * Give it up when a call throws a {@code StoreException}. Thread-safe; a call may take as long as a
 * suggestion.
 */
public final class AskedSweep implements AutoCloseable {
  private final Claim claim;
  private final InstantSource clock;
  private final Handouts handouts = new Handouts();
  private final Ledger ledger;
  private final Scheduler scheduler;
  private final NextTrial next;

  private AskedSweep(TrialStore store, SweepRecord record, Claim claim, InstantSource clock) {
    this.claim = claim;
    this.clock = clock;
    this.ledger = new Ledger(store, record, handouts);
    this.scheduler = StageScheduler.of(record.sweep());
    this.next = new NextTrial(ledger, scheduler);
  }

  /**
   * Takes a sweep up, new or not. Its trials that were open are still.
   *
   * @throws io.attune.store.StoreException if somebody else has it
   */
  public static AskedSweep take(TrialStore store, SweepId id, InstantSource clock) {
    Claim claim = store.claim(id);
    try {
      return new AskedSweep(store, store.sweep(id).orElseThrow(), claim, clock);
    } catch (RuntimeException e) {
      claim.close();
      throw e;
    }
  }

  /** Begins a new sweep for somebody; does nothing if it has begun. */
  public synchronized void begin(Request request) {
    if (history().sequence() == 0) {
      ledger.open(now(), request);
      ledger.commit();
    }
  }

  /**
   * Gives out a trial: a new one, or one that was paused.
   *
   * @param request which is given the same trial however often it comes
   * @throws AskConflict if its id was used for something else
   */
  public synchronized Given ask(Request request) {
    Optional<Handouts.Handout> before = handouts.of(request.id());
    if (before.isPresent()) {
      return given(before.get());
    }
    if (request.isDone(history())) {
      throw new AskConflict(
          AskConflict.Kind.ID_REUSED,
          "id %s was used for something else; choose another.".formatted(request.id()));
    }
    if (handouts.over() || history().steering().flow().paused()) {
      return nothing();
    }
    Optional<AskTell.Ask> ask = next.start(now(), request);
    return ask.isPresent() ? given(handouts.of(request.id()).orElseThrow()) : finished();
  }

  /**
   * Takes a report. One that is known already changes nothing.
   *
   * @param attempt of the trial, as it was given out
   * @return the trial as it is now: it goes on training only while it is running
   * @throws AskConflict if the trial is over, or the step is not after the last one
   * @throws IllegalArgumentException if there is no such trial, or the report is none
   */
  public synchronized Trial report(
      int number, int attempt, long step, Map<String, Double> metrics) {
    Reports.check(step, metrics);
    Trial trial = Attempts.current(history(), number, attempt);
    if (Repeated.is(trial, step, metrics)) {
      return trial;
    }
    Attempts.checkRuns(trial);
    Attempts.checkStep(trial, step);
    TrialEvent.Reported report =
        new TrialEvent.Reported(number, now(), trial.attempt(), step, metrics);
    ledger.add(report);
    verdict(report).ifPresent(state -> end(trial, state));
    ledger.commit();
    return history().trial(number);
  }

  /**
   * Ends a trial. One that has ended so, or was stopped before it came to that, stays as it is.
   *
   * @param reason for people; of no use where it completed
   * @return the trial as it is now: who says it completed without a value of the objective has
   *     failed
   * @throws AskConflict if it ended otherwise, or is paused and was to go on
   * @throws IllegalArgumentException if there is no such trial
   */
  public synchronized Trial end(int number, int attempt, Ending ending, String reason) {
    Trial trial = Attempts.current(history(), number, attempt);
    if (ending.is(trial.state()) || trial.state() instanceof TrialState.Stopped) {
      return trial;
    }
    if (ending != Ending.STOPPED || !(trial.state() instanceof TrialState.Paused)) {
      Attempts.checkRuns(trial);
    }
    end(trial, state(trial, ending, reason));
    ledger.commit();
    return history().trial(number);
  }

  /** Changes the sweep; what was asked with the same id is not done again. */
  public SweepControl control(Request request) {
    return new SweepControl(new Steering(), request);
  }

  /** Lets the sweep go as it is, so that somebody else may take it up. */
  @Override
  public void close() {
    claim.close();
  }

  private synchronized CompletableFuture<Void> order(Order order, Request request) {
    if (request.isDone(history())) {
      return CompletableFuture.completedFuture(null);
    }
    try {
      SweepEvent event = order.event(ledger.sweep(), history(), now());
      if (handouts.over()) {
        open();
      }
      request.event(now()).ifPresent(ledger::add);
      ledger.add(event);
      follow(event);
      ledger.commit();
      return CompletableFuture.completedFuture(null);
    } catch (IllegalArgumentException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** What is asked of the sweep later takes it up again. */
  private synchronized void stop(String reason) {
    if (!handouts.over()) {
      history().trials().stream()
          .filter(trial -> trial.state() instanceof TrialState.Running)
          .toList()
          .forEach(trial -> end(trial, Interrupted.STATE));
      close(SweepEvent.Outcome.INTERRUPTED, reason);
    }
  }

  private void follow(SweepEvent event) {
    if (event instanceof SweepEvent.Halted halted) {
      Trial trial = history().trial(halted.target());
      end(trial, new TrialState.Stopped(trial.lastStep(), "somebody stopped it"));
    }
  }

  private void open() {
    ledger.open(now());
    ledger.commit();
  }

  private void close(SweepEvent.Outcome outcome, String reason) {
    ledger.add(new SweepEvent.Closed(now(), outcome, reason));
    ledger.commit();
  }

  /** Nothing is given out; if nothing ever will be, the sweep is over. */
  private Given finished() {
    boolean open = history().trials().stream().anyMatch(trial -> !trial.state().ended());
    if (!open) {
      close(SweepEvent.Outcome.FINISHED, "nothing is left to try");
    }
    return nothing();
  }

  private Given nothing() {
    if (handouts.over()) {
      return Given.none(Given.Standing.FINISHED);
    }
    boolean paused = history().steering().flow().paused();
    return Given.none(paused ? Given.Standing.PAUSED : Given.Standing.WAITING);
  }

  private Given given(Handouts.Handout handout) {
    return new Given(
        Optional.of(history().trial(handout.trial())),
        handout.attempt(),
        handout.firstStep(),
        Given.Standing.GIVEN);
  }

  private Optional<TrialState> verdict(TrialEvent.Reported report) {
    Optional<String> bad = Reports.notFinite(ledger.sweep().criteria(), report.metrics());
    if (bad.isPresent()) {
      String message =
          "%s was %s at step %d"
              .formatted(bad.get(), report.metrics().get(bad.get()), report.step());
      return Optional.of(new TrialState.Failed(Cause.of(Cause.Kind.NOT_FINITE, message)));
    }
    Verdict verdict = scheduler.judge(history(), report);
    if (verdict instanceof Verdict.Stop stop) {
      return Optional.of(new TrialState.Stopped(report.step(), stop.reason()));
    }
    return verdict instanceof Verdict.Pause
        ? Optional.of(new TrialState.Paused(report.step()))
        : Optional.empty();
  }

  private TrialState state(Trial trial, Ending ending, String reason) {
    return switch (ending) {
      case COMPLETED -> Completion.of(ledger, trial.number());
      case FAILED -> new TrialState.Failed(Cause.of(Cause.Kind.ERROR, reason));
      case STOPPED -> new TrialState.Stopped(trial.lastStep(), reason);
    };
  }

  private void end(Trial trial, TrialState state) {
    ledger.add(new TrialEvent.Ended(trial.number(), now(), trial.attempt(), state));
  }

  private History history() {
    return ledger.history();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private final class Steering implements Steered {
    @Override
    public CompletableFuture<Void> order(Order order, Request request) {
      return AskedSweep.this.order(order, request);
    }

    @Override
    public void stop(String reason) {
      AskedSweep.this.stop(reason);
    }
  }
}
