package io.attune.search.gp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CholeskyTest {
  /** A random positive definite matrix. */
  private static RealMatrix matrix(int size) {
    SplittableRandom random = new SplittableRandom(size);
    double[][] b = new double[size][size + 2];
    for (double[] row : b) {
      Arrays.setAll(row, j -> random.nextDouble() - 0.5);
    }
    RealMatrix factor = new Array2DRowRealMatrix(b);
    RealMatrix product = factor.multiply(factor.transpose());
    for (int i = 0; i < size; i++) {
      product.addToEntry(i, i, 0.1);
    }
    return product;
  }

  private static Cholesky factor(RealMatrix matrix) {
    return Cholesky.of(matrix.getData(), matrix.getRowDimension()).orElseThrow();
  }

  private static double[] vector(int size) {
    return new SplittableRandom(99).doubles(size).toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 9, 33, 100})
  void factorIsTheOneOfCommonsMath(int size) {
    RealMatrix expected = new CholeskyDecomposition(matrix(size)).getL();
    Cholesky actual = factor(matrix(size));
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        assertEquals(expected.getEntry(i, j), actual.lower(i, j), 1e-10);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 9, 50})
  void solutionsSatisfyTheirEquations(int size) {
    RealMatrix matrix = matrix(size);
    double[] b = vector(size);
    assertArrayEquals(b, matrix.operate(factor(matrix).solve(b)), 1e-10);
  }

  @Test
  void logDeterminantIsTheOneOfCommonsMath() {
    double expected = StrictMath.log(new CholeskyDecomposition(matrix(20)).getDeterminant());
    assertEquals(expected, factor(matrix(20)).logDeterminant(), 1e-10);
  }

  @Test
  void manyRightSidesAreSolvedLikeOne() {
    int size = 21;
    Cholesky factor = factor(matrix(size));
    double[] b = vector(size);
    double[][] lower = new double[size][3];
    double[][] upper = new double[size][3];
    for (int i = 0; i < size; i++) {
      lower[i][2] = b[i];
      upper[i][2] = b[i];
    }
    factor.solveLowerInPlace(lower, 3);
    factor.solveUpperInPlace(upper, 3);
    assertArrayEquals(factor.solveLower(b), column(lower), 1e-12);
    assertArrayEquals(factor.solveUpper(b), column(upper), 1e-12);
  }

  private static double[] column(double[][] rows) {
    return Arrays.stream(rows).mapToDouble(row -> row[2]).toArray();
  }

  @Test
  void inverseTimesMatrixIsOne() {
    int size = 30;
    double[][] half = factor(matrix(size)).inverse();
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < i; j++) {
        half[j][i] = half[i][j];
      }
    }
    RealMatrix product = matrix(size).multiply(new Array2DRowRealMatrix(half));
    for (int i = 0; i < size; i++) {
      double[] unit = new double[size];
      unit[i] = 1;
      assertArrayEquals(unit, product.getRow(i), 1e-9);
    }
  }

  @Test
  void appendingGivesTheFactorOfTheLargerMatrix() {
    int size = 20;
    RealMatrix whole = matrix(size);
    double[][] roomy = new double[size][size];
    for (int i = 0; i < 17; i++) {
      System.arraycopy(whole.getRow(i), 0, roomy[i], 0, 17);
    }
    Cholesky grown = Cholesky.of(roomy, 17).orElseThrow();
    for (int i = 17; i < size; i++) {
      assertTrue(grown.append(Arrays.copyOf(whole.getRow(i), i + 1)));
    }
    Cholesky direct = factor(whole);
    assertEquals(size, grown.size());
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        assertEquals(direct.lower(i, j), grown.lower(i, j), 1e-12);
      }
    }
  }

  @Test
  void refusesWhatIsNotPositiveDefinite() {
    assertTrue(Cholesky.of(new double[][] {{1, 2}, {2, 1}}, 2).isEmpty());
    assertTrue(Cholesky.of(new double[][] {{Double.NaN}}, 1).isEmpty());
    assertTrue(Cholesky.of(new double[][] {{Double.POSITIVE_INFINITY}}, 1).isEmpty());
  }

  @Test
  void refusedAppendChangesNothing() {
    Cholesky factor = Cholesky.of(new double[][] {{1, 0}, {0, 0}}, 1).orElseThrow();
    assertFalse(factor.append(new double[] {2, 1}));
    assertEquals(1, factor.size());
    assertTrue(factor.append(new double[] {0.5, 1}));
  }
}
