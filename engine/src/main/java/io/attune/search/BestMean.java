package io.attune.search;

import io.attune.trial.Curve;
import io.attune.trial.History;
import io.attune.trial.Trial;
import io.attune.trial.TrialState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The completed trial whose metric has the best mean; the earlier one of equals. Looks at each
 * trial once after it is over, so that a long history costs nothing.
 */
final class BestMean {
  // Trials that may still complete; failed ones are among them, because they may be tried again.
  private final List<Integer> open = new ArrayList<>();
  private int known;
  private double least = Double.POSITIVE_INFINITY;
  private int best;

  /** The trial in a history, which must be the same as before or a later one. */
  Optional<Trial> in(History history, String metric) {
    while (known < history.trials().size()) {
      open.add(++known);
    }
    open.removeIf(number -> isOver(history, history.trial(number), metric));
    return best == 0 ? Optional.empty() : Optional.of(history.trial(best));
  }

  /** The mean of a curve; NaN if it is empty or one of its values is. */
  static double of(Curve curve) {
    return curve.sum() / curve.size();
  }

  private boolean isOver(History history, Trial trial, String metric) {
    if (trial.state() instanceof TrialState.Completed) {
      compare(history.objective().loss(of(trial.curve(metric))), trial.number());
    }
    return trial.state() instanceof TrialState.Completed
        || trial.state() instanceof TrialState.Stopped;
  }

  private void compare(double loss, int trial) {
    if (loss < least || (loss == least && trial < best)) {
      least = loss;
      best = trial;
    }
  }
}
