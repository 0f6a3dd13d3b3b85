package io.attune.run;

import io.attune.search.Move;
import io.attune.search.Scheduler;
import io.attune.space.Assignment;
import io.attune.sweep.Sweep;
import io.attune.trial.History;
import io.attune.trial.SweepEvent;
import io.attune.trial.Trial;
import io.attune.trial.TrialEvent;
import io.attune.trial.TrialState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One thread, one loop: take what arrived, turn it into events, decide what follows, bring the
 * events to disk, and only then let the world know. No other thread touches a sweep's state.
 */
final class RunLoop implements Steered {
  private static final Duration IDLE = Duration.ofSeconds(1);

  private final Ledger ledger;
  private final TrialExecutor executor;
  private final TrialFiles files;
  private final InstantSource clock;
  private final Sweep sweep;
  private final Mailbox mailbox = new Mailbox();
  private final Scheduler scheduler;
  private final SuggestionDesk suggestions;
  private final RangeExtender extender;
  private final StageGuide stages;
  private final RunningTrials running;
  private final Deque<Integer> interrupted = new ArrayDeque<>();
  private final Enough enough;
  private boolean tested;
  private @Nullable SweepResult result;

  RunLoop(
      Ledger ledger,
      Scheduler scheduler,
      TrialExecutor executor,
      TrialFiles files,
      RangeExtender extender,
      InstantSource clock) {
    this.ledger = ledger;
    this.extender = extender;
    this.executor = executor;
    this.files = files;
    this.clock = clock;
    this.sweep = ledger.sweep();
    this.stages = new StageGuide(sweep);
    this.enough = new Enough(sweep, stages);
    this.scheduler = new SchedulerGuard(scheduler, mailbox);
    this.suggestions = new SuggestionDesk(new Suggester(sweep), mailbox);
    this.running = new RunningTrials(ledger, this.scheduler, executor, files, clock);
  }

  @Override
  public void stop(String reason) {
    mailbox.stop(reason);
  }

  @Override
  public CompletableFuture<Void> order(Order order, Request request) {
    return mailbox.order(order, request);
  }

  SweepResult run() {
    try {
      open();
      // What came before the start, such as a request to stop, counts before anything starts.
      Duration patience = Duration.ZERO;
      while (result == null) {
        mailbox.take(patience).forEach(this::handle);
        running.expire();
        if (result == null) {
          fillWorkers();
        }
        ledger.commit();
        patience = patience();
      }
      return result;
    } finally {
      suggestions.close();
      executor.close();
      mailbox.close();
    }
  }

  private void open() {
    ledger.open(clock.instant());
    interrupted.addAll(Interrupted.settle(ledger, clock.instant()));
  }

  // What to do next.

  private void fillWorkers() {
    checkTime();
    do {
      startTrials();
    } while (nextStage());
    if (isOver()) {
      wrapUp(enough.reason().orElseThrow());
    }
  }

  private void checkTime() {
    if (enough.runsOutOfTime(ledger.spent(clock.instant()))) {
      running.stopAll(enough.reason().orElseThrow());
    }
  }

  private void startTrials() {
    boolean started = !history().steering().flow().paused();
    while (started && !enough.outOfTime() && running.count() < most()) {
      started = startSomething();
    }
  }

  /** Most trials that run side by side. */
  private int most() {
    return history().steering().flow().parallel().orElse(sweep.parallel());
  }

  private boolean isOver() {
    return enough.reason().isPresent() && running.count() == 0 && result == null;
  }

  /** Begins the stage after the one that is over; false if none is, or none follows. */
  private boolean nextStage() {
    if (!isOver() || enough.forGood() || !stages.hasNext(history())) {
      return false;
    }
    List<SweepEvent> events = stages.next(history(), clock.instant());
    if (events.isEmpty()) {
      enough.because(stages.deadEnd(history()));
      return false;
    }
    events.forEach(ledger::add);
    enough.notYet();
    return true;
  }

  /** Starts one trial; false if none can be started right now. */
  private boolean startSomething() {
    Optional<Integer> again = running.nextLost().or(() -> Optional.ofNullable(interrupted.poll()));
    if (again.isPresent()) {
      restart(again.get(), files.checkpoint(history().trial(again.get())));
      return true;
    }
    if (enough.achieved(history()) || suggestions.busy()) {
      return false;
    }
    boolean more = enough.reason().isEmpty();
    Move move = more ? scheduler.next(history()) : scheduler.finish(history());
    if (move instanceof Move.Resume resume) {
      resume(history().trial(resume.trial()));
      return true;
    }
    return more && follow(move);
  }

  /** Follows a move other than to resume; true if another should be asked for at once. */
  private boolean follow(Move move) {
    if (move instanceof Move.Finish end) {
      enough.because(end.reason());
      return true;
    } else if (move instanceof Move.Start) {
      return requestSuggestion();
    } else if (running.count() == 0) {
      mailbox.stop("the scheduler waits, but nothing runs that could end");
    }
    return false;
  }

  /** True unless it has to be waited for. */
  private boolean requestSuggestion() {
    if (history().trials().size() >= stages.most(history())) {
      enough.because(stages.done(history()));
      return true;
    }
    Optional<Mailbox.Suggested> atOnce = suggestions.request(history());
    atOnce.ifPresent(this::suggested);
    return atOnce.isPresent();
  }

  private void suggested(Mailbox.Suggested suggested) {
    suggestions.done();
    if (enough.refuses() || suggested.seen() < history().steering().since()) {
      return;
    }
    if (suggested.assignment().isEmpty()) {
      enough.because("nothing is left to try");
      return;
    }
    int number = history().trials().size() + 1;
    Assignment assignment = suggested.assignment().get();
    ledger.add(new TrialEvent.Started(number, clock.instant(), assignment, suggested.seen()));
    start(history().trial(number), TrialPlan.Purpose.TRAIN, 0);
  }

  private void resume(Trial trial) {
    restart(trial.number(), trial.state() instanceof TrialState.Paused at ? at.step() : 0);
  }

  private void restart(int number, long fromStep) {
    int attempt = history().trial(number).attempt() + 1;
    ledger.add(new TrialEvent.Resumed(number, clock.instant(), attempt, fromStep));
    if (fromStep == 0) {
      files.clear(number);
    }
    start(history().trial(number), TrialPlan.Purpose.TRAIN, fromStep);
  }

  private void start(Trial trial, TrialPlan.Purpose purpose, long fromStep) {
    int number = trial.number();
    long seed = Suggester.trialSeed(sweep, history(), number);
    running.start(
        new TrialPlan(
            number, trial.attempt(), purpose, trial.assignment(), seed, fromStep, files.of(number)),
        mailbox);
  }

  // What happened.

  private void handle(Mailbox.Message message) {
    if (message instanceof Mailbox.Reported reported) {
      running.reported(reported);
    } else if (message instanceof Mailbox.Attached attached) {
      running.attached(attached);
    } else if (message instanceof Mailbox.Recorded recorded) {
      running.recorded(recorded);
    } else if (message instanceof Mailbox.Ordered ordered) {
      follow(ordered);
    } else if (result != null) {
      return;
    } else if (message instanceof Mailbox.Ended ended) {
      running.ended(ended);
      extender.event(history(), clock.instant()).ifPresent(ledger::add);
    } else if (message instanceof Mailbox.Logged logged) {
      running.logged(logged);
    } else if (message instanceof Mailbox.Measured measured) {
      running.measured(measured);
    } else if (message instanceof Mailbox.Placed placed) {
      running.placed(placed);
    } else if (message instanceof Mailbox.Tested test) {
      running.tested(test);
    } else if (message instanceof Mailbox.Suggested suggested) {
      suggested(suggested);
    } else if (message instanceof Mailbox.Stop stop) {
      running.killAll(Interrupted.STATE);
      close(SweepEvent.Outcome.INTERRUPTED, stop.reason());
    }
  }

  /** Does what somebody wants, if it makes sense; there may be something left to try again. */
  private void follow(Mailbox.Ordered ordered) {
    if (result != null) {
      ordered.answer().completeExceptionally(Mailbox.over());
      return;
    }
    Request request = ordered.request();
    try {
      if (!request.isDone(history())) {
        SweepEvent event = ordered.order().event(sweep, history(), clock.instant());
        request.event(clock.instant()).ifPresent(ledger::add);
        ledger.add(event);
        running.follow(event);
        enough.notYet();
      }
      ledger.then(() -> ordered.answer().complete(null));
    } catch (IllegalArgumentException e) {
      ordered.answer().completeExceptionally(e);
    }
  }

  // How it ends.

  /** Measures the winner on the test split, once, and closes the sweep. */
  private void wrapUp(String reason) {
    // Repeats choose nothing, so they have no business with the test split.
    Optional<Trial> best =
        history()
            .best()
            .filter(trial -> trial.test().isEmpty() && !tested && !Confirmation.is(sweep));
    if (best.isPresent()) {
      tested = true;
      start(best.get(), TrialPlan.Purpose.TEST, 0);
    } else {
      close(SweepEvent.Outcome.FINISHED, reason);
    }
  }

  private void close(SweepEvent.Outcome outcome, String reason) {
    ledger.add(new SweepEvent.Closed(clock.instant(), outcome, reason));
    result = new SweepResult(ledger.id(), sweep, history().snapshot(), outcome, reason);
  }

  // Small words.

  private History history() {
    return ledger.history();
  }

  private Duration patience() {
    long nearest = running.untilDeadline().orElse(Long.MAX_VALUE);
    return Duration.ofNanos(Math.max(1_000_000, Math.min(IDLE.toNanos(), nearest)));
  }
}
