package io.attune.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.attune.search.gp.Imputation;
import io.attune.search.gp.Imputation.Value;
import io.attune.space.Assignment;
import io.attune.space.FloatParameter;
import io.attune.space.SearchSpace;
import io.attune.trial.Cause;
import io.attune.trial.History;
import io.attune.trial.TrialState;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

final class ImputationTest {
  private static final SearchSpace LINE = SearchSpace.of(FloatParameter.uniform("x", 0, 1));
  private static final double[] PLACES = {0.05, 0.3, 0.55, 0.8, 0.95};

  @Test
  void aFailedTrialCountsAsItsOwnBest() {
    assertEquals(
        next(Imputation.STANDARD, ended(0.1)), next(failed(Value.BEST), history(this::fails)));
  }

  @Test
  void aFailedTrialCountsAsItsLastValue() {
    assertEquals(
        next(Imputation.STANDARD, ended(0.4)), next(failed(Value.LATEST), history(this::fails)));
  }

  @Test
  void aFailedTrialWithoutAValueIsWorstWhateverIsAsked() {
    History history = history((all, trial) -> all.end(trial, failure()));
    Optional<Assignment> worst = next(failed(Value.WORST), history);
    assertEquals(worst, next(failed(Value.BEST), history));
    assertEquals(worst, next(failed(Value.LATEST), history));
    assertEquals(worst, next(failed(Value.WORST), history(this::fails)));
  }

  @Test
  void aRunningTrialCountsAsItsOwnBestOrLast() {
    History history = history(ImputationTest::reports);
    assertEquals(next(Imputation.STANDARD, ended(0.1)), next(running(Value.BEST), history));
    assertEquals(next(Imputation.STANDARD, ended(0.4)), next(running(Value.LATEST), history));
  }

  @Test
  void aRunningTrialCountsAsFailedWhereTheWorstIsAsked() {
    History history = history(ImputationTest::reports);
    assertEquals(
        next(Imputation.STANDARD, history(this::fails)), next(running(Value.WORST), history));
    assertNotEquals(next(Imputation.STANDARD, history), next(running(Value.WORST), history));
  }

  @Test
  void aRunningTrialWithoutAValueIsImaginedAsUsual() {
    History history = history((all, trial) -> {});
    assertEquals(next(Imputation.STANDARD, history), next(running(Value.LATEST), history));
  }

  private static Imputation failed(Value value) {
    return new Imputation(value, Optional.empty());
  }

  private static Imputation running(Value value) {
    return new Imputation(Value.WORST, Optional.of(value));
  }

  private static Optional<Assignment> next(Imputation imputation, History history) {
    return new SamplerSpec.Bayes(imputation)
        .create(LINE, OptionalInt.of(40))
        .suggest(history, new SplittableRandom(3));
  }

  private static History ended(double value) {
    return history(
        (all, trial) -> {
          all.report(trial, 1, value);
          all.end(trial, new TrialState.Completed(value));
        });
  }

  private void fails(Histories all, int trial) {
    reports(all, trial);
    all.end(trial, failure());
  }

  private static void reports(Histories all, int trial) {
    all.report(trial, 1, 0.1);
    all.report(trial, 2, 0.4);
  }

  private static TrialState failure() {
    return new TrialState.Failed(new Cause(Cause.Kind.ERROR, "broken", ""));
  }

  /** Some completed trials, and one more of which the rest is told. */
  private static History history(BiConsumer<Histories, Integer> rest) {
    Histories all = Histories.minimizing();
    for (double x : PLACES) {
      all.completed(new Assignment(Map.of("x", x)), Math.abs(x - 0.4));
    }
    rest.accept(all, all.start(new Assignment(Map.of("x", 0.7))));
    return all.now();
  }
}
