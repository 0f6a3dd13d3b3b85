package io.attune.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {
  @Test
  void lineSurvivesTheWayThere() {
    Pace pace = new Pace(3, 20, 0.41, 1234, Duration.ofSeconds(12));

    assertEquals("epoch 3 of 20: 41 %, 1234 samples/s, 12 s left", pace.line());
    assertEquals(Optional.of(pace), Pace.of(pace.line()));
  }

  @Test
  void slowTrainingKeepsADecimal() {
    Pace pace = new Pace(1, 1, 0.5, 0.2, Duration.ofSeconds(9));

    assertEquals(Optional.of(pace), Pace.of(pace.line()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "epoch 3 of 20",
        "epoch 3 of 20: 41 %, fast, 12 s left",
        "epoch 99999999999999999999 of 20: 41 %, 1 samples/s, 12 s left"
      })
  void otherLinesAreNone(String line) {
    assertEquals(Optional.empty(), Pace.of(line));
  }
}
