package io.attune.experiments.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.attune.experiments.data.Preparation.Method;
import io.attune.experiments.djl.DjlBackend;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Expected numbers were computed with numpy in double precision, from the same 40 × 6 matrix:
 * statistics of rows 0 to 29, applied to row 33. Principal axes came from {@code
 * numpy.linalg.eigh(Z.T @ Z / 30)}; their signs are arbitrary, so that absolute values are
 * compared.
 */
class PreparationTest {
  private static final int TRAINING = 30;
  private static final int ALL = 40;
  private static final int SIZE = 6;
  private static final Preparer PREPARER = new Preparer(DjlBackend.both());

  /** The third number never varies. */
  private static final float[] ROW = {10, 1, 9, 0, 8, 16};

  @Test
  void noneLeavesNumbersAsTheyAre() {
    assertArrayEquals(ROW, prepared(Method.NONE));
  }

  @Test
  void meanImageTakesOffTheMeanOfEachNumber() {
    assertNear(
        new float[] {2.0000000f, -6.9333333f, 0, -8.3666667f, 0.2666667f, 7.7666667f},
        prepared(Method.MEAN_IMAGE));
  }

  @Test
  void meanChannelTakesOffTheMeanOfEachChannel() {
    assertNear(
        new float[] {1.6888889f, -7.3111111f, 0.6888889f, -8.1111111f, -0.1111111f, 7.8888889f},
        prepared(Method.MEAN_CHANNEL));
  }

  @Test
  void channelsAreStandardised() {
    assertNear(
        new float[] {0.4179927f, -1.8094686f, 0.1704970f, -1.6756170f, -0.0229537f, 1.6297097f},
        prepared(Method.STANDARDIZE_CHANNEL));
  }

  @Test
  void featuresAreStandardisedAndConstantOnesBecomeZero() {
    assertNear(
        new float[] {0.3978836f, -1.4458396f, 0, -1.7383255f, 0.0536973f, 1.6466945f},
        prepared(Method.STANDARDIZE_FEATURE));
  }

  @Test
  void minmaxReachesFromMinusOneToOne() {
    assertNear(new float[] {0.25f, -0.875f, 0.125f, -1, 0, 1}, prepared(Method.MINMAX));
  }

  @Test
  void pcaKeepsTheDirectionsOfLargestVariance() {
    Dataset data =
        PREPARER.prepare(
            data(), new Preparation(Method.PCA, Optional.of(3), Preparation.USUAL.epsilon()));

    assertEquals(Shape.row(3), data.shape());
    assertNear(new float[] {0.7078948f, 4.1139059f, 5.1305376f}, absolute(row(data, 3)));
  }

  @Test
  void whiteningDividesByTheRootOfVarianceAndEpsilon() {
    Dataset data = PREPARER.prepare(data(), new Preparation(Method.WHITEN, Optional.empty(), 0.1));

    assertNear(
        new float[] {0.1003399f, 0.7919601f, 1.2177180f, 0.5409110f, 3.4854494f, 0},
        absolute(row(data, 3)));
  }

  @Test
  void zcaKeepsTheShapeOfAnImage() {
    Dataset data = PREPARER.prepare(data(), new Preparation(Method.ZCA, Optional.empty(), 0.1));

    assertEquals(new Shape(2, 1, 3), data.shape());
    assertNear(
        new float[] {0.6705461f, -1.8558206f, 0, -2.5795139f, -0.2851796f, 1.9829591f},
        row(data, 3));
  }

  @Test
  void bytesArePreparedLikeFloats() {
    for (Method method : Method.values()) {
      Dataset bytes = PREPARER.prepare(data(bytes()), Preparation.by(method));

      assertNear(prepared(method), row(bytes, 3));
    }
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void statisticsComeFromTheTrainingPartAlone(Method method) {
    float[] numbers = numbers();
    for (int i = (TRAINING + 5) * SIZE; i < numbers.length; i++) {
      numbers[i] = 1000;
    }

    Dataset other = data(new FloatRows(new Shape(2, 1, 3), FloatBuffer.wrap(numbers)));

    assertArrayEquals(prepared(method), row(PREPARER.prepare(other, Preparation.by(method)), 3));
  }

  @Test
  void moreComponentsThanNumbersAreRefused() {
    Preparation seven = new Preparation(Method.PCA, Optional.of(7), Preparation.USUAL.epsilon());

    DataException refusal =
        assertThrows(DataException.class, () -> PREPARER.prepare(data(), seven));

    assertEquals(
        "components is 7, but there are only 6 numbers per example. Keep that many or fewer.",
        refusal.getMessage());
  }

  @Test
  void tooManyNumbersForPrincipalAxesAreRefused() {
    assertEquals(
        "pca works on up to 4,096 numbers per example, but there are 12,288. Use smaller images"
            + " (image_size), standardize_channel or mean_image.",
        Preparation.by(Method.PCA).problem(new Shape(3, 64, 64)).orElseThrow());
    assertEquals(Optional.empty(), Preparation.by(Method.ZCA).problem(new Shape(3, 32, 32)));
  }

  private static float[] prepared(Method method) {
    return row(PREPARER.prepare(data(), Preparation.by(method)), 3);
  }

  private static Dataset data() {
    return data(new FloatRows(new Shape(2, 1, 3), FloatBuffer.wrap(numbers())));
  }

  private static Dataset data(Rows rows) {
    Samples samples = new Samples(rows, new Targets.Labels(new int[ALL], List.of("only")));
    return new Dataset(
        new Examples(samples, IntStream.range(0, TRAINING).toArray()),
        new Examples(samples, IntStream.range(TRAINING, TRAINING + 5).toArray()),
        new Examples(samples, IntStream.range(TRAINING + 5, ALL).toArray()));
  }

  private static Rows bytes() {
    float[] numbers = numbers();
    byte[] bytes = new byte[numbers.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) numbers[i];
    }
    return ByteRows.of(new Shape(2, 1, 3), bytes);
  }

  private static float[] numbers() {
    float[] numbers = new float[ALL * SIZE];
    for (int i = 0; i < ALL; i++) {
      for (int j = 0; j < SIZE; j++) {
        numbers[i * SIZE + j] = (i * 7 + j * 13 + i * j * 5) % 17;
      }
    }
    return numbers;
  }

  /** What a network sees of an example of the validation part. */
  private static float[] row(Dataset data, int index) {
    return Batches.of(data.reader(1), data.validation(), index);
  }

  private static float[] absolute(float[] numbers) {
    float[] absolute = new float[numbers.length];
    for (int i = 0; i < absolute.length; i++) {
      absolute[i] = Math.abs(numbers[i]);
    }
    return absolute;
  }

  private static void assertNear(float[] expected, float[] actual) {
    assertArrayEquals(expected, actual, 1e-5f);
  }
}
