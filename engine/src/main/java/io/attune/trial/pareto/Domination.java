package io.attune.trial.pareto;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Ranks of points by domination: rank 0 for those that none dominates, rank 1 for those that only
 * rank 0 dominates, and so on. A point dominates another if no loss of it is larger and one is
 * smaller; equal points do not dominate each other.
 */
public final class Domination {
  private Domination() {}

  /**
   * Ranks of points by their losses, in O(n log n) for two losses. For more, each point is compared
   * with the members of a few ranks, found by bisection (Zhang et al. 2015, "An Efficient Approach
   * to Nondominated Sorting", ENS-BS): O(m n²) at worst.
   *
   * @param points losses of each point; infinities may be among them, NaN not
   */
  public static int[] ranks(double[][] points) {
    Losses.check(points);
    int[] ranks = new int[points.length];
    List<Rank> found = new ArrayList<>();
    int before = -1;
    for (int i : Losses.lexicographic(points)) {
      boolean twin = before >= 0 && Losses.compare(points[before], points[i]) == 0;
      ranks[i] = twin ? ranks[before] : firstThatAdmits(found, points[i]);
      if (ranks[i] == found.size()) {
        found.add(new Rank());
      }
      if (!twin) {
        found.get(ranks[i]).add(points[i]);
      }
      before = i;
    }
    return ranks;
  }

  /**
   * Ranks under constraints (Deb et al. 2002, section VI): points that violate nothing come first,
   * the others behind them by violation, those with equal violations by domination.
   *
   * @param violations at least 0 for each point; infinite is allowed
   */
  public static int[] ranks(double[][] points, double[] violations) {
    int[] ranks = new int[points.length];
    int behind = 0;
    for (double violation : Arrays.stream(violations).sorted().distinct().toArray()) {
      int[] group =
          IntStream.range(0, points.length).filter(i -> violations[i] == violation).toArray();
      int[] within = ranks(Arrays.stream(group).mapToObj(i -> points[i]).toArray(double[][]::new));
      int most = 0;
      for (int i = 0; i < group.length; i++) {
        ranks[group[i]] = behind + within[i];
        most = Math.max(most, within[i] + 1);
      }
      behind += most;
    }
    return ranks;
  }

  /** Indices of the points of rank 0, ascending. */
  public static int[] front(double[][] points) {
    int[] ranks = ranks(points);
    return IntStream.range(0, points.length).filter(i -> ranks[i] == 0).toArray();
  }

  /** Whoever is dominated in a rank is so in all better ones, hence bisection. */
  private static int firstThatAdmits(List<Rank> ranks, double[] point) {
    int low = 0;
    int high = ranks.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ranks.get(middle).dominates(point)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Points of one rank that come before the point in question, hence with no larger first loss. */
  private static final class Rank {
    private final List<double[]> members = new ArrayList<>();

    void add(double[] point) {
      members.add(point);
    }

    boolean dominates(double[] point) {
      // With two losses the member that came last has the smallest second one.
      int least = point.length <= 2 ? members.size() - 1 : 0;
      for (int i = members.size() - 1; i >= least; i--) {
        if (Losses.noWorse(members.get(i), point)) {
          return true;
        }
      }
      return false;
    }
  }
}
