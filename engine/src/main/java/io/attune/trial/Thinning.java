package io.attune.trial;

import java.util.List;
import java.util.TreeSet;

/** Picks a few of many readings so that what they draw looks the same. */
public final class Thinning {
  private Thinning() {}

  /**
   * At most so many readings in their order: the first, the latest, and of each stretch the lowest
   * and the highest, so that no spike goes missing. Extremes pass over NaN while they can.
   *
   * @param most at least 4
   */
  public static List<Reading> of(List<Reading> all, int most) {
    if (all.size() <= most) {
      return all;
    }
    int stretches = (most - 2) / 2;
    TreeSet<Integer> kept = new TreeSet<>(List.of(0));
    kept.add(latest(all));
    for (int i = 0; i < stretches; i++) {
      int from = (int) ((long) all.size() * i / stretches);
      int to = (int) ((long) all.size() * (i + 1) / stretches);
      kept.add(extreme(all, from, to, 1));
      kept.add(extreme(all, from, to, -1));
    }
    return kept.stream().map(all::get).toList();
  }

  private static int latest(List<Reading> all) {
    int latest = 0;
    for (int i = 1; i < all.size(); i++) {
      latest = all.get(i).isLaterThan(all.get(latest)) ? i : latest;
    }
    return latest;
  }

  private static int extreme(List<Reading> all, int from, int to, int sign) {
    int found = from;
    for (int i = from + 1; i < to; i++) {
      double value = sign * all.get(i).value();
      double best = sign * all.get(found).value();
      found = value < best || (Double.isNaN(best) && !Double.isNaN(value)) ? i : found;
    }
    return found;
  }
}
