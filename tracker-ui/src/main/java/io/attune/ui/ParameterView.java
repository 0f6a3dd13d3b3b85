package io.attune.ui;

import io.attune.space.CategoricalParameter;
import io.attune.space.Distribution;
import io.attune.space.FloatParameter;
import io.attune.space.IntParameter;
import io.attune.space.Parameter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What may vary, as answers show it.
 *
 * @param type float, int or categorical
 * @param scale linear, log, or inverse_log for one dense near its upper end
 * @param min null for unbounded and categorical
 * @param max null for unbounded and categorical
 * @param quantum 0 for continuous
 * @param choices empty for numbers
 * @param probabilities empty for equally likely choices
 * @param when parent names and the values under which this parameter applies; empty for always
 * @param searched false if it applied only with choices that are gone
 */
record ParameterView(
    String name,
    String type,
    String distribution,
    String scale,
    @Nullable Double min,
    @Nullable Double max,
    double quantum,
    List<Object> choices,
    List<Double> probabilities,
    Map<String, List<Object>> when,
    boolean searched) {

  /** The same for a parameter that was searched once. */
  ParameterView left() {
    return new ParameterView(
        name, type, distribution, scale, min, max, quantum, choices, probabilities, when, false);
  }

  static ParameterView of(Parameter parameter) {
    if (parameter instanceof FloatParameter number) {
      return number(number, "float", number.distribution(), number.quantum());
    }
    if (parameter instanceof IntParameter number) {
      return number(number, "int", number.distribution(), number.quantum());
    }
    return categorical((CategoricalParameter) parameter);
  }

  private static ParameterView number(
      Parameter parameter, String type, Distribution distribution, double quantum) {
    return new ParameterView(
        parameter.name(),
        type,
        words(distribution),
        scale(distribution),
        finite(distribution.min()),
        finite(distribution.max()),
        quantum,
        List.of(),
        List.of(),
        parameter.condition().parents(),
        true);
  }

  private static ParameterView categorical(CategoricalParameter parameter) {
    return new ParameterView(
        parameter.name(),
        "categorical",
        parameter.choices().size() == 1 ? "constant" : "choice",
        "linear",
        null,
        null,
        0,
        parameter.choices(),
        parameter.probabilities(),
        parameter.condition().parents(),
        true);
  }

  private static String scale(Distribution distribution) {
    if (distribution instanceof Distribution.InverseLogUniform) {
      return "inverse_log";
    }
    boolean log =
        distribution instanceof Distribution.LogUniform
            || distribution instanceof Distribution.LogNormal;
    return log ? "log" : "linear";
  }

  /** Such as "log-uniform" or "normal (mu 0.0, sigma 1.0)"; bounds are told apart. */
  private static String words(Distribution distribution) {
    if (distribution instanceof Distribution.Uniform) {
      return "uniform";
    }
    if (distribution instanceof Distribution.LogUniform) {
      return "log-uniform";
    }
    if (distribution instanceof Distribution.InverseLogUniform) {
      return "inverse log-uniform";
    }
    if (distribution instanceof Distribution.Normal normal) {
      return "normal (mu %s, sigma %s)".formatted(normal.mu(), normal.sigma());
    }
    if (distribution instanceof Distribution.LogNormal normal) {
      return "log-normal (mu %s, sigma %s)".formatted(normal.mu(), normal.sigma());
    }
    Distribution.Beta beta = (Distribution.Beta) distribution;
    return "beta (a %s, b %s)".formatted(beta.a(), beta.b());
  }

  private static @Nullable Double finite(double bound) {
    return Double.isFinite(bound) ? bound : null;
  }
}
