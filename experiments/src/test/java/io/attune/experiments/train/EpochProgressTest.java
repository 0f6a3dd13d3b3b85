package io.attune.experiments.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EpochProgressTest {
  private static final long SECOND = 1_000_000_000L;

  private final List<String> lines = new ArrayList<>();
  private long now = 7;

  @Test
  void epochOfTenSecondsPassesInSilence() {
    train(1_000, 10, SECOND / 10);

    assertEquals(List.of(), lines);
  }

  @Test
  void longEpochTellsEveryTenSeconds() {
    train(1_000, 20, SECOND / 2);

    assertEquals(
        List.of(
            "epoch 2 of 5: 40 %, 40 samples/s, 15 s left",
            "epoch 2 of 5: 80 %, 40 samples/s, 5 s left"),
        lines);
  }

  @Test
  void veryLongEpochTellsTwentyTimesAtMost() {
    train(10_000, 10, 60 * SECOND);

    assertEquals(19, lines.size());
    assertEquals("epoch 2 of 5: 5 %, 0.2 samples/s, 57000 s left", lines.get(0));
  }

  private void train(int examples, int batch, long nanosPerBatch) {
    EpochProgress progress = new EpochProgress(2, 5, examples, () -> now, lines::add);
    for (int done = batch; done <= examples; done += batch) {
      now += nanosPerBatch;
      progress.done(done);
    }
  }
}
