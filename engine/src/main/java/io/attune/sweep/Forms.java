package io.attune.sweep;

import io.attune.space.CategoricalParameter;
import io.attune.space.Condition;
import io.attune.space.Distribution;
import io.attune.space.FloatParameter;
import io.attune.space.IntParameter;
import io.attune.space.Parameter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Every way to describe a parameter: W&amp;B's distributions, the shorthands without one, and ours.
 *
 * <p>Three traps of W&amp;B's notation are kept, because its files should mean the same here. The
 * bounds of {@code log_uniform} and {@code inv_log_uniform} are natural-log exponents, and those of
 * {@code log_uniform_values} are values, also where both are whole: it yields fractions all the
 * same. {@code inv_log_uniform_values} spreads 1/x uniformly in the logarithm, which comes to the
 * same as {@code log_uniform_values}; the mirror image that its name suggests is our {@code
 * reverse_log_uniform_values}. And a whole {@code q} makes the parameter a whole number.
 */
final class Forms {
  private static final List<String> BOUNDS = List.of("min", "max");

  static final Form VALUE = new Form("a constant", List.of("value"), List.of(), Forms::constant);
  static final Form VALUES =
      new Form("a list of values", List.of("values"), List.of("probabilities"), Forms::choice);
  static final Form RANGE = new Form("a range", BOUNDS, List.of("log"), Forms::range);

  private static final Words<Form> DISTRIBUTIONS = distributions();

  private Forms() {}

  /** The form that a `distribution` names. */
  static Form named(Node distribution) {
    return DISTRIBUTIONS.meaning(distribution);
  }

  private static Words<Form> distributions() {
    Words<Form> words = new Words<>();
    add(words, "constant", List.of("value"), List.of(), Forms::constant);
    add(words, "categorical", List.of("values"), List.of("probabilities"), Forms::choice);
    add(
        words,
        "categorical_w_probabilities",
        List.of("values", "probabilities"),
        List.of(),
        Forms::choice);
    add(words, "int_uniform", BOUNDS, List.of(), Forms::wholeRange);
    spread(words, "uniform", BOUNDS, List.of(), ParameterNode::uniform);
    spread(words, "log_uniform_values", BOUNDS, List.of(), logarithmic("log_uniform_values"));
    spread(
        words, "inv_log_uniform_values", BOUNDS, List.of(), logarithmic("inv_log_uniform_values"));
    spread(words, "reverse_log_uniform_values", BOUNDS, List.of(), Forms::reverse);
    continuous(words, "log_uniform", BOUNDS, List.of(), Forms::exponents);
    continuous(words, "inv_log_uniform", BOUNDS, List.of(), Forms::inverseExponents);
    spread(words, "normal", List.of(), List.of("mu", "sigma"), Forms::normal);
    spread(words, "log_normal", List.of(), List.of("mu", "sigma"), Forms::logNormal);
    spread(words, "beta", List.of(), List.of("a", "b"), Forms::beta);
    return words.later("q_log_uniform", "W&B refuses it as well. Maybe use q_log_uniform_values.");
  }

  private static void add(
      Words<Form> words,
      String name,
      List<String> required,
      List<String> optional,
      Function<ParameterNode, Parameter> make) {
    words.word(name, new Form("distribution " + name, required, optional, make));
  }

  /** A distribution and its twin on the multiples of q. */
  private static void spread(
      Words<Form> words,
      String name,
      List<String> required,
      List<String> optional,
      Function<ParameterNode, Distribution> distribution) {
    continuous(words, name, required, optional, distribution);
    List<String> withStep = Stream.concat(optional.stream(), Stream.of("q")).toList();
    add(words, "q_" + name, required, withStep, p -> stepped(p, distribution.apply(p)));
  }

  private static void continuous(
      Words<Form> words,
      String name,
      List<String> required,
      List<String> optional,
      Function<ParameterNode, Distribution> distribution) {
    add(words, name, required, optional, p -> FloatParameter.of(p.name(), distribution.apply(p)));
  }

  /** On the multiples of q, which is 1 by default; whole numbers if q is whole. */
  private static Parameter stepped(ParameterNode p, Distribution distribution) {
    Optional<Node> q = p.get("q");
    boolean whole = q.map(Expect::isWhole).orElse(true);
    return p.blaming("q", () -> whole ? whole(p, distribution, q) : real(p, distribution));
  }

  private static Parameter whole(ParameterNode p, Distribution distribution, Optional<Node> q) {
    long quantum = q.map(Expect::whole).orElse(1L);
    return new IntParameter(p.name(), distribution, quantum, Condition.ALWAYS);
  }

  private static Parameter real(ParameterNode p, Distribution distribution) {
    return new FloatParameter(p.name(), distribution, p.positive("q", 1), Condition.ALWAYS);
  }

  private static Parameter constant(ParameterNode p) {
    return CategoricalParameter.constant(p.name(), Expect.value(p.at("value")));
  }

  private static Parameter choice(ParameterNode p) {
    Choices choices = Choices.of(p);
    return p.blaming(
        choices.shares().isEmpty() ? "values" : "probabilities",
        () ->
            new CategoricalParameter(
                p.name(), choices.values(), choices.shares(), Condition.ALWAYS));
  }

  /** min and max alone: whole numbers if both are whole, on a log scale if `log` says so. */
  private static Parameter range(ParameterNode p) {
    boolean log = p.get("log").map(Expect::truth).orElse(false);
    Distribution distribution = log ? logarithmic("a log scale").apply(p) : p.uniform();
    boolean whole = Expect.isWhole(p.at("min")) && Expect.isWhole(p.at("max"));
    return whole
        ? new IntParameter(p.name(), distribution, 1, Condition.ALWAYS)
        : FloatParameter.of(p.name(), distribution);
  }

  private static Parameter wholeRange(ParameterNode p) {
    p.checkOrder();
    return IntParameter.uniform(p.name(), Expect.whole(p.at("min")), Expect.whole(p.at("max")));
  }

  private static Function<ParameterNode, Distribution> logarithmic(String form) {
    return p -> {
      p.checkPositive(form);
      return new Distribution.LogUniform(p.number("min"), p.number("max"));
    };
  }

  private static Distribution reverse(ParameterNode p) {
    p.checkPositive("reverse_log_uniform_values");
    return new Distribution.InverseLogUniform(p.number("min"), p.number("max"));
  }

  private static Distribution exponents(ParameterNode p) {
    p.checkOrder();
    return new Distribution.LogUniform(power(p, "min", 1), power(p, "max", 1));
  }

  private static Distribution inverseExponents(ParameterNode p) {
    p.checkOrder();
    return new Distribution.LogUniform(power(p, "max", -1), power(p, "min", -1));
  }

  private static double power(ParameterNode p, String key, int sign) {
    double power = Math.exp(sign * p.number(key));
    if (power == 0 || Double.isInfinite(power)) {
      throw Complaint.at(
          p.at(key),
          "%s is an exponent of e here, and too far from 0. Maybe use log_uniform_values.",
          p.shown(key));
    }
    return power;
  }

  private static Distribution normal(ParameterNode p) {
    return new Distribution.Normal(p.number("mu", 0), p.positive("sigma", 1));
  }

  private static Distribution logNormal(ParameterNode p) {
    return new Distribution.LogNormal(p.number("mu", 0), p.positive("sigma", 1));
  }

  private static Distribution beta(ParameterNode p) {
    return new Distribution.Beta(p.positive("a", 1), p.positive("b", 1));
  }
}
