package io.attune.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StopwatchTest {
  @Test
  void pausesBetweenRunsTakeNoTime() {
    Stopwatch watch =
        Stopwatch.stopped(at(0))
            .plus(opened(5))
            .plus(new SweepEvent.Closed(at(15), SweepEvent.Outcome.INTERRUPTED, ""))
            .plus(opened(1000))
            .plus(new SweepEvent.Closed(at(1002), SweepEvent.Outcome.FINISHED, ""));

    assertEquals(Duration.ofSeconds(12), watch.heard());
    assertEquals(Duration.ofSeconds(12), watch.until(at(5000)));
  }

  @Test
  void aRunThatWasKilledCountsUpToItsLastSignOfLife() {
    Stopwatch watch =
        Stopwatch.stopped(at(0)).plus(opened(0)).touch(at(7)).plus(opened(1000)).touch(at(1001));

    assertEquals(Duration.ofSeconds(8), watch.heard());
    assertEquals(Duration.ofSeconds(10), watch.until(at(1003)));
  }

  private static Event opened(long second) {
    return new SweepEvent.Opened(at(second), Map.of());
  }

  private static Instant at(long second) {
    return Instant.EPOCH.plusSeconds(second);
  }
}
