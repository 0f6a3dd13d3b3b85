package io.attune.search;

import io.attune.space.Assignment;
import io.attune.trial.Event;
import io.attune.trial.LiveHistory;
import io.attune.trial.Objective;
import io.attune.trial.SweepEvent;
import io.attune.trial.TrialEvent;
import io.attune.trial.TrialState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * Runs a scheduler on virtual time: every step takes a second, the n-th trial reports what a script
 * says, and trials end by themselves at a last step.
 */
final class VirtualSweep {
  /** What a trial reports; NaN for a report without the objective. */
  interface Script {
    double loss(int trial, long step);
  }

  private record Work(long time, int worker, int trial, long step) {}

  private final LiveHistory history = new LiveHistory(Objective.minimize("loss"));
  private final List<Event> events = new ArrayList<>();
  private final PriorityQueue<Work> queue =
      new PriorityQueue<>(Comparator.comparingLong(Work::time).thenComparingInt(Work::worker));
  private final List<Integer> idle = new ArrayList<>();
  private final Map<Integer, List<String>> spans = new TreeMap<>();
  private final Scheduler scheduler;
  private final int trials;
  private final long lastStep;
  private final Script script;

  VirtualSweep(Scheduler scheduler, int trials, long lastStep, Script script) {
    this.scheduler = scheduler;
    this.trials = trials;
    this.lastStep = lastStep;
    this.script = script;
  }

  LiveHistory history() {
    return history;
  }

  List<Event> events() {
    return events;
  }

  VirtualSweep run(int workers) {
    add(new SweepEvent.Opened(Instant.EPOCH, Map.of()));
    for (int worker = 0; worker < workers; worker++) {
      idle.add(worker);
    }
    fill(0);
    while (!queue.isEmpty()) {
      Work work = queue.remove();
      step(work);
      fill(work.time());
    }
    return this;
  }

  /** One line a trial: the steps of each attempt, and how it stands. */
  String table() {
    StringBuilder table = new StringBuilder();
    spans.forEach(
        (trial, steps) ->
            table
                .append("%2d: %s %s".formatted(trial, String.join(" | ", steps), state(trial)))
                .append('\n'));
    return table.toString();
  }

  private String state(int trial) {
    return history
        .trial(trial)
        .state()
        .getClass()
        .getSimpleName()
        .toLowerCase(java.util.Locale.ROOT);
  }

  private void fill(long time) {
    boolean started = true;
    while (started && !idle.isEmpty()) {
      started = startOn(idle.get(0), time);
    }
  }

  private boolean startOn(int worker, long time) {
    boolean mayStart = history.trials().size() < trials;
    Move move = mayStart ? scheduler.next(history) : scheduler.finish(history);
    if (move instanceof Move.Resume resume) {
      long from = ((TrialState.Paused) history.trial(resume.trial()).state()).step();
      int attempt = history.trial(resume.trial()).attempt() + 1;
      add(new TrialEvent.Resumed(resume.trial(), at(time), attempt, from));
      begin(worker, time, resume.trial(), from);
      return true;
    }
    if (mayStart && move instanceof Move.Start) {
      int trial = history.trials().size() + 1;
      Assignment any = new Assignment(Map.of("x", (double) trial));
      add(new TrialEvent.Started(trial, at(time), any, history.sequence()));
      spans.put(trial, new ArrayList<>());
      begin(worker, time, trial, 0);
      return true;
    }
    return false;
  }

  private void begin(int worker, long time, int trial, long from) {
    idle.remove((Integer) worker);
    spans.get(trial).add((from + 1) + "-");
    queue.add(new Work(time + 1, worker, trial, from + 1));
  }

  private void step(Work work) {
    double loss = script.loss(work.trial(), work.step());
    int attempt = history.trial(work.trial()).attempt();
    TrialEvent.Reported report =
        new TrialEvent.Reported(
            work.trial(),
            at(work.time()),
            attempt,
            work.step(),
            Double.isNaN(loss) ? Map.of("other", 1.0) : Map.of("loss", loss));
    add(report);
    Verdict verdict = scheduler.judge(history, report);
    if (verdict instanceof Verdict.Stop stop) {
      end(work, new TrialState.Stopped(work.step(), stop.reason()));
    } else if (verdict instanceof Verdict.Pause) {
      end(work, new TrialState.Paused(work.step()));
    } else if (work.step() == lastStep) {
      end(work, new TrialState.Completed(0));
    } else {
      queue.add(new Work(work.time() + 1, work.worker(), work.trial(), work.step() + 1));
    }
  }

  private void end(Work work, TrialState state) {
    int attempt = history.trial(work.trial()).attempt();
    add(new TrialEvent.Ended(work.trial(), at(work.time()), attempt, state));
    List<String> steps = spans.get(work.trial());
    String open = steps.remove(steps.size() - 1);
    String first = open.substring(0, open.length() - 1);
    steps.add(first.equals("" + work.step()) ? first : open + work.step());
    idle.add(work.worker());
    idle.sort(Comparator.naturalOrder());
  }

  private void add(Event event) {
    history.add(event);
    events.add(event);
  }

  private static Instant at(long time) {
    return Instant.EPOCH.plusSeconds(time);
  }
}
