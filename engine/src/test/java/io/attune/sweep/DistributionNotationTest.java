package io.attune.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.attune.space.CategoricalParameter;
import io.attune.space.Condition;
import io.attune.space.Distribution;
import io.attune.space.FloatParameter;
import io.attune.space.IntParameter;
import io.attune.space.Parameter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What each notation for a parameter means. */
class DistributionNotationTest {
  @Test
  void constantsAndChoices() {
    means("{value: 5}", choices(5L));
    means("{distribution: constant, value: adam}", choices("adam"));
    means("{values: [1, 2.5, on, true]}", choices(1L, 2.5, "on", true));
    means("{distribution: categorical, values: [a, b]}", choices("a", "b"));
    means("{values: [[64, 32], [128]]}", choices(List.of(64L, 32L), List.of(128L)));
    means("{value: {depth: 2, act: relu}}", choices(Map.of("depth", 2L, "act", "relu")));
    means("{values: ['5', \"true\", 'null']}", choices("5", "true", "null"));
  }

  @Test
  void weightedChoices() {
    Parameter expected =
        new CategoricalParameter("x", List.of("a", "b"), List.of(0.25, 0.75), Condition.ALWAYS);
    means("{values: [a, b], probabilities: [0.25, 0.75]}", expected);
    means(
        "{distribution: categorical_w_probabilities, values: [a, b], probabilities: [0.25, 0.75]}",
        expected);
  }

  @Test
  void twoWholeBoundsMeanWholeNumbers() {
    means("{min: 1, max: 8}", IntParameter.uniform("x", 1, 8));
    means("{min: -3, max: 0x1F}", IntParameter.uniform("x", -3, 31));
    means("{distribution: int_uniform, min: 1, max: 8}", IntParameter.uniform("x", 1, 8));
  }

  @Test
  void aBoundWithFractionOrExponentMeansRealNumbers() {
    means("{min: 1, max: 8.0}", FloatParameter.uniform("x", 1, 8));
    means("{min: 0, max: 1e-4}", FloatParameter.uniform("x", 0, 1e-4));
    means("{min: .5, max: 1E3}", FloatParameter.uniform("x", 0.5, 1000));
    means("{distribution: uniform, min: 1, max: 8}", FloatParameter.uniform("x", 1, 8));
  }

  @Test
  void logKeepsWholeNumbersWhole() {
    means("{min: 8, max: 512, log: true}", IntParameter.logUniform("x", 8, 512));
    means("{min: 1e-5, max: 1, log: true}", FloatParameter.logUniform("x", 1e-5, 1));
    means("{min: 8, max: 512, log: false}", IntParameter.uniform("x", 8, 512));
  }

  @Test
  void boundsOfLogUniformValuesAreValues() {
    means(
        "{distribution: log_uniform_values, min: 1e-5, max: 1}",
        FloatParameter.logUniform("x", 1e-5, 1));
    means(
        "{distribution: log_uniform_values, min: 8, max: 512}",
        FloatParameter.logUniform("x", 8, 512));
    means(
        "{distribution: inv_log_uniform_values, min: 0.1, max: 10}",
        FloatParameter.logUniform("x", 0.1, 10));
  }

  @Test
  void boundsOfLogUniformAreExponents() {
    means(
        "{distribution: log_uniform, min: -5, max: 0}",
        FloatParameter.logUniform("x", Math.exp(-5), 1));
    means(
        "{distribution: inv_log_uniform, min: -1, max: 5}",
        FloatParameter.logUniform("x", Math.exp(-5), Math.exp(1)));
  }

  @Test
  void reverseLogUniformIsDenseNearMax() {
    Distribution dense = new Distribution.InverseLogUniform(0.5, 0.999);
    means(
        "{distribution: reverse_log_uniform_values, min: 0.5, max: 0.999}",
        FloatParameter.of("x", dense));
    means(
        "{distribution: q_reverse_log_uniform_values, min: 0.5, max: 0.999, q: 0.001}",
        FloatParameter.of("x", dense).quantum(0.001));
  }

  @Test
  void wholeStepsMeanWholeNumbers() {
    means("{distribution: q_uniform, min: 0, max: 100, q: 8}", whole(0, 100, 8));
    means("{distribution: q_uniform, min: 0.5, max: 100}", whole(0.5, 100, 1));
    means(
        "{distribution: q_uniform, min: 0, max: 1, q: 0.25}",
        FloatParameter.uniform("x", 0, 1).quantum(0.25));
    means(
        "{distribution: q_uniform, min: 0, max: 10, q: 2.0}",
        FloatParameter.uniform("x", 0, 10).quantum(2));
    means(
        "{distribution: q_log_uniform_values, min: 8, max: 512, q: 8}",
        IntParameter.logUniform("x", 8, 512).quantum(8));
  }

  @Test
  void bellsHaveDefaults() {
    means("{distribution: normal}", spread(new Distribution.Normal(0, 1)));
    means("{distribution: normal, mu: 3, sigma: 0.5}", spread(new Distribution.Normal(3, 0.5)));
    means("{distribution: log_normal, mu: -2}", spread(new Distribution.LogNormal(-2, 1)));
    means("{distribution: q_normal, mu: 5}", steps(new Distribution.Normal(5, 1), 1));
    means("{distribution: q_log_normal, q: 2}", steps(new Distribution.LogNormal(0, 1), 2));
    means("{distribution: q_normal, q: 0.1}", spread(new Distribution.Normal(0, 1)).quantum(0.1));
  }

  @Test
  void betaLiesBetweenZeroAndOne() {
    means("{distribution: beta}", spread(new Distribution.Beta(1, 1)));
    means("{distribution: beta, a: 2, b: 5}", spread(new Distribution.Beta(2, 5)));
    means(
        "{distribution: q_beta, a: 2, b: 5, q: 0.1}",
        spread(new Distribution.Beta(2, 5)).quantum(0.1));
    means("{distribution: q_beta}", steps(new Distribution.Beta(1, 1), 1));
  }

  private static CategoricalParameter choices(Object... choices) {
    return CategoricalParameter.of("x", choices);
  }

  private static IntParameter whole(double min, double max, long q) {
    return steps(new Distribution.Uniform(min, max), q);
  }

  private static IntParameter steps(Distribution distribution, long q) {
    return new IntParameter("x", distribution, q, Condition.ALWAYS);
  }

  private static FloatParameter spread(Distribution distribution) {
    return FloatParameter.of("x", distribution);
  }

  private static void means(String notation, Parameter expected) {
    String file = "trainer: t\nmetric: {name: m}\nmethod: random\nparameters:\n  x: " + notation;
    Sweep sweep = SweepFile.parse(file, "s.yaml").sweep();
    assertEquals(List.of(expected), sweep.space().parameters());
  }
}
