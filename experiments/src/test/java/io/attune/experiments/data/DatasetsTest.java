package io.attune.experiments.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.attune.experiments.data.Preparation.Method;
import io.attune.experiments.djl.DjlBackend;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatasetsTest {
  private static final DataRequest DIGITS = DataRequest.of(DataSource.DIGITS);

  private final Datasets datasets = new Datasets(DjlBackend.both());

  @ParameterizedTest
  @EnumSource(names = {"MEAN_IMAGE", "STANDARDIZE_FEATURE", "PCA", "WHITEN", "ZCA"})
  void statisticsAreThoseOfTheExamplesThatAreLearnedFrom(Method method) {
    Dataset few = datasets.get(DIGITS, new Portion(50, 20), Preparation.by(method));

    assertEquals(50, few.train().size());
    assertEquals(20, few.validation().size());
    double[] means = new double[few.shape().size()];
    for (int i = 0; i < 50; i++) {
      float[] row = Batches.of(few.reader(1), few.train(), i);
      for (int j = 0; j < row.length; j++) {
        means[j] += row[j] / 50;
      }
    }
    for (double mean : means) {
      assertEquals(0, mean, 1e-4);
    }
  }

  @Test
  void otherStrengthOfWhiteningHasTheSameAxes() {
    Dataset weak = whitened(10);
    Dataset strong = whitened(0.1);

    float[] little = Batches.of(weak.reader(1), weak.train(), 0);
    float[] much = Batches.of(strong.reader(1), strong.train(), 0);
    assertNotSame(weak, strong);
    for (int i = 0; i < little.length; i++) {
      assertEquals(Math.signum(little[i]), Math.signum(much[i]));
    }
  }

  private Dataset whitened(double epsilon) {
    return datasets.get(DIGITS, new Preparation(Method.WHITEN, Optional.of(8), epsilon));
  }

  @Test
  void lastFewAreKeptAndOlderOnesMadeAgain() {
    Recent<String, StringBuilder> recent = new Recent<>(2);
    StringBuilder first = recent.get("a", StringBuilder::new);
    StringBuilder second = recent.get("b", StringBuilder::new);

    assertSame(first, recent.get("a", StringBuilder::new));
    recent.get("c", StringBuilder::new);

    assertSame(first, recent.get("a", StringBuilder::new));
    assertNotSame(second, recent.get("b", StringBuilder::new));
  }

  @Test
  void whatCouldNotBeMadeIsTriedAgain() {
    Recent<String, String> recent = new Recent<>(2);

    assertThrows(
        DataException.class,
        () ->
            recent.get(
                "a",
                () -> {
                  throw new DataException("not now.");
                }));
    assertEquals("made", recent.get("a", () -> "made"));
  }
}
