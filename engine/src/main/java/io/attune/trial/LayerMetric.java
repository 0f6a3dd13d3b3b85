package io.attune.trial;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a metric tells of one layer of a network, by its name: {@code layer/2/update_ratio}. Such
 * metrics are many; where all are listed they stand together.
 *
 * @param layer from 1, the one next to the input
 * @param measure such as {@code update_ratio}
 */
public record LayerMetric(int layer, String measure) {
  private static final Pattern NAME = Pattern.compile("layer/([1-9]\\d{0,3})/(\\w+)");

  /** Of a metric's name; empty for any other name. */
  public static Optional<LayerMetric> of(String metric) {
    Matcher found = NAME.matcher(metric);
    return found.matches()
        ? Optional.of(new LayerMetric(Integer.parseInt(found.group(1)), found.group(2)))
        : Optional.empty();
  }
}
