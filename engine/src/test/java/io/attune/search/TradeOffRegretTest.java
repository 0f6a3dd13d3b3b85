package io.attune.search;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.space.Assignment;
import io.attune.space.FloatParameter;
import io.attune.space.Parameter;
import io.attune.space.SearchSpace;
import io.attune.trial.Constraint;
import io.attune.trial.Criteria;
import io.attune.trial.Objective;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How much of the trade-off is found in sixty trials: Bayesian, Parzen, genetic and random search.
 */
@Tag("slow")
final class TradeOffRegretTest {
  private static final int TRIALS = 60;
  private static final int SEEDS = 5;

  private static SearchSpace cube(int dimensions) {
    return new SearchSpace(
        IntStream.range(0, dimensions)
            .mapToObj(i -> (Parameter) FloatParameter.uniform("x" + i, 0, 1))
            .toList());
  }

  private static double[] point(Assignment assignment) {
    return IntStream.range(0, assignment.values().size())
        .mapToDouble(i -> assignment.number("x" + i))
        .toArray();
  }

  /** ZDT1 (Zitzler, Deb and Thiele 2000) in six dimensions. */
  private static Map<String, Double> zdt1(Assignment assignment) {
    double[] x = point(assignment);
    double g = 1 + 9 * Arrays.stream(x, 1, x.length).sum() / (x.length - 1);
    return Map.of("a", x[0], "b", g * (1 - Math.sqrt(x[0] / g)));
  }

  /** DTLZ2 (Deb et al. 2002) with three objectives in six dimensions. */
  private static Map<String, Double> dtlz2(Assignment assignment) {
    double[] x = point(assignment);
    double g = Arrays.stream(x, 2, x.length).map(v -> (v - 0.5) * (v - 0.5)).sum();
    double u = x[0] * Math.PI / 2;
    double v = x[1] * Math.PI / 2;
    return Map.of(
        "a", (1 + g) * Math.cos(u) * Math.cos(v),
        "b", (1 + g) * Math.cos(u) * Math.sin(v),
        "c", (1 + g) * Math.sin(u));
  }

  /** ZDT1 of which a constraint leaves the middle third, and the end point at 0. */
  private static Map<String, Double> limited(Assignment assignment) {
    Map<String, Double> losses = new HashMap<>(zdt1(assignment));
    double x = assignment.number("x0");
    losses.put("heat", Math.sin(3 * Math.PI * x) + assignment.number("x1"));
    return losses;
  }

  private static double median(
      SamplerSpec spec,
      Criteria criteria,
      SearchSpace space,
      Function<Assignment, Map<String, Double>> function) {
    double[] ends =
        IntStream.range(0, SEEDS)
            .mapToDouble(seed -> volume(spec, criteria, space, function, seed))
            .sorted()
            .toArray();
    return ends[SEEDS / 2];
  }

  private static double volume(
      SamplerSpec spec,
      Criteria criteria,
      SearchSpace space,
      Function<Assignment, Map<String, Double>> function,
      int seed) {
    Sampler sampler = spec.create(space, OptionalInt.of(TRIALS));
    Histories histories = new Histories(criteria);
    for (int i = 0; i < TRIALS; i++) {
      SplittableRandom random = new SplittableRandom(1000L * seed + i);
      Assignment next = sampler.suggest(histories.now(), random).orElseThrow();
      histories.completed(next, function.apply(next));
    }
    return histories.now().front().hypervolume();
  }

  private static void check(
      String name,
      double most,
      double share,
      Criteria criteria,
      int dimensions,
      Function<Assignment, Map<String, Double>> function) {
    SearchSpace space = cube(dimensions);
    double bayes = median(new SamplerSpec.Bayes(), criteria, space, function);
    double tpe = median(SamplerSpec.Tpe.standard(), criteria, space, function);
    double nsga2 = median(SamplerSpec.Nsga2.standard(), criteria, space, function);
    double random = median(new SamplerSpec.Random(), criteria, space, function);
    String found =
        ("%s, %d trials, median hypervolume of %d seeds as a share of the most:"
                + " bayes %.3f, tpe %.3f, nsga2 %.3f, random %.3f")
            .formatted(name, TRIALS, SEEDS, bayes / most, tpe / most, nsga2 / most, random / most);
    System.out.println(found);
    assertTrue(bayes > tpe && tpe > random && nsga2 > random && bayes > share * most, found);
  }

  private static Criteria losses(double reference, String... metrics) {
    return new Criteria(
        Arrays.stream(metrics).map(m -> Objective.minimize(m).reference(reference)).toList(),
        List.of());
  }

  @Test
  void bayesFindsTheFrontOfZdt1() {
    check(
        "ZDT1", 1.5 + 2 / 3.0 + 1.5 * 2.5, 0.9, losses(2.5, "a", "b"), 6, TradeOffRegretTest::zdt1);
  }

  @Test
  void bayesFindsTheFrontOfDtlz2() {
    double most = Math.pow(1.5, 3) - Math.PI / 6;
    check("DTLZ2", most, 0.88, losses(1.5, "a", "b", "c"), 6, TradeOffRegretTest::dtlz2);
  }

  @Test
  void bayesFindsTheFeasiblePartOfAFront() {
    // What the middle third of the front dominates, and before it the end point.
    double strip = 0.5 + 0.5 + 2 / 3.0 * (Math.pow(2 / 3.0, 1.5) - Math.pow(1 / 3.0, 1.5));
    double most = strip + (2.5 - 2 / 3.0) * (1.5 + Math.sqrt(2 / 3.0));
    Criteria criteria =
        new Criteria(losses(2.5, "a", "b").objectives(), List.of(Constraint.atMost("heat", 0)));
    check("ZDT1 with a constraint", most, 0.9, criteria, 6, TradeOffRegretTest::limited);
  }
}
