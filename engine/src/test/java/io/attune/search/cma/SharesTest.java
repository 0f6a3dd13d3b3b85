package io.attune.search.cma;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.attune.search.axes.Axis;
import io.attune.space.CategoricalParameter;
import io.attune.space.Condition;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class SharesTest {
  private static final double[] WEIGHTS = {0.6, 0.4, 0, 0};

  private static Shares shares(Double... probabilities) {
    Axis axis =
        Axis.of(
            new CategoricalParameter(
                "c", List.of("x", "y", "z"), List.of(probabilities), Condition.ALWAYS));
    return new Shares((Axis.Nominal) axis, 1, 3, 2.5);
  }

  @Test
  void theyMoveTowardsTheBetterMembersUpToTheMargin() {
    Shares shares = shares();
    for (int i = 0; i < 200; i++) {
      shares.learn(new double[] {1, 1}, WEIGHTS);
    }
    assertEquals(0.135, shares.of(0), 1e-9);
    assertEquals(0.73, shares.of(1), 1e-9);
    assertEquals(0.135, shares.of(2), 1e-9);
  }

  @Test
  void membersWithoutTheParameterTeachNothing() {
    Shares shares = shares(0.5, 0.3, 0.2);
    shares.learn(new double[] {Double.NaN, Double.NaN}, WEIGHTS);
    assertEquals(0.5, shares.of(0), 1e-12);
    assertEquals(0.3, shares.of(1), 1e-12);
    assertEquals(0.2, shares.of(2), 1e-12);
  }

  @Test
  void whatIsForbiddenStaysForbidden() {
    Shares shares = shares(0.5, 0.5, 0.0);
    SplittableRandom random = new SplittableRandom(1);
    int[] counts = new int[3];
    for (int i = 0; i < 1000; i++) {
      counts[shares.draw(random)]++;
      shares.learn(new double[] {0, 1}, WEIGHTS);
    }
    assertEquals(0, counts[2]);
    assertEquals(1, shares.of(0) + shares.of(1), 1e-9);
  }
}
