package io.attune.ui.access;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Counts tries to log in by the address they come from, a minute at a time. Thread-safe. */
final class Tries {
  static final int MOST = 10;
  private static final Duration SPAN = Duration.ofMinutes(1);
  private static final int MOST_ADDRESSES = 10_000;

  private final Map<String, Integer> counts = new HashMap<>();
  private Instant end = Instant.EPOCH;

  /** Whether an address may try once more; it is counted as having done so. */
  synchronized boolean allow(String address, Instant now) {
    if (!now.isBefore(end)) {
      counts.clear();
      end = now.plus(SPAN);
    }
    String key = counts.size() < MOST_ADDRESSES ? address : "others";
    return counts.merge(key, 1, Integer::sum) <= MOST;
  }
}
