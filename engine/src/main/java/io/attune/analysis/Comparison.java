package io.attune.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.stat.inference.TTest;

/**
 * Whether the best of some contenders is really better than the others. A value.
 *
 * @param standings best mean first
 * @param noise standard deviation between repeats of one contender, pooled over all: what luck
 *     alone does to a score
 * @param spread difference between the worst and the best mean
 */
public record Comparison(List<Standing> standings, double noise, double spread) {
  /** The share of false claims that is accepted. */
  public static final double LEVEL = 0.05;

  private static final int DRAWS = 10_000;

  /** Copies the list. */
  public Comparison {
    standings = List.copyOf(standings);
  }

  /**
   * One contender beside the best.
   *
   * @param p that of the two-sided paired t test against the best one, after Holm's correction for
   *     several tests (Holm 1979); 1 for the best itself
   * @param probabilityBest share of bootstrap samples of the repeats (drawn alike for all
   *     contenders, with replacement) in which this one has the best mean
   */
  public record Standing(Contender contender, double p, double probabilityBest) {
    /** Whether it is worse than the best by more than luck explains. */
    public boolean worse() {
      return p < LEVEL;
    }
  }

  /**
   * Compares.
   *
   * @param random draws the bootstrap samples; the same numbers give the same result
   * @throws IllegalArgumentException if there are fewer than two contenders, or they were not
   *     repeated equally often
   */
  public static Comparison of(List<Contender> contenders, RandomGenerator random) {
    check(contenders);
    List<Contender> ranked =
        contenders.stream().sorted(Comparator.comparingDouble(Contender::mean)).toList();
    double[] p = Holm.corrected(tests(ranked));
    double[] best = Bootstrap.shares(ranked, DRAWS, random);
    List<Standing> standings = new ArrayList<>();
    for (int i = 0; i < ranked.size(); i++) {
      standings.add(new Standing(ranked.get(i), i == 0 ? 1 : p[i - 1], best[i]));
    }
    double spread = ranked.get(ranked.size() - 1).mean() - ranked.get(0).mean();
    return new Comparison(standings, noise(ranked), spread);
  }

  /** Those that cannot be told from the best, the best first. */
  public List<Standing> undecided() {
    return standings.stream().filter(standing -> !standing.worse()).toList();
  }

  private static void check(List<Contender> contenders) {
    long lengths = contenders.stream().map(c -> c.losses().size()).distinct().count();
    if (contenders.size() < 2 || lengths != 1) {
      throw new IllegalArgumentException(
          "a comparison needs two contenders or more, repeated equally often, but got "
              + contenders
              + ".");
    }
  }

  private static double[] tests(List<Contender> ranked) {
    double[] best = ranked.get(0).array();
    return ranked.stream().skip(1).mapToDouble(other -> test(best, other.array())).toArray();
  }

  private static double test(double[] best, double[] other) {
    double p = new TTest().pairedTTest(best, other);
    // Repeats that agree to the last bit say nothing about luck.
    return Double.isNaN(p) ? 1 : p;
  }

  private static double noise(List<Contender> contenders) {
    return Math.sqrt(
        contenders.stream().mapToDouble(c -> c.deviation() * c.deviation()).average().orElse(0));
  }
}
