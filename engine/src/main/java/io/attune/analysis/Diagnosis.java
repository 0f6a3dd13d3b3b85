package io.attune.analysis;

import io.attune.space.Assignment;
import io.attune.trial.Curve;
import io.attune.trial.Objective;
import io.attune.trial.Trial;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a trial's learning curves say. A value.
 *
 * @param findings the most pressing first, in the order of {@link Verdict}; empty where the curves
 *     say nothing, as with fewer than three points
 */
public record Diagnosis(List<Finding> findings) {
  /** Copies the list. */
  public Diagnosis {
    findings = List.copyOf(findings);
  }

  /** Of a trial by its curves and its settings, whether it has ended or still trains. */
  public static Diagnosis of(Trial trial, Objective objective) {
    Diagnosis curves = of(LearningCurves.of(trial.curves(), objective), trial.assignment());
    return curves.and(ofLayers(trial.curves(), trial.assignment()).findings());
  }

  /**
   * Of what the layers of a network reported, by names such as {@code layer/2/update_ratio}; empty
   * where nothing is wrong with them.
   *
   * @param settings may be empty
   */
  public static Diagnosis ofLayers(Map<String, Curve> metrics, Assignment settings) {
    return new Diagnosis(new LayerRules(LayerCurves.of(metrics), settings).findings());
  }

  /** With findings on layers; where there are such, nothing is good as it is. */
  private Diagnosis and(List<Finding> layers) {
    return layers.isEmpty()
        ? this
        : new Diagnosis(
            Stream.concat(findings.stream(), layers.stream())
                .filter(finding -> finding.verdict() != Verdict.GOOD)
                .sorted(Comparator.comparing(Finding::verdict))
                .toList());
  }

  /**
   * Of curves with the settings they were made with. The settings name what to change, and tell a
   * small batch from a large learning rate, which look alike.
   *
   * @param settings may be empty
   */
  public static Diagnosis of(LearningCurves curves, Assignment settings) {
    Optional<Signals> signals = Signals.of(curves);
    if (signals.isEmpty()) {
      return new Diagnosis(List.of());
    }
    List<Finding> findings = new Rules(signals.get(), settings).findings();
    return new Diagnosis(
        findings.stream()
            .map(f -> f.next(Remedies.of(f.verdict(), settings, signals.get())))
            .toList());
  }

  /** Of curves alone. */
  public static Diagnosis of(LearningCurves curves) {
    return of(curves, new Assignment(Map.of()));
  }

  /** The most pressing finding; empty if there is none. */
  public Optional<Finding> main() {
    return findings.stream().findFirst();
  }
}
