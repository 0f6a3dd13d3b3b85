package io.attune.search.tpe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.space.Assignment;
import io.attune.trial.Cause;
import io.attune.trial.Constraint;
import io.attune.trial.Criteria;
import io.attune.trial.LiveHistory;
import io.attune.trial.Objective;
import io.attune.trial.TrialEvent;
import io.attune.trial.TrialState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * splits.txt holds histories and the numbers of the trials that {@code _split_trials} of Optuna
 * 5.0.0 puts below, with {@code default_gamma}: {@code c VALUE} is a complete trial, {@code p STEP
 * VALUE} a pruned one, {@code p} one that never reported, {@code r} a running one.
 */
final class SplitTest {
  private static final Instant NOW = Instant.EPOCH;

  private record Case(String[] trials, List<Integer> below) {}

  static Stream<Case> cases() throws IOException {
    try (InputStream in = SplitTest.class.getResourceAsStream("splits.txt")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.split("(?m)^trials "))
          .skip(1)
          .map(SplitTest::read)
          .toList()
          .stream();
    }
  }

  private static Case read(String lines) {
    String[] parts = lines.split("\nbelow ");
    return new Case(
        parts[0].split("; "),
        Arrays.stream(parts[1].strip().split(" ")).map(Integer::valueOf).toList());
  }

  private static Assignment numbered(int trial) {
    return new Assignment(Map.of("x", trial));
  }

  private static void add(LiveHistory history, String trial, Objective.Goal goal) {
    String[] words = trial.split(" ");
    int number = history.trials().size() + 1;
    history.add(new TrialEvent.Started(number, NOW, numbered(number), history.sequence()));
    double value = words.length > 1 ? Double.parseDouble(words[words.length - 1]) : 0;
    double metric = goal == Objective.Goal.MINIMIZE ? value : -value;
    long step = words.length > 2 ? Long.parseLong(words[1]) : 1;
    if (words.length > 1) {
      history.add(new TrialEvent.Reported(number, NOW, 1, step, Map.of("loss", metric)));
    }
    if (words[0].equals("c")) {
      history.add(new TrialEvent.Ended(number, NOW, 1, new TrialState.Completed(metric)));
    } else if (words[0].equals("p")) {
      history.add(new TrialEvent.Ended(number, NOW, 1, new TrialState.Stopped(step, "slow")));
    }
  }

  private static LiveHistory history(Case known, Objective.Goal goal) {
    LiveHistory history = new LiveHistory(new Objective("loss", goal));
    for (String trial : known.trials()) {
      add(history, trial, goal);
    }
    return history;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theGoodTrialsAreOptunas(Case known) {
    for (Objective.Goal goal : Objective.Goal.values()) {
      Split split = Split.of(history(known, goal));
      assertEquals(known.below().stream().map(SplitTest::numbered).toList(), split.good());
      assertEquals(known.trials().length, split.good().size() + split.bad().size());
    }
  }

  @Test
  void trialsThatBreakAConstraintComeAfterAllOthers() {
    Criteria criteria =
        new Criteria(List.of(Objective.minimize("loss")), List.of(Constraint.atMost("memory", 8)));
    LiveHistory history = new LiveHistory(criteria);
    for (int number = 1; number <= 12; number++) {
      history.add(new TrialEvent.Started(number, NOW, numbered(number), history.sequence()));
      double memory = number == 7 ? 4 : 21 - number;
      Map<String, Double> metrics = Map.of("loss", (double) number, "memory", memory);
      history.add(new TrialEvent.Reported(number, NOW, 1, 1, metrics));
      history.add(new TrialEvent.Ended(number, NOW, 1, new TrialState.Completed(number)));
    }
    // Trial 7 alone keeps to 8; of the others 12, with 9, is the nearest to it.
    assertEquals(List.of(numbered(7), numbered(12)), Split.of(history).good());
  }

  private static void add(LiveHistory history, Map<String, Double> metrics) {
    int number = history.trials().size() + 1;
    history.add(new TrialEvent.Started(number, NOW, numbered(number), history.sequence()));
    history.add(new TrialEvent.Reported(number, NOW, 1, 1, metrics));
    history.add(new TrialEvent.Ended(number, NOW, 1, new TrialState.Completed(0)));
  }

  @Test
  void withSeveralObjectivesTheGoodTrialsCoverTheFront() {
    LiveHistory history =
        new LiveHistory(
            new Criteria(List.of(Objective.minimize("a"), Objective.minimize("b")), List.of()));
    for (int i = 0; i < 20; i++) {
      add(history, Map.of("a", 1.0 + i, "b", 1e6 + i));
    }
    add(history, Map.of("a", 0.0, "b", 1e6));
    add(history, Map.of("a", 0.4, "b", 7e5));
    add(history, Map.of("a", 0.5, "b", 5e5));
    add(history, Map.of("a", 0.9, "b", 0.0));
    // Of 24 trials three are good: both ends of the front, then the middle.
    assertEquals(List.of(numbered(21), numbered(23), numbered(24)), Split.of(history).good());
  }

  @Test
  void anEarlierStepIsComparedAtThatStepAlone() {
    LiveHistory history = new LiveHistory(Objective.minimize("loss"));
    for (int number = 1; number <= 12; number++) {
      history.add(new TrialEvent.Started(number, NOW, numbered(number), history.sequence()));
      history.add(new TrialEvent.Reported(number, NOW, 1, 3, Map.of("loss", 1.0 * number)));
    }
    // Trial 12 does well later, trial 1 is promoted, trial 13 pauses early with a good loss.
    history.add(new TrialEvent.Reported(12, NOW, 1, 9, Map.of("loss", -5.0)));
    history.add(new TrialEvent.Started(13, NOW, numbered(13), history.sequence()));
    history.add(new TrialEvent.Reported(13, NOW, 1, 1, Map.of("loss", -9.0)));
    history.add(new TrialEvent.Ended(13, NOW, 1, new TrialState.Paused(1)));
    history.add(new TrialEvent.Started(14, NOW, numbered(14), history.sequence()));
    Split split = Split.at(history, 3);
    assertEquals(12, split.measured());
    assertEquals(List.of(numbered(1), numbered(2)), split.good());
    assertEquals(11, split.bad().size());
    assertTrue(split.bad().contains(numbered(14)));
  }

  @Test
  void failedTrialsAreBadButDoNotCount() {
    LiveHistory history = new LiveHistory(Objective.minimize("loss"));
    for (int i = 0; i < 20; i++) {
      add(history, "c " + i, Objective.Goal.MINIMIZE);
    }
    for (int number = 21; number <= 60; number++) {
      add(history, "r", Objective.Goal.MINIMIZE);
      Cause cause = Cause.of(Cause.Kind.NOT_FINITE, "loss is NaN");
      history.add(new TrialEvent.Ended(number, NOW, 1, new TrialState.Failed(cause)));
    }
    Split split = Split.of(history);
    assertEquals(20, split.measured());
    assertEquals(List.of(numbered(1), numbered(2)), split.good());
    assertEquals(58, split.bad().size());
  }
}
