package io.attune.run;

import io.attune.search.Move;
import io.attune.search.Scheduler;
import io.attune.search.Verdict;
import io.attune.space.Assignment;
import io.attune.sweep.Sweep;
import io.attune.trial.Cause;
import io.attune.trial.History;
import io.attune.trial.SweepEvent;
import io.attune.trial.Trial;
import io.attune.trial.TrialEvent;
import io.attune.trial.TrialState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thread, one loop: take what arrived, turn it into events, decide what follows, bring the
 * events to disk, and only then let the world know. No other thread touches a sweep's state.
 */
final class RunLoop {
  private static final Duration IDLE = Duration.ofSeconds(1);
  private static final Duration GRACE = Duration.ofSeconds(30);

  private final Ledger ledger;
  private final TrialExecutor executor;
  private final TrialFiles files;
  private final InstantSource clock;
  private final Sweep sweep;
  private final Scheduler scheduler;
  private final SuggestionDesk suggestions;
  private final Mailbox mailbox = new Mailbox();
  private final Map<Integer, RunningTrial> running = new LinkedHashMap<>();
  private final Deque<Integer> requeued = new ArrayDeque<>();
  private boolean tested;
  private boolean outOfTime;
  private @Nullable String exhausted;
  private @Nullable SweepResult result;

  RunLoop(
      Ledger ledger,
      Scheduler scheduler,
      TrialExecutor executor,
      TrialFiles files,
      InstantSource clock) {
    this.ledger = ledger;
    this.executor = executor;
    this.files = files;
    this.clock = clock;
    this.sweep = ledger.sweep();
    this.scheduler = scheduler;
    this.suggestions = new SuggestionDesk(new Suggester(sweep), mailbox);
  }

  void stop(String reason) {
    mailbox.stop(reason);
  }

  SweepResult run() {
    try {
      open();
      while (result == null) {
        fillWorkers();
        ledger.commit();
        if (result == null) {
          mailbox.take(patience()).forEach(this::handle);
          expire();
        }
      }
      return result;
    } finally {
      suggestions.close();
      executor.close();
    }
  }

  /** Closes what an earlier run left open, and queues it to be started again. */
  private void open() {
    ledger.add(new SweepEvent.Opened(clock.instant(), Surroundings.ofSweep()));
    for (Trial trial : List.copyOf(history().trials())) {
      if (trial.state() instanceof TrialState.Running) {
        ledger.add(ended(trial.number(), trial.attempt(), interrupted()));
      }
      if (isInterrupted(history().trial(trial.number()))) {
        requeued.add(trial.number());
      }
    }
  }

  // What to do next.

  private void fillWorkers() {
    if (!outOfTime && timeIsUp()) {
      stopForTime();
    }
    boolean started = true;
    while (started && !outOfTime && running.size() < sweep.parallel()) {
      started = startSomething();
    }
    if (exhausted != null && running.isEmpty() && result == null) {
      wrapUp(exhausted);
    }
  }

  /** Starts one trial; false if none can be started right now. */
  private boolean startSomething() {
    Integer again = requeued.poll();
    if (again != null) {
      restart(again, 0);
      return true;
    }
    if (suggestions.busy()) {
      return false;
    }
    Move move = scheduler.next(history());
    if (move instanceof Move.Resume resume) {
      restart(resume.trial(), history().trial(resume.trial()).lastStep());
      return true;
    }
    if (move instanceof Move.Finish end) {
      exhausted = end.reason();
    } else if (move instanceof Move.Start && exhausted == null) {
      requestSuggestion();
    }
    return false;
  }

  private void requestSuggestion() {
    int trials = history().trials().size();
    if (trials >= sweep.budget().trials().orElse(Integer.MAX_VALUE)) {
      exhausted = "all %d trials are done".formatted(trials);
    } else {
      suggestions.request(history().snapshot());
    }
  }

  private void restart(int number, long fromStep) {
    Trial trial = history().trial(number);
    int attempt = trial.attempt() + 1;
    ledger.add(new TrialEvent.Resumed(number, clock.instant(), attempt, fromStep));
    if (fromStep == 0) {
      files.clear(number);
    }
    launch(plan(number, attempt, TrialPlan.Purpose.TRAIN, trial.assignment(), fromStep));
  }

  private TrialPlan plan(
      int trial, int attempt, TrialPlan.Purpose purpose, Assignment assignment, long fromStep) {
    long seed = Suggester.trialSeed(sweep, trial);
    return new TrialPlan(trial, attempt, purpose, assignment, seed, fromStep, files.of(trial));
  }

  private void launch(TrialPlan plan) {
    long deadline = sweep.budget().trialTime().map(RunLoop::in).orElse(Long.MAX_VALUE);
    running.put(plan.trial(), new RunningTrial(plan, deadline));
    ledger.then(() -> executor.start(plan, mailbox));
  }

  // What happened.

  private void handle(Mailbox.Message message) {
    if (result != null) {
      return;
    }
    if (message instanceof Mailbox.Reported reported) {
      report(reported);
    } else if (message instanceof Mailbox.Ended ended) {
      current(ended.plan()).ifPresent(trial -> trialEnded(trial, ended.failure()));
    } else if (message instanceof Mailbox.Logged logged) {
      current(logged.plan())
          .flatMap(trial -> trial.keep(logged.line()))
          .ifPresent(line -> log(logged.plan(), line));
    } else if (message instanceof Mailbox.Placed placed) {
      current(placed.plan()).ifPresent(trial -> place(placed));
    } else if (message instanceof Mailbox.Tested test) {
      current(test.plan()).ifPresent(trial -> test(test));
    } else if (message instanceof Mailbox.Suggested suggested) {
      suggested(suggested);
    } else if (message instanceof Mailbox.Stop stop) {
      interrupt(stop.reason());
    }
  }

  private void report(Mailbox.Reported report) {
    Optional<RunningTrial> trial = current(report.plan());
    if (trial.isPresent() && trial.get().advanceTo(report.step())) {
      TrialPlan plan = report.plan();
      TrialEvent.Reported event =
          new TrialEvent.Reported(
              plan.trial(), clock.instant(), plan.attempt(), report.step(), report.metrics());
      ledger.add(event);
      judge(trial.get(), event);
    }
    boolean goOn = trial.isPresent() && trial.get().decided().isEmpty();
    ledger.then(() -> report.answer().complete(goOn));
  }

  private void judge(RunningTrial trial, TrialEvent.Reported report) {
    if (trial.decided().isPresent()) {
      return;
    }
    String metric = sweep.objective().metric();
    double value = report.metrics().getOrDefault(metric, 0.0);
    if (!Double.isFinite(value)) {
      decide(
          trial,
          failed(Cause.Kind.NOT_FINITE, metric + " was " + value + " at step " + report.step()));
      return;
    }
    Verdict verdict = scheduler.judge(history(), report);
    if (verdict instanceof Verdict.Stop stop) {
      decide(trial, new TrialState.Stopped(report.step(), stop.reason()));
    } else if (verdict instanceof Verdict.Pause) {
      decide(trial, new TrialState.Paused(report.step()));
    }
  }

  private static void decide(RunningTrial trial, TrialState state) {
    trial.decide(state, in(GRACE));
  }

  private void trialEnded(RunningTrial trial, Optional<Cause> failure) {
    TrialPlan plan = trial.plan();
    if (plan.purpose() == TrialPlan.Purpose.TEST) {
      running.remove(plan.trial());
      failure.ifPresent(cause -> log(plan, "measuring the test split failed: " + cause.message()));
      return;
    }
    TrialState outcome =
        failure.<TrialState>map(TrialState.Failed::new).orElseGet(() -> done(plan));
    boolean settled =
        trial.decided().isPresent()
            && (failure.isEmpty() || !(trial.decided().get() instanceof TrialState.Paused));
    end(plan, settled ? trial.decided().get() : outcome);
  }

  private void end(TrialPlan plan, TrialState state) {
    running.remove(plan.trial());
    ledger.add(ended(plan.trial(), plan.attempt(), state));
    if (state.ended()) {
      Trial trial = history().trial(plan.trial());
      ledger.then(() -> files.ended(history(), trial));
    }
    if (state instanceof TrialState.Failed failed
        && failed.cause().kind() == Cause.Kind.WORKER_DIED
        && ledger.workersLost(plan.trial()) <= sweep.maxRetries()
        && !outOfTime) {
      requeued.addFirst(plan.trial());
    }
  }

  private TrialState done(TrialPlan plan) {
    Trial trial = history().trial(plan.trial());
    return trial
        .score(sweep.objective())
        .<TrialState>map(TrialState.Completed::new)
        .orElseGet(() -> failed(Cause.Kind.NO_METRIC, noMetric(trial)));
  }

  private String noMetric(Trial trial) {
    String others = trial.curves().isEmpty() ? "nothing" : trial.curves().keySet().toString();
    return "the trainer ended without reporting %s; it reported %s"
        .formatted(sweep.objective().metric(), others);
  }

  private void log(TrialPlan plan, String line) {
    ledger.add(new TrialEvent.Logged(plan.trial(), clock.instant(), plan.attempt(), line));
  }

  private void place(Mailbox.Placed placed) {
    TrialPlan plan = placed.plan();
    if (plan.purpose() == TrialPlan.Purpose.TRAIN) {
      ledger.add(
          new TrialEvent.Placed(
              plan.trial(), clock.instant(), plan.attempt(), placed.environment()));
    }
  }

  private void test(Mailbox.Tested test) {
    if (!test.metrics().isEmpty()) {
      ledger.add(new TrialEvent.Tested(test.plan().trial(), clock.instant(), test.metrics()));
    }
  }

  private void suggested(Mailbox.Suggested suggested) {
    suggestions.done();
    if (outOfTime) {
      return;
    }
    if (suggested.assignment().isEmpty()) {
      exhausted = "nothing is left to try";
      return;
    }
    int number = history().trials().size() + 1;
    Assignment assignment = suggested.assignment().get();
    ledger.add(new TrialEvent.Started(number, clock.instant(), assignment, suggested.seen()));
    launch(plan(number, 1, TrialPlan.Purpose.TRAIN, assignment, 0));
  }

  // How it ends.

  /** Ends trials that ran out of time, or did not end when they were told to. */
  private void expire() {
    long now = System.nanoTime();
    for (RunningTrial trial : List.copyOf(running.values())) {
      if (trial.deadline() != Long.MAX_VALUE && trial.deadline() - now <= 0) {
        executor.kill(trial.plan());
        expired(trial);
      }
    }
  }

  private void expired(RunningTrial trial) {
    TrialPlan plan = trial.plan();
    if (plan.purpose() == TrialPlan.Purpose.TEST) {
      running.remove(plan.trial());
      log(plan, "measuring the test split took too long");
      return;
    }
    TrialState decided = trial.decided().orElse(failed(Cause.Kind.TIMEOUT, tooLong()));
    end(
        plan,
        decided instanceof TrialState.Paused
            ? failed(Cause.Kind.TIMEOUT, "did not pause within " + Texts.of(GRACE))
            : decided);
  }

  private String tooLong() {
    return "ran longer than the trial_time of "
        + sweep.budget().trialTime().map(Texts::of).orElse("?");
  }

  private boolean timeIsUp() {
    return sweep
        .budget()
        .time()
        .map(limit -> ledger.spent(clock.instant()).compareTo(limit) >= 0)
        .orElse(false);
  }

  private void stopForTime() {
    String reason =
        "the time budget of %s is used up"
            .formatted(sweep.budget().time().map(Texts::of).orElse("?"));
    outOfTime = true;
    exhausted = reason;
    for (RunningTrial trial : running.values()) {
      if (trial.decided().isEmpty() && trial.plan().purpose() == TrialPlan.Purpose.TRAIN) {
        long step = history().trial(trial.plan().trial()).lastStep();
        decide(trial, new TrialState.Stopped(step, reason));
      }
    }
  }

  /** Measures the winner on the test split, once, and closes the sweep. */
  private void wrapUp(String reason) {
    Optional<Trial> best = history().best().filter(trial -> trial.test().isEmpty() && !tested);
    if (best.isPresent()) {
      tested = true;
      Trial trial = best.get();
      launch(plan(trial.number(), trial.attempt(), TrialPlan.Purpose.TEST, trial.assignment(), 0));
    } else {
      close(SweepEvent.Outcome.FINISHED, reason);
    }
  }

  private void interrupt(String reason) {
    for (RunningTrial trial : List.copyOf(running.values())) {
      TrialPlan plan = trial.plan();
      ledger.then(() -> executor.kill(plan));
      if (plan.purpose() == TrialPlan.Purpose.TRAIN) {
        ledger.add(ended(plan.trial(), plan.attempt(), interrupted()));
      }
    }
    running.clear();
    close(SweepEvent.Outcome.INTERRUPTED, reason);
  }

  private void close(SweepEvent.Outcome outcome, String reason) {
    ledger.add(new SweepEvent.Closed(clock.instant(), outcome, reason));
    result = new SweepResult(ledger.id(), sweep, history().snapshot(), outcome, reason);
  }

  // Small words.

  private History history() {
    return ledger.history();
  }

  private Optional<RunningTrial> current(TrialPlan plan) {
    return Optional.ofNullable(running.get(plan.trial())).filter(t -> t.plan().equals(plan));
  }

  private Duration patience() {
    long now = System.nanoTime();
    long nearest =
        running.values().stream()
            .filter(trial -> trial.deadline() != Long.MAX_VALUE)
            .mapToLong(trial -> trial.deadline() - now)
            .min()
            .orElse(Long.MAX_VALUE);
    return Duration.ofNanos(Math.max(1_000_000, Math.min(IDLE.toNanos(), nearest)));
  }

  private TrialEvent.Ended ended(int trial, int attempt, TrialState state) {
    return new TrialEvent.Ended(trial, clock.instant(), attempt, state);
  }

  private static TrialState failed(Cause.Kind kind, String message) {
    return new TrialState.Failed(Cause.of(kind, message));
  }

  private static TrialState interrupted() {
    return failed(Cause.Kind.INTERRUPTED, "the program ended while the trial ran");
  }

  private static boolean isInterrupted(Trial trial) {
    return trial.state() instanceof TrialState.Failed failed
        && failed.cause().kind() == Cause.Kind.INTERRUPTED;
  }

  private static long in(Duration time) {
    return System.nanoTime() + time.toNanos();
  }
}
