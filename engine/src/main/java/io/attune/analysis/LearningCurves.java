package io.attune.analysis;

import io.attune.trial.Curve;
import io.attune.trial.Objective;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The curves of one trial that tell how it learned, by their {@link Role}. Immutable.
 *
 * @param byRole what was found; may be empty
 */
public record LearningCurves(Map<Role, Curve> byRole) {
  /** Copies the map. */
  public LearningCurves {
    byRole = Map.copyOf(byRole);
  }

  /** Those of some metrics; of two with one role, the first. */
  public static LearningCurves of(Map<String, Curve> metrics) {
    Map<Role, Curve> found = new EnumMap<>(Role.class);
    metrics.forEach(
        (name, curve) ->
            Role.of(name)
                .filter(role -> !curve.isEmpty())
                .ifPresent(role -> found.putIfAbsent(role, curve)));
    return new LearningCurves(found);
  }

  /**
   * Those of some metrics. Where no name says anything, the objective is taken for a loss or an
   * accuracy of held-out examples, by its goal.
   */
  public static LearningCurves of(Map<String, Curve> metrics, Objective objective) {
    LearningCurves named = of(metrics);
    Curve objectives = metrics.getOrDefault(objective.metric(), Curve.EMPTY);
    if (!named.byRole.isEmpty() || objectives.isEmpty()) {
      return named;
    }
    boolean falls = objective.goal() == Objective.Goal.MINIMIZE;
    Role role = falls ? Role.VALIDATION_LOSS : Role.VALIDATION_ACCURACY;
    return new LearningCurves(Map.of(role, objectives));
  }

  /** Values of a role's curve; empty if there is none. Accuracies in percent become shares. */
  Optional<double[]> values(Role role) {
    return Optional.ofNullable(byRole.get(role))
        .map(LearningCurves::values)
        .map(v -> share(role, v));
  }

  private static double[] values(Curve curve) {
    double[] values = new double[curve.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = curve.value(i);
    }
    return values;
  }

  private static double[] share(Role role, double[] values) {
    boolean accuracy = role == Role.TRAIN_ACCURACY || role == Role.VALIDATION_ACCURACY;
    double max = Numbers.max(values);
    if (accuracy && max > 1.5 && max <= 100) {
      for (int i = 0; i < values.length; i++) {
        values[i] /= 100;
      }
    }
    return values;
  }
}
