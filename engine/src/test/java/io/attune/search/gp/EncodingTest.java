package io.attune.search.gp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.space.Assignment;
import io.attune.space.CategoricalParameter;
import io.attune.space.Condition;
import io.attune.space.Distribution;
import io.attune.space.FloatParameter;
import io.attune.space.IntParameter;
import io.attune.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.junit.jupiter.api.Test;

final class EncodingTest {
  static final SearchSpace MIXED =
      SearchSpace.of(
          FloatParameter.logUniform("rate", 1e-5, 1),
          CategoricalParameter.of("optimizer", "sgd", "nesterov", "adam"),
          FloatParameter.uniform("momentum", 0.5, 0.99)
              .when(Condition.when("optimizer", "sgd", "nesterov")),
          CategoricalParameter.of("batch", 16, 32, 64),
          IntParameter.uniform("layers", 1, 3),
          IntParameter.logUniform("units2", 8, 256).when(Condition.when("layers", 2, 3)),
          CategoricalParameter.of("activation2", "relu", "tanh")
              .when(Condition.when("layers", 2, 3)),
          FloatParameter.of("noise", new Distribution.Normal(0, 2)),
          CategoricalParameter.constant("epochs", 5));

  private static final Encoding ENCODING = new Encoding(MIXED);

  private static Assignment draw(SplittableRandom random) {
    return MIXED.decode(random.doubles(MIXED.dimensions()).toArray());
  }

  @Test
  void constantsAreNoDimension() {
    List<String> names = ENCODING.axes().stream().map(a -> a.parameter().name()).toList();
    assertEquals(
        List.of(
            "rate", "optimizer", "momentum", "batch", "layers", "units2", "activation2", "noise"),
        names);
    assertTrue(new Encoding(SearchSpace.of(FloatParameter.uniform("x", 3, 3))).axes().isEmpty());
  }

  @Test
  void aConditionAddsAFeatureUnlessItsParentIsNominal() {
    assertEquals(9, ENCODING.features());
  }

  @Test
  void choicesThatAscendAreAScaleAndOthersAreNot() {
    assertEquals(Axis.Kind.ORDERED, ENCODING.axes().get(3).kind());
    assertEquals(Axis.Kind.NOMINAL, ENCODING.axes().get(1).kind());
    assertEquals(Axis.Kind.NOMINAL, Axis.of(CategoricalParameter.of("x", 3, 1, 2)).kind());
    assertEquals(Axis.Kind.NOMINAL, Axis.of(CategoricalParameter.of("x", true, false)).kind());
  }

  @Test
  void inactiveParametersRest() {
    Assignment assignment =
        new Assignment(
            Map.of(
                "rate",
                1.0,
                "optimizer",
                "adam",
                "batch",
                32,
                "layers",
                1,
                "noise",
                0.0,
                "epochs",
                5));
    assertArrayEquals(
        new double[] {1, 2, 0.5, 0.5, 1.0 / 6, 0.5, -1, 0.5, 0},
        ENCODING.features(assignment),
        1e-12);
  }

  @Test
  void genotypesHaveTheFeaturesOfTheirAssignments() {
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 300; i++) {
      double[] genotype = ENCODING.draw(random.doubles(8).toArray());
      Assignment assignment = ENCODING.assignment(genotype);
      assertEquals(java.util.Optional.empty(), MIXED.problem(assignment));
      assertArrayEquals(ENCODING.features(assignment), ENCODING.features(genotype), 1e-9);
    }
  }

  @Test
  void assignmentsSurviveTheirGenotypes() {
    SplittableRandom random = new SplittableRandom(6);
    for (int i = 0; i < 300; i++) {
      Assignment assignment = draw(random);
      Assignment back = ENCODING.assignment(ENCODING.genotype(assignment));
      assertArrayEquals(ENCODING.features(assignment), ENCODING.features(back), 1e-9);
    }
  }

  @Test
  void valuesThatAreNeverDrawnAreNeverProposed() {
    CategoricalParameter parameter =
        new CategoricalParameter(
            "x", List.of("a", "b", "c"), List.of(0.5, 0.0, 0.5), Condition.ALWAYS);
    Axis axis = Axis.of(parameter);
    assertEquals(2, axis.drawnLevels());
    assertEquals("c", axis.value(axis.drawnLevel(1)));
    assertEquals("b", axis.value(axis.coordinate("b")));
  }

  @Test
  void kernelOfMixedAndConditionalPointsIsPositiveSemidefinite() {
    SplittableRandom random = new SplittableRandom(11);
    for (int round = 0; round < 5; round++) {
      List<double[]> rows = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        rows.add(ENCODING.features(draw(random)));
      }
      double[] lengths = random.doubles(9).map(u -> 0.05 + 3 * u).toArray();
      MaternKernel kernel = new MaternKernel(lengths, 1, ENCODING.kinds().nominal());
      Points points = Points.of(rows, 9);
      double[][] matrix = new double[40][40];
      for (int i = 0; i < 40; i++) {
        kernel.covariances(rows.get(i), points, 0, 40, matrix[i]);
      }
      double[] eigenvalues =
          new EigenDecomposition(new Array2DRowRealMatrix(matrix)).getRealEigenvalues();
      for (double eigenvalue : eigenvalues) {
        assertTrue(eigenvalue > -1e-10, "eigenvalue " + eigenvalue);
      }
    }
  }

  @Test
  void smallSpacesAreListedWithoutWhatIsInactive() {
    SearchSpace space =
        SearchSpace.of(
            CategoricalParameter.of("a", "x", "y"),
            IntParameter.uniform("b", 1, 3).when(Condition.when("a", "y")));
    FinitePoints points = FinitePoints.of(new Encoding(space)).orElseThrow();
    assertEquals(4, points.except(java.util.Set.of()).size());
    assertEquals(3, points.except(java.util.Set.of(new Assignment(Map.of("a", "x")))).size());
    assertTrue(FinitePoints.of(ENCODING).isEmpty());
  }
}
