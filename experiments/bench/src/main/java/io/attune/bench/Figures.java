package io.attune.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What was measured of stores, and the table of its medians. */
final class Figures {
  static final String BATCHES = "points/s, 4 writers, 1,000 at a time";
  static final String SINGLES = "points/s, 4 writers, one at a time";
  static final String ALONE = "points/s, 1 writer, one at a time";
  static final String OPEN = "s to open the trials of a sweep with 10 points each";
  static final String SERIES = "ms to read a series of %,d among %,d points";
  static final String LAST = "ms for the last value of %,d trials";
  static final String OPEN_LARGE = "s to open a sweep of %,d points";
  static final String THINNED = "ms to draw a series of %,d points";

  private final Map<String, Map<String, List<Double>>> values = new LinkedHashMap<>();
  private final Set<String> stores = new LinkedHashSet<>();

  void add(String what, String store, double value) {
    stores.add(store);
    values
        .computeIfAbsent(what, fresh -> new LinkedHashMap<>())
        .computeIfAbsent(store, fresh -> new ArrayList<>())
        .add(value);
  }

  /** In Markdown, a column for each store. */
  List<String> table() {
    List<String> lines = new ArrayList<>();
    lines.add("| | " + String.join(" | ", stores) + " |");
    lines.add("|---|" + "---|".repeat(stores.size()));
    values.forEach(
        (what, all) -> {
          StringBuilder line = new StringBuilder("| " + what + " |");
          for (String store : stores) {
            line.append(' ').append(median(all.getOrDefault(store, List.of()))).append(" |");
          }
          lines.add(line.toString());
        });
    return lines;
  }

  private static String median(List<Double> values) {
    if (values.isEmpty()) {
      return "–";
    }
    double median = values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    return String.format(Locale.ROOT, median >= 100 ? "%,.0f" : "%.3g", median);
  }
}
