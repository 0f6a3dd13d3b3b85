package io.attune.exchange.optuna;

import com.fasterxml.jackson.databind.JsonNode;
import io.attune.exchange.intake.PythonJson;
import io.attune.space.CategoricalParameter;
import io.attune.space.FloatParameter;
import io.attune.space.IntParameter;
import io.attune.space.Nothing;
import io.attune.space.Parameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Optuna's distributions, those before Optuna 3 too, as parameters and as values. */
final class Distributions {
  private static final int REMEMBERED = 10_000;

  private final Map<String, JsonNode> parsed = new HashMap<>();

  /**
   * A parameter.
   *
   * @throws IllegalArgumentException if there is none like it here
   */
  Parameter parameter(String name, String distribution) {
    JsonNode json = parse(distribution);
    JsonNode of = json.path("attributes");
    return switch (kind(json)) {
      case "FloatDistribution" -> real(name, of, of.path("log").asBoolean(), of.path("step"));
      case "UniformDistribution" -> real(name, of, false, of.path("step"));
      case "LogUniformDistribution" -> real(name, of, true, of.path("step"));
      case "DiscreteUniformDistribution" -> real(name, of, false, of.path("q"));
      case "IntDistribution" -> whole(name, of, of.path("log").asBoolean());
      case "IntUniformDistribution" -> whole(name, of, false);
      case "IntLogUniformDistribution" -> whole(name, of, true);
      case "CategoricalDistribution" -> CategoricalParameter.of(name, choices(of).toArray());
      default -> throw unknown(json);
    };
  }

  /**
   * The value that a number of the file stands for.
   *
   * @throws IllegalArgumentException if it stands for none
   */
  Object value(double internal, String distribution) {
    JsonNode json = parse(distribution);
    String kind = kind(json);
    if (kind.equals("CategoricalDistribution")) {
      List<Object> choices = choices(json.path("attributes"));
      if (internal != Math.rint(internal) || internal < 0 || internal >= choices.size()) {
        throw new IllegalArgumentException(
            "%s is no index of %d choices".formatted(internal, choices.size()));
      }
      return choices.get((int) internal);
    }
    // One way or the other, but never both types in one expression: they would become one.
    if (kind.startsWith("Int") && internal == Math.rint(internal)) {
      return (long) internal;
    }
    return internal;
  }

  /** Whether a parameter has steps here that are not those of the distribution. */
  boolean losesSteps(String distribution) {
    JsonNode of = parse(distribution).path("attributes");
    double step = of.path("step").asDouble(of.path("q").asDouble(0));
    boolean whole = kind(parse(distribution)).startsWith("Int");
    return step > (whole ? 1 : 0) && !multiple(of.path("low").asDouble(), step);
  }

  private static FloatParameter real(String name, JsonNode of, boolean log, JsonNode step) {
    double low = of.path("low").asDouble(Double.NaN);
    double high = of.path("high").asDouble(Double.NaN);
    FloatParameter plain =
        log ? FloatParameter.logUniform(name, low, high) : FloatParameter.uniform(name, low, high);
    double quantum = step.asDouble(0);
    return quantum > 0 && multiple(low, quantum) ? plain.quantum(quantum) : plain;
  }

  private static IntParameter whole(String name, JsonNode of, boolean log) {
    long low = of.path("low").asLong();
    long high = of.path("high").asLong();
    IntParameter plain =
        log ? IntParameter.logUniform(name, low, high) : IntParameter.uniform(name, low, high);
    long step = of.path("step").asLong(1);
    return step > 1 && low % step == 0 ? plain.quantum(step) : plain;
  }

  /** Steps here are multiples, in Optuna they are counted from the lower end. */
  private static boolean multiple(double low, double step) {
    double times = low / step;
    return Math.abs(times - Math.rint(times)) < 1e-9 * Math.max(1, Math.abs(times));
  }

  private static List<Object> choices(JsonNode of) {
    List<Object> choices = new ArrayList<>();
    of.path("choices").forEach(choice -> choices.add(choice(choice)));
    return choices;
  }

  private static Object choice(JsonNode json) {
    if (json.isNull()) {
      return Nothing.NONE;
    }
    if (json.isBoolean()) {
      return json.booleanValue();
    }
    if (json.canConvertToLong() && json.isIntegralNumber()) {
      return json.longValue();
    }
    boolean finite = json.isNumber() && Double.isFinite(json.doubleValue());
    return finite ? (Object) json.doubleValue() : PythonJson.text(json);
  }

  private JsonNode parse(String distribution) {
    if (parsed.size() > REMEMBERED) {
      parsed.clear();
    }
    return parsed.computeIfAbsent(distribution, PythonJson::parse);
  }

  private static String kind(JsonNode json) {
    return json.path("name").asText();
  }

  private static IllegalArgumentException unknown(JsonNode json) {
    return new IllegalArgumentException("there is no distribution " + kind(json) + " here");
  }
}
