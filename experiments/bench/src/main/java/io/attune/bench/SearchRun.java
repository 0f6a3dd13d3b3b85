package io.attune.bench;

import io.attune.run.AskTell;
import io.attune.sweep.Sweep;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * Searches one problem for a number of trials. As many trials as the sweep is parallel are pending
 * at any time and end in the order in which they began, so that a run can be repeated exactly.
 */
record SearchRun(RunKey key, Problem problem, Sweep sweep) implements Run {
  @Override
  public Outcome with(Objectives objectives) {
    objectives.reset(problem, key.seed());
    try (AskTell search = AskTell.open(sweep)) {
      return new Progress(search, objectives).finish();
    }
  }

  private final class Progress {
    private final AskTell search;
    private final Objectives objectives;
    private final Queue<AskTell.Ask> pending = new ArrayDeque<>();
    private final Best best = new Best();
    private long nanos;
    private int told;

    Progress(AskTell search, Objectives objectives) {
      this.search = search;
      this.objectives = objectives;
    }

    Outcome finish() {
      while (fill()) {
        tellOldest();
      }
      return Outcome.ofTrials(key, told, best, nanos / 1e9);
    }

    /** Has as many trials pending as there may be; false if there are none. */
    private boolean fill() {
      Optional<AskTell.Ask> next = ask();
      while (next.isPresent()) {
        pending.add(next.get());
        next = ask();
      }
      return !pending.isEmpty();
    }

    private Optional<AskTell.Ask> ask() {
      if (pending.size() >= sweep.parallel()) {
        return Optional.empty();
      }
      long before = cpu();
      Optional<AskTell.Ask> asked = search.ask();
      nanos += cpu() - before;
      return asked;
    }

    private void tellOldest() {
      AskTell.Ask ask = pending.remove();
      Objectives.Value value = objectives.value(problem, ask.assignment(), key.seed());
      search.tell(ask, value.observed());
      best.offer(told, value.observed(), value.noiseFree());
      told++;
    }

    private static long cpu() {
      return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
  }
}
