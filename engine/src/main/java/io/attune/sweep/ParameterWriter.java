package io.attune.sweep;

import io.attune.space.CategoricalParameter;
import io.attune.space.Distribution;
import io.attune.space.FloatParameter;
import io.attune.space.IntParameter;
import io.attune.space.Parameter;
import java.util.LinkedHashMap;
import java.util.Map;

/** The keys that describe a parameter, but for its condition. */
final class ParameterWriter {
  private ParameterWriter() {}

  static Map<String, Object> keys(Parameter parameter) {
    if (parameter instanceof CategoricalParameter categorical) {
      return choices(categorical);
    }
    if (parameter instanceof IntParameter whole) {
      return whole(whole);
    }
    FloatParameter number = (FloatParameter) parameter;
    return number.quantum() == 0
        ? spread("", number.distribution())
        : stepped(number.distribution(), number.quantum());
  }

  private static Map<String, Object> choices(CategoricalParameter parameter) {
    Map<String, Object> keys = new LinkedHashMap<>();
    if (parameter.choices().size() == 1 && parameter.probabilities().isEmpty()) {
      keys.put("value", parameter.choices().get(0));
      return keys;
    }
    keys.put("values", parameter.choices());
    if (!parameter.probabilities().isEmpty()) {
      keys.put("probabilities", parameter.probabilities());
    }
    return keys;
  }

  private static Map<String, Object> whole(IntParameter parameter) {
    if (parameter.quantum() == 1
        && parameter.distribution() instanceof Distribution.Uniform range
        && isWhole(range.min())
        && isWhole(range.max())) {
      Map<String, Object> keys = named("int_uniform");
      keys.put("min", (long) range.min());
      keys.put("max", (long) range.max());
      return keys;
    }
    return stepped(parameter.distribution(), parameter.quantum());
  }

  /** A Long for q is how the notation says that values are whole. */
  private static Map<String, Object> stepped(Distribution distribution, Number quantum) {
    Map<String, Object> keys = spread("q_", distribution);
    keys.put("q", quantum);
    return keys;
  }

  private static Map<String, Object> spread(String prefix, Distribution distribution) {
    if (distribution instanceof Distribution.Normal normal) {
      return shape(prefix + "normal", "mu", normal.mu(), "sigma", normal.sigma());
    }
    if (distribution instanceof Distribution.LogNormal normal) {
      return shape(prefix + "log_normal", "mu", normal.mu(), "sigma", normal.sigma());
    }
    if (distribution instanceof Distribution.Beta beta) {
      return shape(prefix + "beta", "a", beta.a(), "b", beta.b());
    }
    return shape(
        prefix + range(distribution), "min", distribution.min(), "max", distribution.max());
  }

  private static String range(Distribution distribution) {
    if (distribution instanceof Distribution.LogUniform) {
      return "log_uniform_values";
    }
    return distribution instanceof Distribution.InverseLogUniform
        ? "reverse_log_uniform_values"
        : "uniform";
  }

  private static Map<String, Object> shape(
      String name, String first, double one, String second, double two) {
    Map<String, Object> keys = named(name);
    keys.put(first, one);
    keys.put(second, two);
    return keys;
  }

  private static Map<String, Object> named(String distribution) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("distribution", distribution);
    return keys;
  }

  /** Whether a long stands for the very same number; it does not for -0.0. */
  private static boolean isWhole(double x) {
    return Double.compare((long) x, x) == 0;
  }
}
