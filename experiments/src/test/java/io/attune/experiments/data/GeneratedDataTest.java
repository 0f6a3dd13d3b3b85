package io.attune.experiments.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.attune.experiments.data.DataRequest.Recipe;
import io.attune.experiments.data.Preparation.Method;
import io.attune.experiments.djl.DjlBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GeneratedDataTest {
  @Test
  void polynomialIsItsFormula() {
    Dataset data = data(DataSource.POLYNOMIAL, new Recipe(100, 0, 3, 1));

    assertEquals(Task.REGRESSION, data.task());
    assertEquals(1, data.outputs());
    assertEquals(0, data.classes());
    for (int i = 0; i < data.train().size(); i++) {
      float[] powers = Batches.of(data.reader(1), data.train(), i);
      float x = powers[0];
      assertArrayEquals(new float[] {x, x * x, x * x * x}, powers, 1e-6f);
      assertEquals(x * x + x, data.train().target(i), 1e-6f);
    }
  }

  @Test
  void degreeDoesNotChangeWhatIsToBePredicted() {
    Examples line = data(DataSource.POLYNOMIAL, new Recipe(100, 0.3, 1, 1)).train();
    Examples curve = data(DataSource.POLYNOMIAL, new Recipe(100, 0.3, 15, 1)).train();

    for (int i = 0; i < line.size(); i++) {
      assertEquals(line.target(i), curve.target(i));
    }
  }

  @Test
  void xorIsAboutTheSignOfTheProduct() {
    Dataset data = data(DataSource.XOR, new Recipe(200, 0, 1, 1));

    for (int i = 0; i < data.train().size(); i++) {
      float[] point = Batches.of(data.reader(1), data.train(), i);
      assertEquals(data.train().label(i) == 0, point[0] * point[1] > 0);
    }
  }

  @Test
  void ringsHaveTheirRadius() {
    Dataset data = data(DataSource.CIRCLES, new Recipe(200, 0, 1, 1));

    for (int i = 0; i < data.train().size(); i++) {
      float[] point = Batches.of(data.reader(1), data.train(), i);
      assertEquals(0.5 * (1 + data.train().label(i)), Math.hypot(point[0], point[1]), 1e-6);
    }
  }

  @Test
  void noiseIsAsLargeAsAskedFor() {
    Dataset data = data(DataSource.CIRCLES, new Recipe(4000, 0.1, 1, 1));

    double squares = 0;
    for (int i = 0; i < data.train().size(); i++) {
      float[] point = Batches.of(data.reader(1), data.train(), i);
      double off = Math.hypot(point[0], point[1]) - 0.5 * (1 + data.train().label(i));
      squares += off * off;
    }
    assertEquals(0.1, Math.sqrt(squares / data.train().size()), 0.01);
  }

  @ParameterizedTest
  @EnumSource(names = {"SPIRAL", "CIRCLES", "MOONS", "XOR"})
  void classesAreEquallyLargeAndPointsFollowFromTheSeed(DataSource source) {
    Dataset data = data(source, new Recipe(300, 0.1, 1, 1));

    int[] counts = new int[data.classes()];
    for (int i = 0; i < data.train().size(); i++) {
      counts[data.train().label(i)]++;
    }
    for (int count : counts) {
      assertEquals((double) data.train().size() / counts.length, count, 1);
    }
    assertEquals(Shape.row(2), data.shape());
    assertEquals(data.fingerprint(), data(source, new Recipe(300, 0.1, 1, 1)).fingerprint());
    assertNotEquals(data.fingerprint(), data(source, new Recipe(300, 0.1, 1, 2)).fingerprint());
  }

  private static Dataset data(DataSource source, Recipe recipe) {
    return new Datasets(DjlBackend.both())
        .get(DataRequest.of(source).with(recipe), Preparation.by(Method.NONE));
  }
}
