package io.attune.trial;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Readings of one metric that were recorded together, in short. Immutable.
 *
 * @param count how many there were
 * @param marks some of them that stand for all, in the order in which they came: at most {@value
 *     #MOST}, or all where they are no more. Where they are fewer than {@code count}, they have one
 *     reading per step, and among them the first, the lowest, the highest and the latest.
 */
public record Tally(String metric, long count, List<Reading> marks) {
  /** Most marks. */
  static final int MOST = 32;

  /** Copies the list. */
  public Tally {
    marks = List.copyOf(marks);
  }

  /** Readings in short, metric by metric. */
  public static List<Tally> of(List<Reading> readings) {
    Map<String, List<Reading>> metrics = new LinkedHashMap<>();
    for (Reading reading : readings) {
      metrics.computeIfAbsent(reading.metric(), metric -> new ArrayList<>()).add(reading);
    }
    List<Tally> tallies = new ArrayList<>();
    metrics.forEach((metric, all) -> tallies.add(new Tally(metric, all.size(), marks(all))));
    return tallies;
  }

  private static List<Reading> marks(List<Reading> all) {
    return all.size() <= MOST ? all : Thinning.of(latestPerStep(all), MOST);
  }

  private static List<Reading> latestPerStep(List<Reading> all) {
    Map<Long, Reading> latest = new LinkedHashMap<>();
    for (Reading reading : all) {
      latest.merge(reading.step(), reading, (old, late) -> late.isLaterThan(old) ? late : old);
    }
    return List.copyOf(latest.values());
  }
}
