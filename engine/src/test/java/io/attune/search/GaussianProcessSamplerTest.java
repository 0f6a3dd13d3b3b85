package io.attune.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.space.Assignment;
import io.attune.space.CategoricalParameter;
import io.attune.space.FloatParameter;
import io.attune.space.SearchSpace;
import io.attune.trial.Cause;
import io.attune.trial.History;
import io.attune.trial.TrialState;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class GaussianProcessSamplerTest extends ContinuousSamplerContract {
  private static final SearchSpace LINE = SearchSpace.of(FloatParameter.uniform("x", 0, 1));

  @Override
  SamplerSpec spec() {
    return new SamplerSpec.Bayes();
  }

  private Sampler bayes(SearchSpace space) {
    return spec().create(space, OptionalInt.of(40));
  }

  private static Assignment at(double x) {
    return new Assignment(Map.of("x", x));
  }

  @Test
  void aSmallSpaceIsSearchedWithoutRepeatsAndThenDone() {
    SearchSpace space =
        SearchSpace.of(
            CategoricalParameter.of("a", "x", "y", "z"), CategoricalParameter.of("b", 1, 2, 4));
    List<Assignment> all = run(bayes(space), 20);
    assertEquals(9, all.size());
    assertEquals(9, new HashSet<>(all).size());
  }

  @Test
  void aSpaceOfConstantsHasOneTrial() {
    assertEquals(
        1, run(bayes(SearchSpace.of(CategoricalParameter.constant("epochs", 5))), 3).size());
  }

  @Test
  void trialsThatWereStoppedOnTheirWayAreNotTakenForFinished() {
    Histories stopped = Histories.minimizing();
    Histories finished = Histories.minimizing();
    for (Histories histories : List.of(stopped, finished)) {
      CurveScenes.completed(histories, 0.05);
      CurveScenes.completed(histories, 0.2);
    }
    for (double x = 0.05; x < 1; x += 0.1) {
      CurveScenes.stopped(stopped, x, 120);
      finished.end(CurveScenes.train(finished, x, 120), new TrialState.Completed(0));
    }
    assertNotEquals(
        suggest(bayes(LINE), finished.now(), 1), suggest(bayes(LINE), stopped.now(), 1));
  }

  @Test
  void everyThirdTrialLooksAroundWhereTrialsWaitAtCheckpoints() {
    assertEquals(suggest(bayes(LINE), waiting(12, 1), 5), suggest(bayes(LINE), waiting(12, 9), 5));
    assertNotEquals(
        suggest(bayes(LINE), waiting(13, 1), 5), suggest(bayes(LINE), waiting(13, 9), 5));
  }

  /** Trials that wait at step 1, best near a tenth of {@code optimum}. */
  private static History waiting(int trials, int optimum) {
    Histories histories = Histories.minimizing();
    for (int i = 0; i < trials; i++) {
      double x = (i * 0.618) % 1;
      histories.paused(at(x), Math.abs(x - optimum / 10.0));
    }
    return histories.now();
  }

  @Test
  void theFirstTrialsCoverTheSpace() {
    List<Assignment> all = run(bayes(LINE), 4);
    long quarters = all.stream().map(a -> (int) (4 * a.number("x"))).distinct().count();
    assertEquals(4, quarters, all.toString());
  }

  @Test
  void findsTheBottomOfABowl() {
    Histories histories = Histories.minimizing();
    for (int i = 0; i < 15; i++) {
      Assignment next = suggest(bayes(LINE), histories.now(), i).orElseThrow();
      histories.completed(next, Math.pow(next.number("x") - 0.3, 2));
    }
    double best = histories.now().best().orElseThrow().assignment().number("x");
    assertEquals(0.3, best, 0.002);
  }

  @Test
  void staysAwayFromWhereTrialsFail() {
    Histories histories = Histories.minimizing();
    int failures = 0;
    for (int i = 0; i < 30; i++) {
      double x = suggest(bayes(LINE), histories.now(), i).orElseThrow().number("x");
      if (x > 0.5) {
        failures++;
        histories.failed(at(x), Cause.Kind.ERROR);
      } else {
        histories.completed(at(x), -x);
      }
    }
    assertTrue(failures < 15, failures + " failures");
    assertTrue(histories.now().best().orElseThrow().assignment().number("x") > 0.48);
  }

  @Test
  void runningTrialsSendTheNextOneElsewhere() {
    Histories histories = Histories.minimizing();
    for (double x : new double[] {0, 0.15, 0.4, 0.8, 1}) {
      histories.completed(at(x), Math.sin(13 * x));
    }
    double first = suggest(bayes(LINE), histories.now(), 1).orElseThrow().number("x");
    histories.start(at(first));
    double second = suggest(bayes(LINE), histories.now(), 1).orElseThrow().number("x");
    assertTrue(Math.abs(first - second) > 0.02, first + " and " + second);
  }

  @Test
  void stoppedTrialsTeachTheirBestLoss() {
    Histories stopped = Histories.minimizing();
    Histories completed = Histories.minimizing();
    for (double x : new double[] {0.1, 0.35, 0.6, 0.85, 0.95}) {
      completed.completed(at(x), Math.abs(x - 0.7));
      stopped.stopped(at(x), Math.abs(x - 0.7));
    }
    assertEquals(suggest(bayes(LINE), completed.now(), 5), suggest(bayes(LINE), stopped.now(), 5));
  }

  @Test
  void aTrialLostWithTheProgramCountsAsRunningNotAsFailed() {
    Histories lost = Histories.minimizing();
    Histories running = Histories.minimizing();
    Histories failed = Histories.minimizing();
    for (double x : new double[] {0.1, 0.35, 0.6, 0.85, 0.95}) {
      for (Histories histories : List.of(lost, running, failed)) {
        histories.completed(at(x), Math.abs(x - 0.7));
      }
    }
    lost.failed(at(0.72), Cause.Kind.INTERRUPTED);
    running.start(at(0.72));
    failed.failed(at(0.72), Cause.Kind.ERROR);
    Optional<Assignment> next = suggest(bayes(LINE), lost.now(), 5);
    assertEquals(suggest(bayes(LINE), running.now(), 5), next);
    assertNotEquals(suggest(bayes(LINE), failed.now(), 5), next);
  }

  @Test
  void longHistoriesAreSearchedOn() {
    Histories histories = Histories.minimizing();
    for (int i = 0; i < 400; i++) {
      histories.completed(at(i / 400.0), Math.pow(i / 400.0 - 0.3333, 2));
    }
    double next = suggest(bayes(LINE), histories.now(), 1).orElseThrow().number("x");
    assertEquals(0.333, next, 0.02);
  }
}
