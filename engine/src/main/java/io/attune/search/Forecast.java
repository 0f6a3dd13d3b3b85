package io.attune.search;

import io.attune.trial.History;
import io.attune.trial.Trial;
import io.attune.trial.TrialState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * By how much further trials are expected to lower the best loss, from what the last ones brought:
 * without a model, so for every sampler and scheduler alike.
 *
 * <p>Two estimates are made, and the larger counts. One is what the last quarter of the window did
 * bring. The other is what it would have brought on average if the window had come in any other
 * order: the expected minimum of a subsample is a weighted sum of the sorted losses (the unbiased
 * form of the expected validation performance of Dodge et al. 2019, "Show Your Work", section 3).
 * Where trials are alike, either is too high rather than too low, since the same number of further
 * trials brings less than the last: the expected minimum is convex in their number.
 *
 * @param perTrial expected fall of the best loss with each trial; 0 where all of them together
 *     bring less than a ten-thousandth of what lies between the best loss and the median
 * @param trials how far ahead it looks
 * @param window how many trials it is made of
 */
public record Forecast(double perTrial, int trials, int window) {
  private static final int LEAST = 20;
  private static final int MOST = 200;
  private static final double NEGLIGIBLE = 1e-4;

  /**
   * The forecast for the stage under way, or for a sweep without stages; empty while fewer than 20
   * trials that are not running have a score.
   */
  public static Optional<Forecast> of(History all) {
    History history = all.stage();
    List<Double> losses = new ArrayList<>();
    for (Trial trial : history.trials()) {
      if (!(trial.state() instanceof TrialState.Running)) {
        history.loss(trial).ifPresent(losses::add);
      }
    }
    return losses.size() < LEAST ? Optional.empty() : Optional.of(of(losses));
  }

  /** From the losses of at least 20 trials, in their order. */
  private static Forecast of(List<Double> losses) {
    int window = Math.min(MOST, losses.size());
    int ahead = window / 4;
    double before = least(losses.subList(0, losses.size() - ahead));
    double best = Math.min(before, least(losses.subList(losses.size() - ahead, losses.size())));
    double brought = before - best;
    double average = shuffled(losses.subList(losses.size() - window, losses.size()), best, ahead);
    double gain = Math.max(brought, average);
    double spread = losses.stream().sorted().toList().get(losses.size() / 2) - best;
    return new Forecast(gain < NEGLIGIBLE * spread ? 0 : gain / ahead, ahead, window);
  }

  /**
   * What the last trials of a window bring over the rest, on average over all orders.
   *
   * @param best loss of all; one that is older than the window takes the place of its best
   */
  private static double shuffled(List<Double> window, double best, int ahead) {
    double[] sorted = window.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    sorted[0] = Math.min(sorted[0], best);
    int rest = sorted.length - ahead;
    double expected = 0;
    // Probability that the i-th best is the best of the rest.
    double share = (double) rest / sorted.length;
    for (int i = 0; i <= ahead; i++) {
      expected += share * sorted[i];
      share *= (double) (ahead - i) / (sorted.length - 1 - i);
    }
    return Math.max(0, expected - sorted[0]);
  }

  private static double least(List<Double> losses) {
    return losses.stream().mapToDouble(Double::doubleValue).min().orElse(Double.POSITIVE_INFINITY);
  }
}
