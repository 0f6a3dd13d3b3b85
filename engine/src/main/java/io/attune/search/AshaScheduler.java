package io.attune.search;

import io.attune.trial.History;
import io.attune.trial.Milestone;
import io.attune.trial.Rung;
import io.attune.trial.Standing;
import io.attune.trial.TrialEvent;
import io.attune.trial.TrialState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Asynchronous successive halving (Li et al. 2020, "A System for Massively Parallel Hyperparameter
 * Tuning", algorithm 2). A trial goes on past a rung if it is among the best 1/eta of all that have
 * arrived there so far. Those that are not end for good, or wait for their chance.
 */
record AshaScheduler(RungSpec.Mode mode, Ladder ladder, double eta) implements Scheduler {
  @Override
  public Move next(History history) {
    return promotion(history, 0).<Move>map(Move.Resume::new).orElse(new Move.Start());
  }

  /**
   * Once nothing runs that could still earn a promotion, the best of every rung goes on, so that a
   * sweep ends with a trial that was trained in full.
   */
  @Override
  public Move finish(History history) {
    return promotion(history, 0)
        .or(() -> someRun(history) ? Optional.empty() : promotion(history, 1))
        .<Move>map(Move.Resume::new)
        .orElse(new Move.Finish("no paused trial deserves to go on"));
  }

  private static boolean someRun(History history) {
    return history.trials().stream().anyMatch(t -> t.state() instanceof TrialState.Running);
  }

  @Override
  public Verdict judge(History history, TrialEvent.Reported report) {
    if (!Evidence.in(report, history)) {
      return new Verdict.Continue();
    }
    OptionalInt arrival = ladder.arrival(Evidence.curve(report, history));
    return arrival.isEmpty()
        ? new Verdict.Continue()
        : judge(history, report, history.rung(ladder.rungs().get(arrival.getAsInt())));
  }

  private Verdict judge(History history, TrialEvent.Reported report, Rung rung) {
    Standing standing = rung.standing(report.trial());
    if (mode == RungSpec.Mode.PROMOTION) {
      // Whoever deserves it goes on at once, without a checkpoint being written and read.
      return rung.place(report.trial()) < standing.atMost(1 / eta)
          ? new Verdict.Continue()
          : new Verdict.Pause();
    }
    return standing.isAmongBest(1 / eta)
        ? new Verdict.Continue()
        : new Verdict.Stop(reason(history, report, standing));
  }

  private String reason(History history, TrialEvent.Reported report, Standing standing) {
    return "%s number %d of %d at step %d, where the best %d go on"
        .formatted(
            Evidence.subject(history, standing),
            standing.rank() + 1,
            standing.size(),
            report.step(),
            Math.max(1, standing.atMost(1 / eta)));
  }

  /**
   * The best paused trial of the highest rung that has one to promote.
   *
   * @param least number of trials that go on from every rung
   */
  private Optional<Integer> promotion(History history, int least) {
    List<Rung> rungs = reached(history);
    for (int i = rungs.size() - 1; i >= 0; i--) {
      Rung rung = rungs.get(i);
      int promoted = Math.max(least, (int) (rung.size() / eta + 1e-9));
      Optional<Integer> best = rung.firstPaused().filter(trial -> rung.place(trial) < promoted);
      if (best.isPresent()) {
        return best;
      }
    }
    return Optional.empty();
  }

  private List<Rung> reached(History history) {
    List<Rung> rungs = new ArrayList<>();
    for (Milestone milestone : ladder.rungs()) {
      Rung rung = history.rung(milestone);
      if (rung.size() == 0) {
        return rungs;
      }
      rungs.add(rung);
    }
    return rungs;
  }
}
