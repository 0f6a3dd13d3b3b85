package io.attune.experiments.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.attune.experiments.data.Shape;
import io.attune.experiments.data.Task;
import org.junit.jupiter.api.Test;

class EpochLineTest {
  private static final Tally LEARNED = new Tally(20 * 2.302603, 8, 20);

  @Test
  void lineIsThatOfTheLecture() {
    EpochLine line = new EpochLine(1, 200, LEARNED, new Tally(46, 8, 20), 1e-3);

    assertEquals(
        "Finished epoch 1 / 200: cost 2.302603, train: 0.400000, val 0.400000, lr 1.000000e-03",
        line.text(new Form(new Shape(3, 32, 32), 10, Task.CLASSIFICATION)));
  }

  @Test
  void numbersToPredictHaveNoAccuracy() {
    EpochLine line = new EpochLine(2, 3, LEARNED, new Tally(5, 0, 20), 0.5);

    assertEquals(
        "Finished epoch 2 / 3: cost 2.302603, val cost 0.250000, lr 5.000000e-01",
        line.text(new Form(new Shape(1, 1, 4), 1, Task.REGRESSION)));
  }
}
