package io.attune.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.analysis.Verdict;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Verdicts on real curves that no rule was made by. */
class VerdictsTest {
  private static final List<LabelledCurves> HELD_OUT =
      LabelledCurves.all().stream().filter(LabelledCurves::heldOut).toList();

  private static final EnumSet<Verdict> ON_LAYERS =
      EnumSet.of(
          Verdict.DEAD_LAYER,
          Verdict.SATURATED_LAYER,
          Verdict.GRADIENTS_VANISH,
          Verdict.GRADIENTS_EXPLODE,
          Verdict.UPDATES_TOO_LARGE,
          Verdict.UPDATES_TOO_SMALL);

  private static ConfusionMatrix matrix(Function<LabelledCurves, Optional<Verdict>> judge) {
    return ConfusionMatrix.of(HELD_OUT, judge);
  }

  @Test
  void halfOfMoreThanThreeHundredCurvesIsHeldOutAndEveryVerdictOnCurvesIsForced() {
    assertEquals(320, LabelledCurves.all().size());
    assertEquals(160, HELD_OUT.size());
    Set<Verdict> labels = HELD_OUT.stream().map(LabelledCurves::label).collect(Collectors.toSet());
    assertEquals(EnumSet.complementOf(ON_LAYERS), labels);
  }

  /** Measured: 0.813 and 0.763. */
  @Test
  void verdictsOnHeldOutCurvesAreMostlyWhatTheSettingsForce() {
    assertTrue(matrix(VerdictsCommand::withSettings).accuracy() > 0.78);
    assertTrue(matrix(VerdictsCommand::byCurves).accuracy() > 0.73);
  }

  @Test
  void adviceToLowerTheRateIsRightWhereverItWasForcedTooHigh() {
    Set<Verdict> high = EnumSet.of(Verdict.DIVERGED, Verdict.RATE_TOO_HIGH);
    List<LabelledCurves> forced =
        HELD_OUT.stream().filter(labelled -> high.contains(labelled.label())).toList();
    long told =
        forced.stream()
            .filter(labelled -> high.contains(VerdictsCommand.withSettings(labelled).orElseThrow()))
            .count();
    assertTrue(told >= 0.9 * forced.size(), told + " of " + forced.size());
  }

  @Test
  void curvesSurviveBeingWrittenAndRead() {
    for (LabelledCurves labelled : HELD_OUT) {
      assertEquals(labelled, LabelledCurves.parse(labelled.line()));
    }
  }

  @Test
  void commandPrintsTheMatrices() {
    Console console = Console.run(List.of("verdicts", "--split", "testing"));
    assertEquals(0, console.code(), console.err());
    List<String> lines = Arrays.asList(console.out().split("\\R"));
    assertTrue(lines.get(0).startsWith("testing, settings known: "), lines.get(0));
    assertTrue(lines.stream().anyMatch(line -> line.startsWith("| overfitting |")));
  }
}
