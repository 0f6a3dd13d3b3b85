package io.attune.experiments.preflight;

import io.attune.experiments.nn.Loss;
import io.attune.experiments.nn.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The first link of the chain rule: the derivative of the loss by each score. Losses compute in
 * double precision of 32-bit scores; the steps are rounded to such scores, and their true length
 * counts, so that nothing is lost.
 */
final class LossSlopes {
  private static final double STEP = 1e-4;

  /** Second difference over first, from which on a kink lies between the points. */
  private static final double BEND = 0.1;

  private final Loss loss;
  private final Targets targets;

  LossSlopes(Loss loss, Targets targets) {
    this.loss = loss;
    this.targets = targets;
  }

  /** Some derivatives, but for those next to a kink. */
  List<Difference> compare(float[] scores, int most, RandomGenerator random) {
    float[] derived = loss.of(scores, targets).gradient();
    double scale = Sizes.largest(derived);
    double here = mean(scores);
    List<Difference> differences = new ArrayList<>();
    for (int k = 0; k < Math.min(most, scores.length); k++) {
      int i = random.nextInt(scores.length);
      float score = scores[i];
      float step = (float) (STEP * Math.max(1, Math.abs(score)));
      double above = at(scores, i, score + step);
      double below = at(scores, i, score - step);
      scores[i] = score;
      double length = (double) (score + step) - (double) (score - step);
      boolean bent = Math.abs(above - 2 * here + below) > BEND * Math.abs(above - below);
      if (!bent) {
        differences.add(new Difference(derived[i], (above - below) / length, scale));
      }
    }
    return differences;
  }

  private double at(float[] scores, int index, float score) {
    scores[index] = score;
    return mean(scores);
  }

  private double mean(float[] scores) {
    return loss.of(scores, targets).loss() / targets.size();
  }
}
