package io.attune.sweep;

import io.attune.space.CategoricalParameter;
import io.attune.space.FloatParameter;
import io.attune.space.IntParameter;
import io.attune.space.Parameter;
import io.attune.space.SearchSpace;
import io.attune.trial.Trial;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The space that recorded trials span. A parameter is as it was declared, if it was and every value
 * seen is one of its own. Else it is what was seen: of numbers the range that was seen, in the
 * logarithm where it covers two powers of ten; of all else the values that were seen.
 */
final class RecordedSpace {
  private static final double WIDE = 100;

  /** Up to here every whole number has a double of its own. */
  private static final long EXACT = 1L << 53;

  private RecordedSpace() {}

  static SearchSpace of(SearchSpace declared, List<Trial> trials) {
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    declared.parameters().forEach(parameter -> parameters.put(parameter.name(), parameter));
    seen(trials)
        .forEach(
            (name, values) -> {
              Parameter known = parameters.get(name);
              if (known == null || !values.stream().allMatch(known::accepts)) {
                parameters.put(name, parameter(name, values));
              }
            });
    return new SearchSpace(List.copyOf(parameters.values()));
  }

  private static Map<String, Set<Object>> seen(List<Trial> trials) {
    Map<String, Set<Object>> seen = new LinkedHashMap<>();
    for (Trial trial : trials) {
      trial
          .assignment()
          .values()
          .forEach(
              (name, value) ->
                  seen.computeIfAbsent(name, other -> new LinkedHashSet<>()).add(value));
    }
    return seen;
  }

  private static Parameter parameter(String name, Set<Object> values) {
    boolean numbers = values.stream().allMatch(Number.class::isInstance);
    if (!numbers || values.size() == 1) {
      return CategoricalParameter.of(name, values.toArray());
    }
    return values.stream().allMatch(value -> value instanceof Long whole && Math.abs(whole) < EXACT)
        ? whole(name, values)
        : real(name, values);
  }

  private static Parameter whole(String name, Set<Object> values) {
    long min = values.stream().mapToLong(value -> (Long) value).min().orElseThrow();
    long max = values.stream().mapToLong(value -> (Long) value).max().orElseThrow();
    return wide(min, max)
        ? IntParameter.logUniform(name, min, max)
        : IntParameter.uniform(name, min, max);
  }

  private static Parameter real(String name, Set<Object> values) {
    double min = values.stream().mapToDouble(RecordedSpace::number).min().orElseThrow();
    double max = values.stream().mapToDouble(RecordedSpace::number).max().orElseThrow();
    if (min == max || !Double.isFinite(max - min)) {
      return CategoricalParameter.of(name, values.toArray());
    }
    return wide(min, max)
        ? FloatParameter.logUniform(name, min, max)
        : FloatParameter.uniform(name, min, max);
  }

  private static double number(Object value) {
    return ((Number) value).doubleValue();
  }

  private static boolean wide(double min, double max) {
    return min > 0 && max / min >= WIDE;
  }
}
