package io.attune.search;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.space.CategoricalParameter;
import io.attune.space.Condition;
import io.attune.space.SearchSpace;
import java.util.List;
import java.util.OptionalInt;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;

final class RandomSamplerTest extends ContinuousSamplerContract {
  @Override
  SamplerSpec spec() {
    return new SamplerSpec.Random();
  }

  @Test
  void probabilitiesAreRespected() {
    SearchSpace space =
        SearchSpace.of(
            new CategoricalParameter(
                "x", List.of("a", "b", "c"), List.of(0.2, 0.7, 0.1), Condition.ALWAYS));
    long[] counts = new long[3];
    for (var assignment : run(spec().create(space, OptionalInt.empty()), 3000)) {
      counts["abc".indexOf(assignment.text("x"))]++;
    }
    double p = new ChiSquareTest().chiSquareTest(new double[] {600, 2100, 300}, counts);
    assertTrue(p > 0.001, "p = " + p);
  }
}
