package io.attune.search;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.space.Assignment;
import io.attune.space.FloatParameter;
import io.attune.space.SearchSpace;
import io.attune.trial.TrialEvent;
import io.attune.trial.TrialState;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Freezing and thawing must be worth it: how far from the optimum so many steps lead. */
@Tag("slow")
final class CurveRegretTest {
  private static final int WHOLE = 200;
  private static final int EVERY = 4;
  private static final int SEEDS = 7;
  private static final SearchSpace SPACE =
      SearchSpace.of(
          FloatParameter.logUniform("rate", 1e-4, 1),
          FloatParameter.uniform("dropout", 0, 1),
          FloatParameter.uniform("momentum", 0, 0.99),
          FloatParameter.logUniform("decay", 1e-6, 1e-2));

  /**
   * What training comes to: best at a small rate, which learns slowly, so that what leads early
   * ends behind; large rates get worse at the end. The least is 0.
   */
  private static double loss(Assignment a, int step) {
    double rate = Math.log10(a.number("rate")) + 2.5;
    double end =
        0.1 * rate * rate
            + 0.5 * Math.pow(a.number("dropout") - 0.3, 2)
            + 0.8 * Math.pow(a.number("momentum") - 0.8, 2)
            + 0.02 * Math.pow(Math.log10(a.number("decay")) + 4, 2);
    double share = (double) step / WHOLE;
    double slow = 0.15 + 0.1 * Math.max(0, 1 - rate);
    double late = 0.2 * Math.max(0, rate) * Math.max(0, share - 0.5);
    return end + slow * (Math.pow(share, -0.6) - 1) / 4 + late;
  }

  /** The least loss without noise among all points that were trained, after so many trainings. */
  private static double best(SchedulerSpec spec, int trainings, double noise, int seed) {
    Scheduler scheduler = spec.create(SPACE);
    Sampler sampler = new SamplerSpec.Bayes().create(SPACE, OptionalInt.empty());
    SplittableRandom random = new SplittableRandom(seed);
    Histories histories = Histories.minimizing();
    double best = Double.POSITIVE_INFINITY;
    for (int spent = 0; spent < trainings * WHOLE; ) {
      Move move = scheduler.next(histories.now());
      int trial =
          move instanceof Move.Resume resume
              ? histories.resume(resume.trial())
              : histories.start(sampler.suggest(histories.now(), random.split()).orElseThrow());
      Assignment assignment = histories.now().trial(trial).assignment();
      boolean goesOn = true;
      for (long at = histories.now().trial(trial).lastStep() + EVERY; goesOn; at += EVERY) {
        double loss = loss(assignment, (int) at);
        best = Math.min(best, loss);
        spent += EVERY;
        TrialEvent.Reported report =
            histories.report(trial, at, loss + noise * (random.nextDouble() - 0.5));
        goesOn = goesOn(scheduler, histories, report) && spent < trainings * WHOLE;
      }
    }
    return best;
  }

  private static boolean goesOn(
      Scheduler scheduler, Histories histories, TrialEvent.Reported report) {
    Verdict verdict = scheduler.judge(histories.now(), report);
    if (verdict instanceof Verdict.Pause) {
      histories.end(report.trial(), new TrialState.Paused(report.step()));
    } else if (verdict instanceof Verdict.Stop stop) {
      histories.end(report.trial(), new TrialState.Stopped(report.step(), stop.reason()));
    } else if (report.step() == WHOLE) {
      histories.end(report.trial(), new TrialState.Completed(0));
    } else {
      return true;
    }
    return false;
  }

  private static double median(SchedulerSpec spec, int trainings, double noise) {
    double[] bests =
        IntStream.range(0, SEEDS).mapToDouble(s -> best(spec, trainings, noise, s)).toArray();
    Arrays.sort(bests);
    return bests[SEEDS / 2];
  }

  private static void check(SchedulerSpec spec, double noise) {
    double thawed = median(spec, 8, noise);
    double full = median(new SchedulerSpec.None(), 8, noise);
    String found = "after 8 trainings, noise %s: %.3g, in full %.3g".formatted(noise, thawed, full);
    System.out.println(found);
    assertTrue(thawed < full / 2, found);
  }

  @Test
  void fewTrainingsLeadFartherThanInFull() {
    check(new SchedulerSpec.FreezeThaw(OptionalLong.empty(), OptionalLong.of(WHOLE)), 0);
  }

  @Test
  void noisyCurvesAreForecastAsWell() {
    check(new SchedulerSpec.FreezeThaw(OptionalLong.empty(), OptionalLong.of(WHOLE)), 0.02);
  }

  @Test
  void theLengthOfATrainingNeedNotBeKnown() {
    check(SchedulerSpec.FreezeThaw.standard(), 0);
  }
}
