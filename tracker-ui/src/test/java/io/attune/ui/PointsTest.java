package io.attune.ui;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.trial.Curve;
import io.attune.trial.Reading;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PointsTest {
  @Test
  void shortCurveStaysAsItIs() {
    Points points = Points.of(curve(3.0, Double.NaN, 1.0), 4);
    assertEquals(new Points(new long[] {1, 2, 3}, new double[] {3, Double.NaN, 1}), points);
  }

  @Test
  void longCurveKeepsItsEndsAndItsSpike() {
    double[] values = new double[10_000];
    Arrays.setAll(values, i -> i / 10_000.0);
    values[6_543] = 99;
    values[3_210] = -99;
    Points points = Points.of(curve(values), 100);
    assertTrue(points.steps().length <= 100);
    assertEquals(1, points.steps()[0]);
    assertEquals(10_000, points.steps()[points.steps().length - 1]);
    assertEquals(99, Arrays.stream(points.values()).max().orElseThrow());
    assertEquals(-99, Arrays.stream(points.values()).min().orElseThrow());
    long[] sorted = points.steps().clone();
    Arrays.sort(sorted);
    assertEquals(new Points(sorted, points.values()), points);
  }

  @Test
  void stretchWithoutNumbersStaysAGap() {
    double[] values = new double[1_000];
    Arrays.setAll(values, i -> i < 500 ? 1 : Double.NaN);
    Points points = Points.of(curve(values), 20);
    assertEquals(1, points.values()[0]);
    assertTrue(Double.isNaN(points.values()[points.values().length - 3]));
  }

  @Test
  void numberNextToNaNIsKept() {
    double[] values = new double[1_000];
    Arrays.fill(values, Double.NaN);
    values[777] = 5;
    assertTrue(Arrays.stream(Points.of(curve(values), 20).values()).anyMatch(v -> v == 5));
  }

  private static Curve curve(double... values) {
    Curve curve = Curve.EMPTY;
    for (int i = 0; i < values.length; i++) {
      curve = curve.plus(i + 1, values[i]);
    }
    return curve;
  }

  @Test
  void ofReadingsAtOneStepTheLatestIsDrawn() {
    Points points =
        Points.of(
            List.of(
                new Reading("loss", 5, 20, 0.5),
                new Reading("loss", 2, 30, 0.9),
                new Reading("loss", 5, 10, 0.7)));
    assertArrayEquals(new long[] {2, 5}, points.steps());
    assertArrayEquals(new double[] {0.9, 0.5}, points.values());
  }
}
