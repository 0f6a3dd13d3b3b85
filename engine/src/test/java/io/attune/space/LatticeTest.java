package io.attune.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LatticeTest {
  @Test
  void heavyTailsStayAmongTheNumbersThatAreExact() {
    IntParameter parameter =
        new IntParameter("x", new Distribution.LogNormal(0, 500), 2, Condition.ALWAYS);
    assertEquals(1L << 53, parameter.decode(1));
    for (double unit = 0; unit <= 1; unit += 1.0 / 64) {
      assertTrue(parameter.accepts(parameter.decode(unit)), "at " + unit);
    }
  }

  @Test
  void longRangesEndAtTheirBounds() {
    IntParameter parameter = IntParameter.uniform("n", 1, 1_000_000_000_000L);
    assertEquals(1_000_000_000_000L, parameter.cardinality().orElseThrow());
    assertEquals(1_000_000_000_000L, parameter.decode(1));
    assertEquals(1L, parameter.decode(0));
  }

  @Test
  void aLatticeTooFineIsRefused() {
    assertEquals(
        "x: the multiples of q 1.0E-20 up to 1.0 are too many to tell apart."
            + " Maybe use a larger q.",
        assertThrows(
                IllegalArgumentException.class,
                () -> FloatParameter.uniform("x", -0.5, 1).quantum(1e-20))
            .getMessage());
  }

  @Test
  void spacesWithLongParentRangesAreCountedAtOnce() {
    SearchSpace space =
        SearchSpace.of(
            IntParameter.uniform("n", 1, 1_000_000_000_000L),
            IntParameter.uniform("m", 1, 10).when(Condition.when("n", 5, 6)));
    assertEquals(1_000_000_000_000L - 2 + 20, space.cardinality().orElseThrow());
  }
}
