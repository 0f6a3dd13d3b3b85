package io.attune.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.attune.space.Assignment;
import io.attune.space.Domain;
import io.attune.space.FloatParameter;
import io.attune.space.SearchSpace;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SteeringFoldTest {
  private static final Instant NOW = Instant.EPOCH;
  private final LiveHistory history = new LiveHistory(Objective.minimize("loss"));

  private static Assignment x(double x) {
    return new Assignment(Map.of("x", x));
  }

  private static SearchSpace upTo(double max) {
    return SearchSpace.of(FloatParameter.uniform("x", 0, max));
  }

  private void start(int trial, double x, long seen) {
    history.add(new TrialEvent.Started(trial, NOW, x(x), seen));
  }

  private void complete(int trial, double loss) {
    history.add(new TrialEvent.Reported(trial, NOW, 1, 1, Map.of("loss", loss)));
    history.add(new TrialEvent.Ended(trial, NOW, 1, new TrialState.Completed(loss)));
  }

  private List<Double> waiting() {
    return history.steering().waiting().stream().map(point -> point.point().number("x")).toList();
  }

  @Test
  void aPointGoesToTheTrialWhoseSuggestionKnewOfIt() {
    history.add(new SweepEvent.Enqueued(NOW, x(0.1), ""));
    history.add(new SweepEvent.Enqueued(NOW, x(0.2), "trial 4 of sweep 2"));
    start(1, 0.1, 2);
    assertEquals(List.of(0.2), waiting());
    assertEquals("enqueued", history.steering().origin(1));
    // This suggestion was made before the second point was enqueued.
    start(2, 0.7, 1);
    assertEquals(List.of(0.2), waiting());
    assertEquals("", history.steering().origin(2));
    start(3, 0.2, 4);
    assertEquals(List.of(), waiting());
    assertEquals("enqueued from trial 4 of sweep 2", history.steering().origin(3));
  }

  @Test
  void theLastEditAndExtensionCount() {
    assertEquals(Steering.NONE, history.steering());
    history.add(new SweepEvent.Edited(NOW, Domain.of(upTo(2)), "wider"));
    history.add(new SweepEvent.Extended(NOW, 20));
    history.add(new SweepEvent.Edited(NOW, Domain.of(upTo(3)), "wider"));
    history.add(new SweepEvent.Extended(NOW, 30));
    assertEquals(upTo(3), history.steering().domain().orElseThrow().space());
    assertEquals(OptionalInt.of(30), history.steering().trials());
    assertEquals(3, history.steering().since());
    assertSame(history.steering(), history.snapshot().steering());
  }

  @Test
  void aSamplerSeesWhatLiesInItsSpaceNumberedWithoutGaps() {
    history.add(
        new SweepEvent.Prior(
            NOW, 7, 3, x(0.5), new TrialState.Completed(0.25), 9, Map.of("loss", 0.25)));
    history.add(
        new SweepEvent.Prior(
            NOW, 7, 4, x(5), new TrialState.Completed(0.1), 9, Map.of("loss", 0.1)));
    start(1, 0.9, 2);
    complete(1, 0.5);
    start(2, 2.5, 5);
    complete(2, 0.01);
    start(3, 0.8, 8);
    History seen = Steering.within(upTo(1), history);
    assertEquals(List.of(1, 2, 3), seen.trials().stream().map(Trial::number).toList());
    assertEquals(
        List.of(x(0.5), x(0.9), x(0.8)), seen.trials().stream().map(Trial::assignment).toList());
    assertEquals(0.25, seen.loss(seen.trial(1)).orElseThrow());
    assertEquals(9, seen.trial(1).lastStep());
    assertEquals(new TrialState.Running(), seen.trial(3).state());
    assertEquals(history.sequence(), seen.sequence());
    // The history itself has lost nothing, and priors are never its best.
    assertEquals(2, history.best().orElseThrow().number());
    assertEquals(4, Steering.within(upTo(3), history).trials().size());
  }
}
