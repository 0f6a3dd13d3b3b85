package io.attune.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class CurveTest {
  private static Curve curve(double... values) {
    Curve curve = Curve.EMPTY;
    for (int i = 0; i < values.length; i++) {
      curve = curve.plus(10L * (i + 1), values[i]);
    }
    return curve;
  }

  @Test
  void growsPointByPoint() {
    Curve curve = curve(3, 1, 2);
    assertEquals(3, curve.size());
    assertEquals(30, curve.lastStep());
    assertEquals(2, curve.last());
    assertEquals(20, curve.step(1));
    assertEquals(1, curve.value(1));
  }

  @Test
  void twoContinuationsOfOneCurveDoNotMix() {
    Curve trunk = curve(1, 2, 3);
    Curve left = trunk.plus(40, 4);
    Curve right = trunk.plus(41, 5).plus(50, 6);
    assertEquals(4, left.last());
    assertEquals(41, right.step(3));
    assertEquals(3, trunk.size());
  }

  @Test
  void aCurveCutAndContinuedLeavesTheOldOneAlone() {
    Curve whole = curve(1, 2, 3, 4);
    Curve again = whole.until(25).plus(30, 9);
    assertEquals(curve(1, 2, 3, 4), whole);
    assertEquals(curve(1, 2, 9), again);
    assertTrue(whole.until(9).isEmpty());
    assertEquals(whole, whole.until(40));
  }

  @Test
  void longCurvesKeepEveryPoint() {
    double[] values = new double[1000];
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.sin(i);
    }
    Curve curve = curve(values);
    for (int i = 0; i < values.length; i++) {
      assertEquals(values[i], curve.value(i));
    }
  }

  @Test
  void extremesIgnoreWhatIsNoNumber() {
    Curve curve = curve(Double.NaN, 3, 1, Double.NaN, 2);
    assertEquals(1, curve.min());
    assertEquals(3, curve.max());
    assertEquals(3, curve.best(Objective.maximize("x")));
    assertEquals(Double.NaN, curve(Double.NaN).min());
    assertEquals(Double.NaN, Curve.EMPTY.max());
  }

  @Test
  void equalPointsMakeEqualCurves() {
    assertEquals(curve(1, Double.NaN), curve(1, Double.NaN));
    assertEquals(curve(1, 2).hashCode(), curve(1, 2, 3).until(20).hashCode());
    assertNotEquals(curve(1, 2), curve(1, 3));
    assertNotEquals(curve(1, 2), curve(1, 2, 3));
  }

  @Test
  void stepsMustGrow() {
    assertEquals(
        "step 10 is not after step 20; steps must grow.",
        assertThrows(IllegalArgumentException.class, () -> curve(1, 2).plus(10, 3)).getMessage());
  }

  @Test
  void pointsOutsideAreRefused() {
    assertEquals(
        "point 2 of a curve with 2",
        assertThrows(IndexOutOfBoundsException.class, () -> curve(1, 2).value(2)).getMessage());
  }
}
