package io.attune.search.tpe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.search.axes.Axes;
import io.attune.search.axes.Untried;
import io.attune.space.CategoricalParameter;
import io.attune.space.Condition;
import io.attune.space.FloatParameter;
import io.attune.space.IntParameter;
import io.attune.space.SearchSpace;
import io.attune.trial.LiveHistory;
import io.attune.trial.Objective;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * mixtures.txt holds what {@code _ParzenEstimator} of Optuna 5.0.0 makes of observations x in [0,
 * 1], whole numbers k from 1 to 200 and choices c of four, with the sampler's default settings: its
 * weights, the widths of the kernels of x, and {@code log_pdf} at eight points.
 */
final class MixtureTest {
  private static final Axes AXES =
      new Axes(
          SearchSpace.of(
              FloatParameter.uniform("x", 0, 1),
              IntParameter.uniform("k", 1, 200),
              CategoricalParameter.of("c", "a", "b", "c", "d")));

  static Stream<Map<String, double[]>> cases() throws IOException {
    try (InputStream in = MixtureTest.class.getResourceAsStream("mixtures.txt")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.split("(?m)^(?=n )")).map(MixtureTest::read).toList().stream();
    }
  }

  private static Map<String, double[]> read(String lines) {
    Map<String, double[]> values = new HashMap<>();
    for (String line : lines.strip().split("\n")) {
      String[] words = line.split(" ");
      values.put(words[0], Arrays.stream(words).skip(1).mapToDouble(Double::parseDouble).toArray());
    }
    return values;
  }

  private static List<double[]> points(Map<String, double[]> known, String prefix) {
    List<double[]> points = new ArrayList<>();
    double[] x = known.get(prefix + "x");
    for (int i = 0; i < x.length; i++) {
      points.add(new double[] {x[i], known.get(prefix + "k")[i] - 1, known.get(prefix + "c")[i]});
    }
    return points;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void weightsAndWidthsAreOptunas(Map<String, double[]> known) {
    double[] x = known.get("x");
    assertArrayEquals(known.get("weights"), Mixture.weights(x.length), 1e-14);
    assertArrayEquals(known.get("widths"), Bandwidths.of(x), 1e-11);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void densitiesAreOptunas(Map<String, double[]> known) {
    Mixture mixture = new Mixture(AXES, points(known, ""));
    List<double[]> queries = points(known, "q");
    for (int i = 0; i < queries.size(); i++) {
      assertEquals(known.get("log")[i], mixture.logDensity(queries.get(i)), 1e-9);
    }
  }

  private static SearchSpace tree() {
    return SearchSpace.of(
        new CategoricalParameter("a", List.of(1, 2, 3), List.of(0.5, 0.3, 0.2), Condition.ALWAYS),
        IntParameter.uniform("b", 1, 4).when(Condition.when("a", 1, 2)),
        CategoricalParameter.of("c", "x", "y").when(Condition.when("b", 3)),
        IntParameter.uniform("d", 1, 3));
  }

  @Test
  void theDensityOverAConditionalSpaceSumsToOne() {
    Axes axes = new Axes(tree());
    SplittableRandom random = new SplittableRandom(1);
    List<double[]> seen =
        Stream.generate(() -> axes.random(random).coordinates()).limit(7).toList();
    Mixture mixture = new Mixture(axes, seen);
    LiveHistory nothing = new LiveHistory(Objective.minimize("loss"));
    List<Axes.Point> all = new Untried(axes).left(nothing).orElseThrow();
    double sum =
        all.stream().mapToDouble(point -> Math.exp(mixture.logDensity(point.coordinates()))).sum();
    assertEquals((long) tree().cardinality().orElseThrow(), all.size());
    assertEquals(1, sum, 1e-12);
  }

  @Test
  void drawsFollowTheDensity() {
    Axes axes = new Axes(tree());
    SplittableRandom random = new SplittableRandom(2);
    List<double[]> seen =
        Stream.generate(() -> axes.random(random).coordinates()).limit(5).toList();
    Mixture mixture = new Mixture(axes, seen);
    Map<Object, Integer> counts = new HashMap<>();
    Map<Object, Double> densities = new HashMap<>();
    int draws = 40_000;
    for (int i = 0; i < draws; i++) {
      Axes.Point point = mixture.draw(random);
      counts.merge(point.assignment(), 1, Integer::sum);
      densities.put(point.assignment(), Math.exp(mixture.logDensity(point.coordinates())));
    }
    assertTrue(counts.size() > 20);
    densities.forEach(
        (point, density) ->
            assertEquals(
                density,
                counts.get(point) / (double) draws,
                5 * Math.sqrt(density / draws) + 1e-3,
                point.toString()));
  }

  @Test
  void theOrderOfTheParametersDoesNotMatter() {
    SearchSpace turned =
        SearchSpace.of(
            tree().parameters().get(3),
            tree().parameters().get(2),
            tree().parameters().get(1),
            tree().parameters().get(0));
    Axes axes = new Axes(tree());
    Axes others = new Axes(turned);
    SplittableRandom random = new SplittableRandom(3);
    List<Axes.Point> seen = Stream.generate(() -> axes.random(random)).limit(30).toList();
    Mixture one = new Mixture(axes, seen.stream().map(Axes.Point::coordinates).toList());
    Mixture other =
        new Mixture(others, seen.stream().map(p -> others.coordinates(p.assignment())).toList());
    for (Axes.Point point : seen) {
      assertEquals(
          one.logDensity(point.coordinates()),
          other.logDensity(others.coordinates(point.assignment())),
          1e-12);
    }
  }
}
