package io.attune.experiments.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.experiments.data.Preparation.Method;
import io.attune.experiments.djl.DjlBackend;
import io.attune.experiments.nn.CounterRandom;
import io.attune.experiments.nn.CounterRandom.Purpose;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What holds of principal axes whatever the data, with more numbers and examples than are computed
 * with at a time.
 */
class PrincipalAxesTest {
  private static final Preparer PREPARER = new Preparer(DjlBackend.both());
  private static final int EXAMPLES = 1100;
  private static final Shape IMAGE = new Shape(3, 20, 10);
  private static final Dataset DATA = correlated(IMAGE, EXAMPLES);

  @Test
  void whitenedNumbersAreUncorrelatedWithVarianceOne() {
    float[][] rows = prepared(DATA, new Preparation(Method.WHITEN, Optional.empty(), 1e-9));

    assertIdentity(covariance(rows));
  }

  @Test
  void zcaWhitensToo() {
    Dataset turned = PREPARER.prepare(DATA, new Preparation(Method.ZCA, Optional.empty(), 1e-9));

    assertEquals(IMAGE, turned.shape());
    assertIdentity(covariance(rows(turned)));
  }

  /** A rotation keeps lengths, which it would not if the axes were not orthonormal. */
  @Test
  void allAxesTogetherKeepTheLengthOfEveryExample() {
    float[][] turned = prepared(DATA, Preparation.by(Method.PCA));
    float[][] centred = prepared(DATA, Preparation.by(Method.MEAN_IMAGE));

    for (int i = 0; i < EXAMPLES; i += 50) {
      assertEquals(length(centred[i]), length(turned[i]), 1e-4 * length(centred[i]));
    }
  }

  @Test
  void fewComponentsAreTheFirstOfAllOfThem() {
    float[][] all = prepared(DATA, Preparation.by(Method.PCA));
    float[][] few = prepared(DATA, new Preparation(Method.PCA, Optional.of(5), 1e-5));

    assertEquals(5, few[0].length);
    for (int axis = 0; axis < 5; axis++) {
      assertEquals(all[7][axis], few[7][axis], 1e-3);
    }
    double[][] variances = covariance(few);
    assertTrue(IntStream.range(1, 5).allMatch(i -> variances[i][i] <= variances[i - 1][i - 1]));
  }

  @Test
  void equalDataGivesEqualBits() {
    float[][] once = prepared(DATA, Preparation.by(Method.ZCA));
    float[][] again = prepared(correlated(IMAGE, EXAMPLES), Preparation.by(Method.ZCA));

    for (int i = 0; i < EXAMPLES; i++) {
      assertArrayEquals(once[i], again[i]);
    }
  }

  @Test
  @Tag("slow")
  void photographsOfThreeThousandNumbersAreWhitened() {
    Dataset photographs = correlated(new Shape(3, 32, 32), 600);

    float[][] rows = prepared(photographs, new Preparation(Method.WHITEN, Optional.of(64), 1e-9));

    assertIdentity(covariance(rows));
  }

  private static void assertIdentity(double[][] matrix) {
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix.length; j++) {
        assertEquals(i == j ? 1 : 0, matrix[i][j], 2e-3, "at " + i + ", " + j);
      }
    }
  }

  private static double[][] covariance(float[][] rows) {
    int size = rows[0].length;
    double[][] sums = new double[size][size];
    for (float[] row : rows) {
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          sums[i][j] += (double) row[i] * row[j] / rows.length;
        }
      }
    }
    return sums;
  }

  private static double length(float[] row) {
    return Math.sqrt(IntStream.range(0, row.length).mapToDouble(i -> row[i] * row[i]).sum());
  }

  private static float[][] prepared(Dataset data, Preparation preparation) {
    return rows(PREPARER.prepare(data, preparation));
  }

  private static float[][] rows(Dataset data) {
    return IntStream.range(0, data.train().size())
        .mapToObj(i -> Batches.of(data.reader(1), data.train(), i))
        .toArray(float[][]::new);
  }

  /** Noise in which each number has something of the two before. */
  private static Dataset correlated(Shape shape, int train) {
    CounterRandom random = CounterRandom.of(3, Purpose.DATA, 0);
    float[] numbers = new float[(train + 2) * shape.size()];
    for (int i = 0; i < numbers.length; i++) {
      float before = i % shape.size() < 2 ? 0 : 0.5f * numbers[i - 1] + 0.3f * numbers[i - 2];
      numbers[i] = before + 10 * (float) random.nextGaussian();
    }
    Samples samples =
        new Samples(
            new FloatRows(shape, FloatBuffer.wrap(numbers)),
            new Targets.Labels(new int[train + 2], List.of("only")));
    return new Dataset(
        new Examples(samples, IntStream.range(0, train).toArray()),
        new Examples(samples, new int[] {train}),
        new Examples(samples, new int[] {train + 1}));
  }
}
