package io.attune.search.tpe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.attune.space.Assignment;
import io.attune.space.FloatParameter;
import io.attune.space.SearchSpace;
import io.attune.trial.Cause;
import io.attune.trial.LiveHistory;
import io.attune.trial.Objective;
import io.attune.trial.TrialEvent;
import io.attune.trial.TrialState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SteppedSearchTest {
  private static final Instant NOW = Instant.EPOCH;

  /** One parameter, so that four trials are enough. */
  private final SteppedSearch search =
      new SteppedSearch(SearchSpace.of(FloatParameter.uniform("x", 0, 1)), 24);

  private final LiveHistory history = new LiveHistory(Objective.minimize("loss"));

  private int start(long lastStep) {
    int number = history.trials().size() + 1;
    Assignment assignment = new Assignment(Map.of("x", number / 100.0));
    history.add(new TrialEvent.Started(number, NOW, assignment, history.sequence()));
    for (long step = 1; step <= lastStep; step++) {
      history.add(new TrialEvent.Reported(number, NOW, 1, step, Map.of("loss", 1.0 / step)));
    }
    return number;
  }

  private void end(int trial, TrialState state) {
    history.add(new TrialEvent.Ended(trial, NOW, 1, state));
  }

  private void pauses(int trials, long step) {
    for (int i = 0; i < trials; i++) {
      end(start(step), new TrialState.Paused(step));
    }
  }

  @Test
  void withoutEnoughTrialsThereIsNoStep() {
    pauses(3, 1);
    assertEquals(Optional.empty(), search.step(history));
  }

  @Test
  void theLargestStepCountsThatEnoughTrialsHaveReached() {
    pauses(9, 1);
    assertEquals(Optional.of(1L), search.step(history));
    pauses(3, 3);
    assertEquals(Optional.of(1L), search.step(history));
    end(start(9), new TrialState.Completed(0.1));
    assertEquals(Optional.of(3L), search.step(history));
  }

  @Test
  void runningAndFailedTrialsDoNotCount() {
    pauses(4, 1);
    for (int i = 0; i < 9; i++) {
      start(5);
      end(start(5), new TrialState.Failed(Cause.of(Cause.Kind.ERROR, "broken")));
    }
    assertEquals(Optional.of(1L), search.step(history));
  }
}
