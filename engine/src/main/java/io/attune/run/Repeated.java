package io.attune.run;

import io.attune.trial.Curve;
import io.attune.trial.Trial;
import java.util.Map;

/** Tells whether a report was made before: whoever got no answer sends it again. */
final class Repeated {
  private Repeated() {}

  static boolean is(Trial trial, long step, Map<String, Double> metrics) {
    return metrics.entrySet().stream()
        .allMatch(metric -> has(trial.curve(metric.getKey()), step, metric.getValue()));
  }

  private static boolean has(Curve curve, long step, double value) {
    int low = 0;
    int high = curve.size() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (curve.step(middle) < step) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return !curve.isEmpty()
        && curve.step(low) == step
        && Double.compare(curve.value(low), value + 0.0) == 0;
  }
}
