package io.attune.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HistogramTest {
  private static double sum(Histogram histogram) {
    return histogram.counts().stream().mapToDouble(Double::doubleValue).sum();
  }

  @Test
  void everyFiniteValueIsInOneBin() {
    Random random = new Random(5);
    for (int i = 0; i < 200; i++) {
      double scale = Math.pow(10, random.nextInt(600) - 300);
      double[] values = random.doubles(50).map(x -> (x - 0.5) * scale).toArray();
      Histogram histogram = Histogram.of(values, 1 + random.nextInt(100));
      assertEquals(50, sum(histogram));
    }
  }

  @Test
  void aValueOnAnEdgeIsInTheBinAboveIt() {
    Histogram histogram = Histogram.of(new double[] {0, 1, 2, 3, 4}, 4);
    assertEquals(List.of(0.0, 1.0, 2.0, 3.0, 4.0), histogram.edges());
    assertEquals(List.of(1.0, 1.0, 1.0, 2.0), histogram.counts());
  }

  @Test
  void nothingAndOneValueHaveABin() {
    assertEquals(List.of(0.0), Histogram.of(new double[0], 1).counts());
    assertEquals(
        new Histogram(List.of(6.5, 7.5), List.of(2.0), 0, 0),
        Histogram.of(new double[] {7, 7}, 10));
    double next = Math.nextUp(1.0);
    assertEquals(2, sum(Histogram.of(new double[] {1, next}, 10)));
    assertEquals(1, sum(Histogram.of(new double[] {Double.MAX_VALUE}, 10)));
  }

  @Test
  void theWholeRangeOfNumbersFits() {
    Histogram histogram = Histogram.of(new double[] {-Double.MAX_VALUE, 0, Double.MAX_VALUE}, 3);
    assertEquals(List.of(1.0, 1.0, 1.0), histogram.counts());
    assertTrue(histogram.edges().stream().allMatch(Double::isFinite));
  }

  @Test
  void whatIsNoNumberIsCountedApart() {
    double[] values = {1, Double.NaN, 2, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    Histogram histogram = Histogram.of(values, 1);
    assertEquals(new Histogram(List.of(1.0, 2.0), List.of(2.0), 1, 2), histogram);
  }
}
