package io.attune.search;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * The signed-rank test (Wilcoxon 1945): how likely it is by chance that differences are as positive
 * as these. Equal magnitudes share their ranks, and zeros count half for either side.
 */
final class SignedRanks {
  /** Up to here every pattern of signs is counted; beyond, the normal curve is close. */
  private static final int MOST_EXACT = 50;

  private final double[] differences;

  /** Twice the rank of each magnitude, so that shared ranks are whole numbers. */
  private final int[] ranks;

  SignedRanks(double[] differences) {
    this.differences = differences.clone();
    this.ranks = doubledRanks(differences);
  }

  /** Probability of a sum of positive ranks as large, if either sign were equally likely. */
  double probability() {
    return differences.length <= MOST_EXACT ? exact() : approximate();
  }

  private static int[] doubledRanks(double[] differences) {
    int[] order =
        IntStream.range(0, differences.length)
            .boxed()
            .sorted((a, b) -> Double.compare(Math.abs(differences[a]), Math.abs(differences[b])))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] ranks = new int[order.length];
    for (int from = 0; from < order.length; ) {
      int until = from + 1;
      while (until < order.length
          && Math.abs(differences[order[until]]) == Math.abs(differences[order[from]])) {
        until++;
      }
      for (int i = from; i < until; i++) {
        ranks[order[i]] = from + 1 + until;
      }
      from = until;
    }
    return ranks;
  }

  /** Twice the sum of the positive ranks, zeros counting half. */
  private double positive() {
    double sum = 0;
    for (int i = 0; i < ranks.length; i++) {
      sum += differences[i] > 0 ? ranks[i] : differences[i] == 0 ? ranks[i] / 2.0 : 0;
    }
    return sum;
  }

  /** Counts the patterns of signs by the sums they lead to, one rank at a time. */
  private double exact() {
    double[] share = {1};
    double always = 0;
    for (int i = 0; i < ranks.length; i++) {
      if (differences[i] == 0) {
        always += ranks[i] / 2.0;
      } else {
        share = withRank(share, ranks[i]);
      }
    }
    double least = positive() - always;
    double probability = 0;
    for (int sum = share.length - 1; sum >= least - 1e-9 && sum >= 0; sum--) {
      probability += share[sum];
    }
    return Math.min(1, probability);
  }

  private static double[] withRank(double[] share, int rank) {
    double[] with = new double[share.length + rank];
    for (int sum = 0; sum < share.length; sum++) {
      with[sum] += share[sum] / 2;
      with[sum + rank] += share[sum] / 2;
    }
    return with;
  }

  private double approximate() {
    double n = ranks.length;
    double variance = n * (n + 1) * (2 * n + 1) / 24 - ties() / 48;
    double z = (positive() / 2 - n * (n + 1) / 4) / Math.sqrt(variance);
    // Nothing but zeros leaves no doubt that there is no difference.
    return Double.isNaN(z) ? 1 : new NormalDistribution().cumulativeProbability(-z);
  }

  /** Sum of t³ - t over groups of t equal magnitudes. */
  private double ties() {
    int[] sorted = ranks.clone();
    Arrays.sort(sorted);
    double sum = 0;
    for (int from = 0, until; from < sorted.length; from = until) {
      until = from + 1;
      while (until < sorted.length && sorted[until] == sorted[from]) {
        until++;
      }
      double group = until - from;
      sum += group * group * group - group;
    }
    return sum;
  }
}
