package io.attune.search;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.space.Assignment;
import io.attune.space.CategoricalParameter;
import io.attune.space.Condition;
import io.attune.space.FloatParameter;
import io.attune.space.IntParameter;
import io.attune.space.Parameter;
import io.attune.space.SearchSpace;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Searches must be worth their time: how far from the minimum they end, beside random. */
@Tag("slow")
final class RegretTest {
  private static final int TRIALS = 40;
  private static final int SEEDS = 40;
  private static final SamplerSpec TPE = SamplerSpec.Tpe.standard();
  private static final SamplerSpec CMA = SamplerSpec.Cma.standard();

  private static final double[][] HARTMANN_SCALES = {
    {10, 3, 17, 3.5, 1.7, 8},
    {0.05, 10, 17, 0.1, 8, 14},
    {3, 3.5, 1.7, 10, 17, 8},
    {17, 8, 0.05, 10, 0.1, 14}
  };
  private static final double[][] HARTMANN_CENTRES = {
    {0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886},
    {0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991},
    {0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650},
    {0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381}
  };
  private static final double[] HARTMANN_HEIGHTS = {1, 1.2, 3, 3.2};

  private static double branin(Assignment a) {
    double x = a.number("x");
    double y = a.number("y");
    double bowl = y - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6;
    return bowl * bowl + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10 - 0.397887;
  }

  private static double hartmann(Assignment a) {
    double sum = 3.32237;
    for (int i = 0; i < 4; i++) {
      double exponent = 0;
      for (int j = 0; j < 6; j++) {
        double distance = a.number("x" + j) - HARTMANN_CENTRES[i][j];
        exponent += HARTMANN_SCALES[i][j] * distance * distance;
      }
      sum -= HARTMANN_HEIGHTS[i] * Math.exp(-exponent);
    }
    return sum;
  }

  /** Like training a network: a best rate per optimizer, momentum and layers that may not apply. */
  private static double training(Assignment a) {
    boolean adam = a.text("optimizer").equals("adam");
    double rate = Math.log10(a.number("rate")) + (adam ? 3 : 1.5);
    double momentum = a.number("momentum", 0.8) - 0.9;
    double units = Math.log(a.number("units", 20) / 100);
    double base = adam ? 0.1 : a.text("optimizer").equals("sgd") ? 0.3 : 0;
    return base
        + 0.3 * rate * rate
        + 5 * momentum * momentum
        + 0.2 * Math.abs(a.integer("layers") - 3)
        + 0.1 * units * units;
  }

  /** The mean, because a search of several branches ends in the best of them or in another. */
  private static double mean(
      SamplerSpec spec, SearchSpace space, ToDoubleFunction<Assignment> function) {
    return IntStream.range(0, SEEDS)
        .mapToDouble(seed -> best(spec, space, function, seed))
        .average()
        .orElseThrow();
  }

  private static double best(
      SamplerSpec spec, SearchSpace space, ToDoubleFunction<Assignment> function, int seed) {
    Sampler sampler = spec.create(space, OptionalInt.of(TRIALS));
    Histories histories = Histories.minimizing();
    for (int i = 0; i < TRIALS; i++) {
      SplittableRandom random = new SplittableRandom(1000L * seed + i);
      Assignment next = sampler.suggest(histories.now(), random).orElseThrow();
      histories.completed(next, function.applyAsDouble(next));
    }
    return histories.now().loss(histories.now().best().orElseThrow()).orElseThrow();
  }

  private static void checkOthers(
      SearchSpace space, ToDoubleFunction<Assignment> function, SamplerSpec... specs) {
    double random = mean(new SamplerSpec.Random(), space, function);
    for (SamplerSpec spec : specs) {
      double regret = mean(spec, space, function);
      assertTrue(regret < 0.8 * random, spec + " " + regret + ", random " + random);
    }
  }

  private static void check(double most, SearchSpace space, ToDoubleFunction<Assignment> function) {
    double bayes = mean(new SamplerSpec.Bayes(), space, function);
    double random = mean(new SamplerSpec.Random(), space, function);
    String found =
        "%d dimensions, %d trials, mean regret of %d seeds: bayes %.2g, random %.2g"
            .formatted(space.dimensions(), TRIALS, SEEDS, bayes, random);
    System.out.println(found);
    assertTrue(bayes < most && bayes < random / 2, found);
  }

  @Test
  void bayesFindsTheBottomOfBranin() {
    SearchSpace space =
        SearchSpace.of(FloatParameter.uniform("x", -5, 10), FloatParameter.uniform("y", 0, 15));
    check(0.01, space, RegretTest::branin);
    // Forty trials are too few for a generation-wise search to choose among three valleys.
    checkOthers(space, RegretTest::branin, TPE);
  }

  @Test
  void bayesComesCloseOnHartmannInSixDimensions() {
    List<Parameter> parameters =
        IntStream.range(0, 6)
            .mapToObj(i -> (Parameter) FloatParameter.uniform("x" + i, 0, 1))
            .toList();
    check(0.5, new SearchSpace(parameters), RegretTest::hartmann);
    checkOthers(new SearchSpace(parameters), RegretTest::hartmann, TPE, CMA);
  }

  @Test
  void bayesBeatsRandomOnAMixedConditionalSpace() {
    SearchSpace space =
        SearchSpace.of(
            FloatParameter.logUniform("rate", 1e-5, 1),
            CategoricalParameter.of("optimizer", "sgd", "nesterov", "adam"),
            FloatParameter.uniform("momentum", 0.5, 0.99)
                .when(Condition.when("optimizer", "sgd", "nesterov")),
            IntParameter.uniform("layers", 1, 4),
            IntParameter.logUniform("units", 8, 256).when(Condition.when("layers", 2, 3, 4)),
            CategoricalParameter.constant("epochs", 5));
    check(0.15, space, RegretTest::training);
    checkOthers(space, RegretTest::training, TPE, CMA);
  }
}
