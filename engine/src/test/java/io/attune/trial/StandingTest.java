package io.attune.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class StandingTest {
  private static final double INF = Double.POSITIVE_INFINITY;

  @Test
  void onlyBetterPeersCountInTheRank() {
    assertEquals(0, new Standing(1, List.of(1.0, 1.0, 2.0)).rank());
    assertEquals(2, new Standing(2, List.of(1.0, 1.0, 2.0, 2.0, 3.0)).rank());
    assertEquals(3, new Standing(INF, List.of(1.0, 2.0, 3.0, INF)).rank());
    assertEquals(0, new Standing(5, List.of()).rank());
  }

  @Test
  void theBestOfFewIsAmongTheBest() {
    assertTrue(new Standing(1, List.of(1.0)).isAmongBest(1 / 3.0));
    assertTrue(new Standing(1, List.of(1.0, 2.0)).isAmongBest(1 / 3.0));
    assertFalse(new Standing(2, List.of(1.0, 2.0)).isAmongBest(1 / 3.0));
    assertTrue(new Standing(2, List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0)).isAmongBest(1 / 3.0));
    assertFalse(new Standing(3, List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0)).isAmongBest(1 / 3.0));
  }

  @Test
  void quantilesLieBetweenNeighbours() {
    Standing standing = new Standing(0, List.of(1.0, 2.0, 4.0, INF));
    assertEquals(1, standing.quantile(0));
    assertEquals(3, standing.quantile(0.5));
    assertEquals(4, standing.quantile(2 / 3.0));
    assertEquals(INF, standing.quantile(0.9));
    assertEquals(INF, new Standing(0, List.of(INF, INF)).quantile(0.5));
  }

  @Test
  void thereIsNoQuantileOfNothing() {
    assertThrows(IllegalStateException.class, () -> new Standing(0, List.of()).quantile(0.5));
  }
}
