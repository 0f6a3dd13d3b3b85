package io.attune.exchange.tensorboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.trial.Histogram;
import java.util.List;
import org.junit.jupiter.api.Test;

class BucketsTest {
  private static Histogram rows(double... numbers) {
    return Buckets.ofRows(numbers).orElseThrow().histogram();
  }

  @Test
  void rowsOfLimitsAndCountsBecomeBins() {
    assertEquals(
        new Histogram(List.of(-1.0, 0.0, 2.0), List.of(3.0, 4.0), 0, 0), rows(-1, 0, 3, 0, 2, 4));
  }

  @Test
  void emptyBucketsAtTheEndsAreLeftOut() {
    assertEquals(
        new Histogram(List.of(0.0, 1.0), List.of(5.0), 0, 0), rows(-1, 0, 0, 0, 1, 5, 1, 2, 0));
  }

  @Test
  void oneValueHasABinAroundIt() {
    Histogram one = rows(3, 3, 7);
    assertEquals(List.of(7.0), one.counts());
    assertTrue(one.edges().get(0) < 3 && one.edges().get(1) == 3, "" + one.edges());
  }

  @Test
  void neighboursGoTogetherWhereThereAreTooMany() {
    double[] numbers = new double[3 * 2_500];
    for (int i = 0; i < 2_500; i++) {
      numbers[3 * i] = i;
      numbers[3 * i + 1] = i + 1;
      numbers[3 * i + 2] = 1;
    }
    Histogram bins = rows(numbers);
    assertTrue(bins.counts().size() <= Histogram.MOST_BINS, "" + bins.counts().size());
    assertEquals(2_500, bins.counts().stream().mapToDouble(Double::doubleValue).sum());
  }

  @Test
  void limitsThatDoNotGrowAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> rows(0, 1, 1, 1, Double.NaN, 1));
    assertTrue(Buckets.ofRows(new double[] {1, 2}).isEmpty());
  }
}
