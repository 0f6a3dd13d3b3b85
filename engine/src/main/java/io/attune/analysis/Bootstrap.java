package io.attune.analysis;

import java.util.List;
import java.util.random.RandomGenerator;

/** Draws repeats with replacement, the same for all contenders, and sees who is best. */
final class Bootstrap {
  private Bootstrap() {}

  /** How often each contender has the best mean, as a share; equals share a draw. */
  static double[] shares(List<Contender> contenders, int draws, RandomGenerator random) {
    double[][] losses = contenders.stream().map(Contender::array).toArray(double[][]::new);
    double[] shares = new double[losses.length];
    for (int draw = 0; draw < draws; draw++) {
      award(sums(losses, random), 1.0 / draws, shares);
    }
    return shares;
  }

  private static double[] sums(double[][] losses, RandomGenerator random) {
    int repeats = losses[0].length;
    double[] sums = new double[losses.length];
    for (int i = 0; i < repeats; i++) {
      int repeat = random.nextInt(repeats);
      for (int c = 0; c < losses.length; c++) {
        sums[c] += losses[c][repeat];
      }
    }
    return sums;
  }

  private static void award(double[] sums, double prize, double[] shares) {
    double best = Numbers.min(sums);
    int winners = 0;
    for (double sum : sums) {
      winners += sum == best ? 1 : 0;
    }
    for (int c = 0; c < sums.length; c++) {
      shares[c] += sums[c] == best ? prize / winners : 0;
    }
  }
}
