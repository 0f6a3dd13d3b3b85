package io.attune.run;

import io.attune.search.Scheduler;
import io.attune.search.Verdict;
import io.attune.sweep.Sweep;
import io.attune.trial.Cause;
import io.attune.trial.Criteria;
import io.attune.trial.Objective;
import io.attune.trial.Reading;
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
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * The trials under way: turns what executors tell of them into events, judges them, and ends them.
 * Messages of plans that are over are ignored. Confined to the run loop.
 */
final class RunningTrials {
  private static final Duration GRACE = Duration.ofSeconds(30);

  private final Ledger ledger;
  private final Scheduler scheduler;
  private final TrialExecutor executor;
  private final TrialFiles files;
  private final InstantSource clock;
  private final Sweep sweep;
  private final Map<Integer, RunningTrial> running = new LinkedHashMap<>();
  private final Deque<Integer> lost = new ArrayDeque<>();

  RunningTrials(
      Ledger ledger,
      Scheduler scheduler,
      TrialExecutor executor,
      TrialFiles files,
      InstantSource clock) {
    this.ledger = ledger;
    this.scheduler = scheduler;
    this.executor = executor;
    this.files = files;
    this.clock = clock;
    this.sweep = ledger.sweep();
  }

  int count() {
    return running.size();
  }

  /** A trial whose worker died and that may be tried again; each is given out once. */
  Optional<Integer> nextLost() {
    return Optional.ofNullable(lost.poll());
  }

  /** Starts a plan once the events so far are on disk. */
  void start(TrialPlan plan, Inbox inbox) {
    long deadline = sweep.budget().trialTime().map(RunningTrials::in).orElse(Long.MAX_VALUE);
    running.put(plan.trial(), new RunningTrial(plan, deadline));
    ledger.then(() -> executor.start(plan, inbox));
  }

  // What executors tell.

  void reported(Mailbox.Reported report) {
    Optional<RunningTrial> trial = current(report.plan()).filter(RunningTrial::trains);
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

  void attached(Mailbox.Attached attached) {
    Optional<RunningTrial> trial = current(attached.plan());
    if (trial.isPresent() && !trial.get().attach()) {
      attached
          .answer()
          .completeExceptionally(
              new IllegalArgumentException(
                  "the attempt has recorded %,d attachments, which are the most."
                      .formatted(RunningTrial.MOST_ATTACHED)));
      return;
    }
    trial.ifPresent(now -> attach(attached.plan(), attached.keepsake()));
    ledger.then(() -> attached.answer().complete(null));
  }

  private void attach(TrialPlan plan, Keepsake keepsake) {
    ledger.add(
        new TrialEvent.Attached(
            plan.trial(), clock.instant(), plan.attempt(), keepsake.what(), keepsake.text()));
  }

  void recorded(Mailbox.Recorded more) {
    Optional<RunningTrial> trial = current(more.plan()).filter(RunningTrial::trains);
    if (trial.isPresent()) {
      int number = more.plan().trial();
      List<Reading> readings =
          more.readings().stream().filter(each -> isBeside(number, each.metric())).toList();
      if (!readings.isEmpty()) {
        ledger.add(new TrialEvent.Recorded(number, clock.instant(), readings));
      }
    }
    boolean goOn = trial.isPresent() && trial.get().decided().isEmpty();
    ledger.then(() -> more.answer().complete(goOn));
  }

  /** Whether a metric is neither what the sweep is about nor reported. */
  private boolean isBeside(int number, String metric) {
    Trial trial = ledger.history().trial(number);
    Criteria criteria = sweep.criteria();
    return criteria.objectives().stream().noneMatch(each -> each.metric().equals(metric))
        && criteria.constraints().stream().noneMatch(each -> each.metric().equals(metric))
        && (trial.curve(metric).isEmpty() || trial.dossier().readings().containsKey(metric));
  }

  void ended(Mailbox.Ended end) {
    current(end.plan()).ifPresent(trial -> ended(trial, end.failure()));
  }

  void logged(Mailbox.Logged logged) {
    current(logged.plan())
        .flatMap(trial -> trial.keep(logged.line()))
        .ifPresent(line -> log(logged.plan(), line));
  }

  void measured(Mailbox.Measured measured) {
    if (current(measured.plan()).isPresent()) {
      ledger.add(
          new TrialEvent.Recorded(measured.plan().trial(), clock.instant(), measured.readings()));
    }
  }

  void placed(Mailbox.Placed placed) {
    current(placed.plan())
        .filter(RunningTrial::trains)
        .map(RunningTrial::plan)
        .ifPresent(
            plan ->
                ledger.add(
                    new TrialEvent.Placed(
                        plan.trial(), clock.instant(), plan.attempt(), placed.environment())));
  }

  void tested(Mailbox.Tested test) {
    if (current(test.plan()).isPresent() && !test.metrics().isEmpty()) {
      ledger.add(new TrialEvent.Tested(test.plan().trial(), clock.instant(), test.metrics()));
    }
  }

  // How they end.

  /** Does what an event asks of the trials that run. */
  void follow(SweepEvent event) {
    if (event instanceof SweepEvent.Halted halted) {
      Optional.ofNullable(running.get(halted.target()))
          .filter(RunningTrial::trains)
          .filter(trial -> trial.decided().isEmpty())
          .ifPresent(trial -> stop(trial, "somebody stopped it"));
    }
  }

  private void stop(RunningTrial trial, String reason) {
    long step = ledger.history().trial(trial.plan().trial()).lastStep();
    decide(trial, new TrialState.Stopped(step, reason));
  }

  /** Has every trial end at its next report. */
  void stopAll(String reason) {
    for (RunningTrial trial : running.values()) {
      if (trial.decided().isEmpty() && trial.trains()) {
        stop(trial, reason);
      }
    }
  }

  /** Ends every trial at once, in a state. */
  void killAll(TrialState state) {
    for (RunningTrial trial : List.copyOf(running.values())) {
      TrialPlan plan = trial.plan();
      ledger.then(() -> executor.kill(plan));
      if (trial.trains()) {
        ledger.add(new TrialEvent.Ended(plan.trial(), clock.instant(), plan.attempt(), state));
      }
    }
    running.clear();
  }

  /** Ends trials that ran out of time, or did not end when they were told to. */
  void expire() {
    long now = System.nanoTime();
    for (RunningTrial trial : List.copyOf(running.values())) {
      if (trial.deadline() != Long.MAX_VALUE && trial.deadline() - now <= 0) {
        executor.kill(trial.plan());
        expired(trial);
      }
    }
  }

  /** Nanoseconds until {@link #expire} has something to do; empty if no trial has a limit. */
  OptionalLong untilDeadline() {
    long now = System.nanoTime();
    return running.values().stream()
        .filter(trial -> trial.deadline() != Long.MAX_VALUE)
        .mapToLong(trial -> trial.deadline() - now)
        .min();
  }

  private void judge(RunningTrial trial, TrialEvent.Reported report) {
    if (trial.decided().isPresent()) {
      return;
    }
    Optional<String> metric = Reports.notFinite(sweep.criteria(), report.metrics());
    if (metric.isPresent()) {
      double value = report.metrics().getOrDefault(metric.get(), Double.NaN);
      String message = metric.get() + " was " + value + " at step " + report.step();
      decide(trial, failed(Cause.Kind.NOT_FINITE, message));
      return;
    }
    Verdict verdict = scheduler.judge(ledger.history(), report);
    if (verdict instanceof Verdict.Stop stop) {
      decide(trial, new TrialState.Stopped(report.step(), stop.reason()));
    } else if (verdict instanceof Verdict.Pause) {
      decide(trial, new TrialState.Paused(report.step()));
    }
  }

  private static void decide(RunningTrial trial, TrialState state) {
    trial.decide(state, in(GRACE));
  }

  private void ended(RunningTrial trial, Optional<Cause> failure) {
    TrialPlan plan = trial.plan();
    if (!trial.trains()) {
      running.remove(plan.trial());
      failure.ifPresent(cause -> log(plan, "measuring the test split failed: " + cause.message()));
      return;
    }
    TrialState outcome =
        failure.<TrialState>map(TrialState.Failed::new).orElseGet(() -> done(plan));
    // A trial that broke while it made its checkpoint has none to be paused at.
    boolean settled =
        trial.decided().isPresent()
            && (failure.isEmpty() || !(trial.decided().get() instanceof TrialState.Paused));
    end(plan, settled ? trial.decided().get() : outcome);
  }

  private void end(TrialPlan plan, TrialState state) {
    running.remove(plan.trial());
    ledger.add(new TrialEvent.Ended(plan.trial(), clock.instant(), plan.attempt(), state));
    if (mayTryAgain(plan, state)) {
      // The folder stays: the next attempt may go on from a checkpoint in it.
      lost.addFirst(plan.trial());
    } else if (state.ended()) {
      Trial trial = ledger.history().trial(plan.trial());
      ledger.then(() -> files.ended(ledger.history(), trial));
    }
  }

  private boolean mayTryAgain(TrialPlan plan, TrialState state) {
    return state instanceof TrialState.Failed failed
        && failed.cause().kind() == Cause.Kind.WORKER_DIED
        && ledger.workersLost(plan.trial()) <= sweep.maxRetries();
  }

  private TrialState done(TrialPlan plan) {
    Trial trial = ledger.history().trial(plan.trial());
    return ledger
        .history()
        .outcome(trial)
        .<TrialState>map(outcome -> new TrialState.Completed(outcome.first()))
        .orElseGet(() -> failed(Cause.Kind.NO_METRIC, noMetric(trial)));
  }

  private String noMetric(Trial trial) {
    String missing =
        sweep.criteria().objectives().stream()
            .map(Objective::metric)
            .filter(metric -> trial.curve(metric).isEmpty())
            .collect(Collectors.joining(" and "));
    String others = trial.curves().isEmpty() ? "nothing" : trial.curves().keySet().toString();
    return "the trainer ended without reporting %s; it reported %s".formatted(missing, others);
  }

  private void expired(RunningTrial trial) {
    TrialPlan plan = trial.plan();
    if (!trial.trains()) {
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

  private void log(TrialPlan plan, String line) {
    ledger.add(new TrialEvent.Logged(plan.trial(), clock.instant(), plan.attempt(), line));
  }

  private Optional<RunningTrial> current(TrialPlan plan) {
    return Optional.ofNullable(running.get(plan.trial())).filter(t -> t.plan().equals(plan));
  }

  private static TrialState failed(Cause.Kind kind, String message) {
    return new TrialState.Failed(Cause.of(kind, message));
  }

  private static long in(Duration time) {
    return System.nanoTime() + time.toNanos();
  }
}
