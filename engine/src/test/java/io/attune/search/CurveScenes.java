package io.attune.search;

import io.attune.space.Assignment;
import io.attune.space.FloatParameter;
import io.attune.space.SearchSpace;
import io.attune.trial.TrialState;
import java.util.Map;

/**
 * Trials that train for 640 steps, reporting every 10, on a space where what starts well ends
 * badly: with x near 0 the loss falls fast to 0.6, with x near 1 slowly to 0.1.
 */
final class CurveScenes {
  static final SearchSpace SPACE = SearchSpace.of(FloatParameter.uniform("x", 0, 1));
  static final long WHOLE = 640;

  private CurveScenes() {}

  static double loss(double x, long step) {
    double share = (double) step / WHOLE;
    double level = 0.6 - 0.5 * x;
    double gain = 0.04 + 1.6 * x;
    return level + gain * (Math.pow(share, -0.3) - 1) / (Math.pow(64, 0.3) - 1);
  }

  /** Trains a new trial up to a step and leaves it running. */
  static int train(Histories histories, double x, long until) {
    int trial = histories.start(new Assignment(Map.of("x", x)));
    for (long step = 10; step <= until; step += 10) {
      histories.report(trial, step, loss(x, step));
    }
    return trial;
  }

  static void completed(Histories histories, double x) {
    int trial = train(histories, x, WHOLE);
    histories.end(trial, new TrialState.Completed(loss(x, WHOLE)));
  }

  static void stopped(Histories histories, double x, long at) {
    histories.end(train(histories, x, at), new TrialState.Stopped(at, "worse than the others"));
  }

  static void paused(Histories histories, double x, long at) {
    histories.end(train(histories, x, at), new TrialState.Paused(at));
  }
}
