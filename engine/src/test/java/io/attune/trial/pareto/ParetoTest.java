package io.attune.trial.pareto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParetoTest {
  private static final double INF = Double.POSITIVE_INFINITY;

  /**
   * From Optuna 5.0.0: {@code compute_hypervolume} of the points below the reference, and {@code
   * _fast_non_domination_rank} without and with {@code penalty=violations}, for NumPy's {@code
   * default_rng(5)}, on continuous points and on grids with many ties.
   */
  private static JsonNode optuna() throws IOException {
    try (InputStream file = ParetoTest.class.getResourceAsStream("optuna.json")) {
      return new ObjectMapper().readTree(Objects.requireNonNull(file));
    }
  }

  private static double[] doubles(JsonNode array) {
    return IntStream.range(0, array.size()).mapToDouble(i -> array.get(i).doubleValue()).toArray();
  }

  private static int[] ints(JsonNode array) {
    return IntStream.range(0, array.size()).map(i -> array.get(i).intValue()).toArray();
  }

  private static double[][] points(JsonNode array) {
    return IntStream.range(0, array.size())
        .mapToObj(i -> doubles(array.get(i)))
        .toArray(double[][]::new);
  }

  private static double[][] random(Random random, int count, int losses, int grid) {
    double[][] points = new double[count][losses];
    for (double[] point : points) {
      Arrays.setAll(point, i -> grid == 0 ? random.nextDouble() : random.nextInt(grid));
    }
    return points;
  }

  private static double[] filled(int size, double value) {
    double[] array = new double[size];
    Arrays.fill(array, value);
    return array;
  }

  @Test
  void ranksAreThoseOfOptuna() throws IOException {
    int cases = 0;
    for (JsonNode example : optuna()) {
      double[][] points = points(example.get("points"));
      assertArrayEquals(ints(example.get("ranks")), Domination.ranks(points));
      assertArrayEquals(
          ints(example.get("constrained")),
          Domination.ranks(points, doubles(example.get("violations"))));
      cases++;
    }
    assertEquals(25, cases);
  }

  @Test
  void hypervolumesAreThoseOfOptuna() throws IOException {
    for (JsonNode example : optuna()) {
      double expected = example.get("hypervolume").doubleValue();
      double found =
          Hypervolume.of(points(example.get("points")), doubles(example.get("reference")));
      assertEquals(expected, found, 1e-12 * Math.max(1, expected));
    }
  }

  @Test
  void aRankIsOneMoreThanTheWorstRankThatDominates() {
    Random random = new Random(1);
    for (int round = 0; round < 200; round++) {
      double[][] points = random(random, 40, 1 + round % 4, round % 3 * 5);
      int[] ranks = Domination.ranks(points);
      for (int i = 0; i < points.length; i++) {
        int expected = 0;
        for (int j = 0; j < points.length; j++) {
          if (Losses.noWorse(points[j], points[i]) && !Arrays.equals(points[i], points[j])) {
            expected = Math.max(expected, ranks[j] + 1);
          }
        }
        assertEquals(expected, ranks[i]);
      }
    }
  }

  @Test
  void aMillionPointsOfTwoLossesAreNoTrouble() {
    double[][] points = random(new Random(2), 1_000_000, 2, 0);
    int[] ranks = Domination.ranks(points);
    assertTrue(Arrays.stream(ranks).max().orElseThrow() > 100);
  }

  @Test
  void infiniteLossesHaveRanksAndNoVolume() {
    double[][] points = {{0, INF}, {INF, 0}, {INF, INF}, {1, 1}};
    assertArrayEquals(new int[] {0, 0, 1, 0}, Domination.ranks(points));
    assertEquals(1, Hypervolume.of(points, new double[] {2, 2}));
  }

  @Test
  void theViolationsDecideBeforeTheLosses() {
    double[][] points = {{0, 0}, {5, 5}, {1, 1}, {2, 2}, {3, 1}};
    double[] violations = {INF, 0, 0.5, 0.5, INF};
    assertArrayEquals(new int[] {3, 0, 1, 2, 4}, Domination.ranks(points, violations));
  }

  @Test
  void theVolumeIsTheShareOfRandomPointsThatAreDominated() {
    Random random = new Random(3);
    for (int losses = 1; losses <= 5; losses++) {
      double[][] points = random(random, 8, losses, 0);
      int hits = 0;
      for (double[] probe : random(random, 40_000, losses, 0)) {
        hits += Arrays.stream(points).anyMatch(p -> Losses.noWorse(p, probe)) ? 1 : 0;
      }
      assertEquals(hits / 40_000.0, Hypervolume.of(points, filled(losses, 1)), 0.015);
    }
  }

  @Test
  void aContributionIsWhatTheVolumeLosesWithoutThePoint() {
    Random random = new Random(4);
    for (int round = 0; round < 60; round++) {
      int losses = 1 + round % 4;
      double[][] points = random(random, 12, losses, round % 2 * 4);
      double[] reference = filled(losses, round % 2 == 0 ? 0.95 : 3.5);
      double[] contributions = Hypervolume.contributions(points, reference);
      for (int i = 0; i < points.length; i++) {
        int left = i;
        double[][] others =
            IntStream.range(0, points.length)
                .filter(j -> j != left)
                .mapToObj(j -> points[j])
                .toArray(double[][]::new);
        double lost = Hypervolume.of(points, reference) - Hypervolume.of(others, reference);
        assertEquals(lost, contributions[i], 1e-9 * Math.pow(3.5, losses));
      }
    }
  }

  @Test
  void theVolumeDoesNotDependOnTheOrderOfPointsOrLosses() {
    Random random = new Random(5);
    for (int losses = 2; losses <= 5; losses++) {
      double[][] points = random(random, 15, losses, 0);
      double expected = Hypervolume.of(points, filled(losses, 1));
      double[][] turned = new double[points.length][losses];
      for (int i = 0; i < points.length; i++) {
        for (int k = 0; k < losses; k++) {
          turned[points.length - 1 - i][losses - 1 - k] = points[i][k];
        }
      }
      assertEquals(expected, Hypervolume.of(turned, filled(losses, 1)), 1e-12);
    }
  }

  @Test
  void nothingHasNoVolumeAndNoRanks() {
    assertEquals(0, Hypervolume.of(new double[0][], new double[] {1, 1}));
    assertEquals(0, Hypervolume.of(new double[][] {{1, 0}}, new double[] {1, 1}));
    assertEquals(0, Domination.ranks(new double[0][]).length);
    assertEquals(0, Crowding.distances(new double[0][]).length);
  }

  @Test
  void coverageTakesWhatAddsMostAndThenTheNextRank() {
    double[][] points = {{0, 10}, {1, 9.9}, {3, 3}, {3.1, 2.8}, {10, 0}, {10, 10}};
    int[] ranks = Domination.ranks(points);
    assertArrayEquals(new int[] {3, 0, 4, 2, 1, 5}, Coverage.order(points, ranks, 6));
    assertArrayEquals(new int[] {3, 0, 1, 2, 4, 5}, Coverage.order(points, ranks, 2));
  }

  @Test
  void coverageIsThatOfTryingEveryPointInTurn() {
    Random random = new Random(5);
    for (int losses = 2; losses <= 4; losses++) {
      double[][] points = random(random, 12, losses, 0);
      int[] all = new int[12];
      int[] order = Coverage.order(points, all, 12);
      double[] reference = beyond(points);
      for (int i = 1; i < 12; i++) {
        double taken = volume(points, order, i, order[i], reference);
        for (int j = i + 1; j < 12; j++) {
          assertTrue(taken >= volume(points, order, i, order[j], reference) - 1e-9);
        }
      }
    }
  }

  /** A tenth of each range past the worst. */
  private static double[] beyond(double[][] points) {
    double[] reference = new double[points[0].length];
    for (int i = 0; i < reference.length; i++) {
      int loss = i;
      double[] sorted = Arrays.stream(points).mapToDouble(p -> p[loss]).sorted().toArray();
      double worst = sorted[sorted.length - 1];
      reference[i] = worst + 0.1 * (worst - sorted[0]);
    }
    return reference;
  }

  /** What the first few of an order dominate together with one more point. */
  private static double volume(
      double[][] points, int[] order, int few, int more, double[] reference) {
    double[][] chosen = new double[few + 1][];
    for (int i = 0; i < few; i++) {
      chosen[i] = points[order[i]];
    }
    chosen[few] = points[more];
    return Hypervolume.of(chosen, reference);
  }

  @Test
  void crowdingAddsTheGapsAroundAPoint() {
    double[][] points = {{0, 10}, {1, 6}, {3, 5}, {10, 0}};
    assertArrayEquals(
        new double[] {INF, 0.3 + 0.5, 0.9 + 0.6, INF}, Crowding.distances(points), 1e-12);
  }

  @Test
  void aLossInWhichAllAreEqualCrowdsNobody() {
    double[][] points = {{0, 7}, {1, 7}, {2, 7}};
    assertArrayEquals(new double[] {INF, 1, INF}, Crowding.distances(points));
  }

  @Test
  void whatCannotBeComparedIsRefused() {
    assertEquals(
        "point 1 has a loss that is NaN. Leave such points out.",
        assertThrows(
                IllegalArgumentException.class,
                () -> Domination.ranks(new double[][] {{1, 2}, {3, Double.NaN}}))
            .getMessage());
    assertEquals(
        "point 1 has 1 losses and point 0 has 2; all need equally many, at least one.",
        assertThrows(
                IllegalArgumentException.class,
                () -> Domination.ranks(new double[][] {{1, 2}, {3}}))
            .getMessage());
    assertEquals(
        "points have 2 losses, but the reference has 1.",
        assertThrows(
                IllegalArgumentException.class,
                () -> Hypervolume.of(new double[][] {{1, 2}}, new double[] {3}))
            .getMessage());
  }
}
