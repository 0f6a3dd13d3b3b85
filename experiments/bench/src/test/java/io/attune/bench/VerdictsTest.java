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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Verdicts on real curves that no rule was made by. */
class VerdictsTest {
  private static final List<LabelledCurves> HELD_OUT = LabelledSet.CURVES.heldOut();

  private static final EnumSet<Verdict> ON_LAYERS =
      EnumSet.of(
          Verdict.DEAD_LAYER,
          Verdict.SATURATED_LAYER,
          Verdict.GRADIENTS_VANISH,
          Verdict.GRADIENTS_EXPLODE,
          Verdict.UPDATES_TOO_LARGE,
          Verdict.UPDATES_TOO_SMALL);

  private static final List<LabelledCurves> HELD_OUT_LAYERS = LabelledSet.LAYERS.heldOut();

  private static ConfusionMatrix matrix(Function<LabelledCurves, Optional<Verdict>> judge) {
    return ConfusionMatrix.of(HELD_OUT, judge);
  }

  @Test
  void halfOfMoreThanThreeHundredCurvesIsHeldOutAndEveryVerdictOnCurvesIsForced() {
    assertEquals(320, LabelledSet.CURVES.all().size());
    assertEquals(160, HELD_OUT.size());
    Set<Verdict> labels = HELD_OUT.stream().map(LabelledCurves::label).collect(Collectors.toSet());
    assertEquals(EnumSet.complementOf(ON_LAYERS), labels);
  }

  /** Measured: 0.813 and 0.763. */
  @Test
  void verdictsOnHeldOutCurvesAreMostlyWhatTheSettingsForce() {
    assertTrue(matrix(Judge.WITH_SETTINGS).accuracy() > 0.78);
    assertTrue(matrix(Judge.BY_CURVES).accuracy() > 0.73);
  }

  @Test
  void adviceToLowerTheRateIsRightWhereverItWasForcedTooHigh() {
    Set<Verdict> high = EnumSet.of(Verdict.DIVERGED, Verdict.RATE_TOO_HIGH);
    List<LabelledCurves> forced =
        Stream.concat(HELD_OUT.stream(), LabelledSet.KINDS.heldOut().stream())
            .filter(labelled -> high.contains(labelled.label()))
            .toList();
    long told =
        forced.stream()
            .filter(labelled -> high.contains(Judge.WITH_SETTINGS.apply(labelled).orElseThrow()))
            .count();
    assertTrue(told >= 0.9 * forced.size(), told + " of " + forced.size());
  }

  /** Measured: 0.584. */
  @Test
  void verdictsOnOtherNetworksAndTasksAreAsGoodAsTheDocumentationSays() {
    List<LabelledCurves> others = LabelledSet.KINDS.heldOut();
    assertEquals(113, others.size());
    assertTrue(ConfusionMatrix.of(others, Judge.WITH_SETTINGS).accuracy() > 0.55);
  }

  @Test
  void halfOfThreeHundredWatchedNetworksIsHeldOutAndEveryVerdictOnLayersIsForced() {
    assertEquals(316, LabelledSet.LAYERS.all().size());
    assertEquals(158, HELD_OUT_LAYERS.size());
    EnumSet<Verdict> forced = EnumSet.of(Verdict.GOOD);
    forced.addAll(ON_LAYERS);
    assertEquals(
        forced, HELD_OUT_LAYERS.stream().map(LabelledCurves::label).collect(Collectors.toSet()));
  }

  /** Measured: 0.854. */
  @Test
  void verdictsOnHeldOutLayersAreMostlyWhatTheSettingsForce() {
    assertTrue(ConfusionMatrix.of(HELD_OUT_LAYERS, Judge.BY_LAYERS).accuracy() > 0.83);
  }

  /** Measured: 25 of 31. */
  @Test
  void healthyLayersMostlyGetNoVerdict() {
    List<LabelledCurves> healthy =
        HELD_OUT_LAYERS.stream().filter(labelled -> labelled.label() == Verdict.GOOD).toList();
    assertTrue(ConfusionMatrix.of(healthy, Judge.BY_LAYERS).accuracy() > 0.75);
  }

  @Test
  void keptRunsDidWhatTheirLabelSays() {
    for (LabelledCurves labelled : LabelledSet.LAYERS.all()) {
      assertTrue(LabelledSet.LAYERS.keeps(labelled), labelled::line);
    }
  }

  @Test
  void curvesSurviveBeingWrittenAndRead() {
    for (LabelledSet set : LabelledSet.values()) {
      for (LabelledCurves labelled : set.heldOut()) {
        assertEquals(labelled, LabelledCurves.parse(labelled.line()));
      }
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

  @Test
  void commandPrintsAMatrixForEachKindOfNetwork() {
    Console console = Console.run(List.of("verdicts", "--set", "kinds", "--split", "testing"));
    assertEquals(0, console.code(), console.err());
    assertTrue(console.out().contains("testing, cnn-clothes: "), console.out());
    assertTrue(console.out().contains("testing, numbers: "), console.out());
  }

  @Test
  void commandJudgesLayers() {
    Console console = Console.run(List.of("verdicts", "--set", "layers", "--split", "testing"));
    assertEquals(0, console.code(), console.err());
    assertTrue(console.out().startsWith("testing, layers: "), console.out());
    assertTrue(console.out().contains("| dead layer |"), console.out());
  }
}
