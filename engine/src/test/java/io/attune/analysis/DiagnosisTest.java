package io.attune.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.space.Assignment;
import io.attune.trial.Curve;
import io.attune.trial.Objective;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Curves drawn as the pictures of the course notes show them. */
class DiagnosisTest {
  private static Curve curve(int points, IntToDoubleFunction value) {
    Curve curve = Curve.EMPTY;
    for (int i = 0; i < points; i++) {
      curve = curve.plus(i + 1L, value.applyAsDouble(i));
    }
    return curve;
  }

  private static Optional<Verdict> verdict(Map<String, Curve> metrics) {
    return Diagnosis.of(LearningCurves.of(metrics)).main().map(Finding::verdict);
  }

  @Test
  void lossThatBecomesNoNumberHasDiverged() {
    Curve loss = Curve.EMPTY.plus(1, 3).plus(2, Double.NaN);
    Finding finding =
        Diagnosis.of(LearningCurves.of(Map.of("loss", loss)), new Assignment(Map.of("lr", 0.5)))
            .main()
            .orElseThrow();
    assertEquals(Verdict.DIVERGED, finding.verdict());
    assertEquals(1, finding.confidence());
    assertEquals(
        List.of("try lr between 0.0005 and 0.05: updates are far too large"), texts(finding));
  }

  @Test
  void lossThatEndsAboveItsStartHasDiverged() {
    assertEquals(
        Optional.of(Verdict.DIVERGED),
        verdict(Map.of("loss", curve(20, i -> 2.3 * Math.exp(0.2 * i)))));
  }

  @Test
  void straightSlowFallMeansThatTheRateIsTooLow() {
    assertEquals(
        Optional.of(Verdict.RATE_TOO_LOW), verdict(Map.of("loss", curve(20, i -> 2.3 - 0.02 * i))));
  }

  @Test
  void gapThatOpensIsOverfitting() {
    Map<String, Curve> metrics =
        Map.of(
            "train_loss", curve(40, i -> 2.3 * Math.exp(-0.3 * i)),
            "val_loss", curve(40, i -> 1 + Math.exp(-0.5 * i) + 0.02 * i),
            "train_accuracy", curve(40, i -> 1 - Math.exp(-0.3 * i)),
            "val_accuracy", curve(40, i -> 0.7 * (1 - Math.exp(-0.4 * i))));
    assertEquals(Optional.of(Verdict.OVERFITTING), verdict(metrics));
  }

  @Test
  void accuraciesInPercentAreSharesToo() {
    Map<String, Curve> metrics =
        Map.of(
            "train_loss", curve(40, i -> 2.3 * Math.exp(-0.3 * i)),
            "train_acc", curve(40, i -> 100 * (1 - Math.exp(-0.3 * i))),
            "val_acc", curve(40, i -> 70 * (1 - Math.exp(-0.4 * i))));
    assertEquals(Optional.of(Verdict.OVERFITTING), verdict(metrics));
  }

  @Test
  void objectiveWithoutAKnownNameIsJudgedByItsGoal() {
    Map<String, Curve> metrics = Map.of("quality", curve(20, i -> 0.1 + 0.004 * i));
    LearningCurves curves = LearningCurves.of(metrics, Objective.maximize("quality"));
    assertEquals(List.of(Role.VALIDATION_ACCURACY), List.copyOf(curves.byRole().keySet()));
  }

  @Test
  void twoPointsSayNothing() {
    assertEquals(Optional.empty(), verdict(Map.of("loss", curve(2, i -> 2.0 - i))));
    assertEquals(Optional.empty(), verdict(Map.of("samples_per_second", curve(9, i -> 2.0))));
  }

  @Test
  void withoutAParameterForItTheAdviceIsGeneral() {
    Finding finding =
        Diagnosis.of(LearningCurves.of(Map.of("loss", curve(20, i -> 2.3 - 0.02 * i))))
            .main()
            .orElseThrow();
    assertEquals(List.of("raise the learning rate by a factor of 3 to 100"), texts(finding));
    assertTrue(finding.confidence() >= 0.5 && finding.confidence() <= 1);
  }

  @Test
  void confidenceIsAShare() {
    assertThrows(
        IllegalArgumentException.class, () -> new Finding(Verdict.GOOD, 1.1, List.of(), List.of()));
  }

  private static List<String> texts(Finding finding) {
    return finding.next().stream().map(Suggestion::text).collect(Collectors.toList());
  }
}
