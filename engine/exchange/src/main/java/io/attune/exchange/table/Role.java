package io.attune.exchange.table;

import java.util.Optional;

/** What a column holds. */
enum Role {
  TRIAL,
  NAME,
  STATE,
  REASON,
  STARTED,
  ENDED,
  STEP,
  LAST_STEP,
  DERIVED,
  TIME,
  PARAMETER,
  METRIC,
  TAG,
  METRIC_NAME,
  METRIC_VALUE,
  OTHER;

  static Optional<Role> prefix(String name) {
    int dot = end(name);
    return switch (name.substring(0, dot)) {
      case "params", "param" -> Optional.of(PARAMETER);
      case "metrics", "metric", "test" -> Optional.of(METRIC);
      case "tags", "tag" -> Optional.of(TAG);
      default -> Optional.empty();
    };
  }

  /** A name without its prefix; what was measured on the test split keeps its. */
  static String bare(String name) {
    boolean cut = prefix(name).isPresent() && !name.startsWith("test.");
    return cut ? name.substring(end(name) + 1) : name;
  }

  private static int end(String name) {
    int dot = name.indexOf('.');
    return dot < 0 || dot == name.length() - 1 ? 0 : dot;
  }
}
