package io.attune.bench;

import java.util.Arrays;
import java.util.Locale;

/** How long calls took. For one thread. */
final class CallTimes {
  static final String HEAD =
      "| call | calls | median µs | 99 % | 99.9 % | longest |\n|---|---|---|---|---|---|";

  private final long[] nanos;
  private int count;

  CallTimes(int most) {
    this.nanos = new long[most];
  }

  void add(long time) {
    nanos[count++] = time;
  }

  /** A row of a table. */
  String row(String what) {
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return String.format(
        Locale.ROOT,
        "| %s | %,d | %.3g | %.3g | %.3g | %.3g |",
        what,
        count,
        micros(sorted, 0.5),
        micros(sorted, 0.99),
        micros(sorted, 0.999),
        micros(sorted, 1));
  }

  private static double micros(long[] sorted, double part) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    int at = (int) Math.ceil(part * sorted.length) - 1;
    return sorted[Math.max(0, at)] / 1e3;
  }
}
