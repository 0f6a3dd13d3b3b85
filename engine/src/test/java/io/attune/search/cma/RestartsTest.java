package io.attune.search.cma;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RestartsTest {
  @Test
  void largeRunsDoubleAndSmallOnesUseUpAsManyTrials() {
    Restarts restarts = new Restarts(10, 0.2, 7);
    assertEquals(new Restarts.Start(10, 0.2), restarts.first());
    long trials = 100;
    long small = 100;
    long large = 0;
    List<Integer> doubled = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Restarts.Start start = restarts.next(trials);
      trials = 10L * start.members();
      if (start.width() == 0.2) {
        assertTrue(small >= large);
        doubled.add(start.members());
        large += trials;
      } else {
        assertTrue(small < large);
        assertTrue(start.members() >= 10 && start.members() <= doubled.get(doubled.size() - 1) / 2);
        assertTrue(start.width() < 0.2 && start.width() > 0.0019);
        small += trials;
      }
    }
    assertEquals(List.of(20, 40, 80), doubled.subList(0, 3));
  }

  @Test
  void theSeedDecides() {
    assertEquals(second(1), second(1));
    assertTrue(!second(1).equals(second(2)));
  }

  private static Restarts.Start second(long seed) {
    Restarts restarts = new Restarts(10, 0.2, seed);
    restarts.next(10);
    return restarts.next(1000);
  }
}
