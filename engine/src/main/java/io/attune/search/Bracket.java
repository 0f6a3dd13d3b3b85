package io.attune.search;

import io.attune.trial.Cause;
import io.attune.trial.History;
import io.attune.trial.Rung;
import io.attune.trial.Trial;
import io.attune.trial.TrialState;
import java.util.List;
import java.util.Optional;

/**
 * Trials that start together and are halved together (Jamieson and Talwalkar 2016, algorithm 1):
 * once all have arrived at a rung, the best 1/eta of them go on to the next.
 *
 * @param first number of the first trial
 * @param last number of the last trial
 */
record Bracket(int first, int last, Ladder ladder, double eta) {
  Bracket {
    ladder = ladder.ofTrials(first, last);
  }

  boolean has(int trial) {
    return trial >= first && trial <= last;
  }

  /** Whether every trial of it has been started. */
  boolean isFull(History history) {
    return history.trials().size() >= last;
  }

  /**
   * The trial to go on with: the best that waits at the lowest rung that has still to send some on.
   * Empty while others have yet to arrive there, and when all is done.
   */
  Optional<Integer> promotion(History history) {
    List<Trial> trials = trials(history);
    for (int i = 0; i < ladder.rungs().size(); i++) {
      if (someRunBelow(ladder.rungs().get(i).from(), trials, history)) {
        return Optional.empty();
      }
      Rung rung = history.rung(ladder.rungs().get(i));
      int promoted = survivors(trials.size(), i + 1);
      Optional<Integer> best = rung.firstPaused().filter(trial -> rung.place(trial) < promoted);
      if (best.isPresent()) {
        return best;
      }
    }
    return Optional.empty();
  }

  /** Whether nothing will ever happen to its trials again. */
  boolean isOver(History history) {
    return isFull(history)
        && trials(history).stream().allMatch(trial -> isSettled(trial.state()))
        && promotion(history).isEmpty();
  }

  /** How many of a number of trials get to the rung with an index. */
  private int survivors(int trials, int rung) {
    return Math.max(1, (int) (trials / Math.pow(eta, rung) + 1e-9));
  }

  private List<Trial> trials(History history) {
    List<Trial> all = history.trials();
    return all.subList(Math.min(first - 1, all.size()), Math.min(last, all.size()));
  }

  private static boolean someRunBelow(long step, List<Trial> trials, History history) {
    String metric = history.objective().metric();
    return trials.stream()
        .filter(trial -> trial.state() instanceof TrialState.Running)
        .map(trial -> trial.curve(metric))
        .anyMatch(curve -> curve.isEmpty() || curve.lastStep() < step);
  }

  /** A lost trial may be tried again. */
  private static boolean isSettled(TrialState state) {
    return state instanceof TrialState.Failed failed
        ? failed.cause().kind() != Cause.Kind.INTERRUPTED
            && failed.cause().kind() != Cause.Kind.WORKER_DIED
        : !(state instanceof TrialState.Running);
  }
}
