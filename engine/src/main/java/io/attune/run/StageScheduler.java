package io.attune.run;

import io.attune.search.Move;
import io.attune.search.Scheduler;
import io.attune.search.SchedulerSpec;
import io.attune.search.Verdict;
import io.attune.sweep.Sweep;
import io.attune.trial.History;
import io.attune.trial.TrialEvent;

/**
 * Schedules every stage of a sweep as if it were a sweep of its own, so that no trial is compared
 * with, or promoted instead of, one that trained differently. Where a stage repeats trials none is
 * ended early, because what is cut short cannot be compared.
 */
final class StageScheduler implements Scheduler {
  private final Sweep sweep;
  private final StageGuide guide;
  private Scheduler current;
  private int scheduled;

  private StageScheduler(Sweep sweep) {
    this.sweep = sweep;
    this.guide = new StageGuide(sweep);
    this.current = sweep.scheduler().create(sweep.space());
  }

  /** The scheduler of a sweep, with or without stages. */
  static Scheduler of(Sweep sweep) {
    return sweep.conduct().stages().isEmpty()
        ? sweep.scheduler().create(sweep.space())
        : new StageScheduler(sweep);
  }

  @Override
  public Move next(History history) {
    return numbered(at(history).next(history.stage()), history);
  }

  @Override
  public Move finish(History history) {
    return numbered(at(history).finish(history.stage()), history);
  }

  @Override
  public Verdict judge(History history, TrialEvent.Reported report) {
    History stage = history.stage();
    return at(history)
        .judge(
            stage,
            new TrialEvent.Reported(
                report.trial() - stage.before(),
                report.at(),
                report.attempt(),
                report.step(),
                report.metrics()));
  }

  private Scheduler at(History history) {
    int begun = history.steering().phases().size();
    if (begun != scheduled) {
      scheduled = begun;
      SchedulerSpec spec = guide.repeats(history) ? new SchedulerSpec.None() : sweep.scheduler();
      current = spec.create(sweep.space());
    }
    return current;
  }

  private static Move numbered(Move move, History history) {
    return move instanceof Move.Resume resume
        ? new Move.Resume(resume.trial() + history.stage().before())
        : move;
  }
}
