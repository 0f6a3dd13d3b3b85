package io.attune.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.space.FloatParameter;
import org.junit.jupiter.api.Test;

/** What a file wants to have done before its sweep starts. */
class GroundworkTest {
  @Test
  void checksAreMadeUnlessTheFileSaysNo() {
    assertTrue(read("{learning_rate: {value: 0.1}}", "").groundwork().preflight());
    assertFalse(
        read("{learning_rate: {value: 0.1}}", "preflight: false\n").groundwork().preflight());
  }

  @Test
  void measuredRangeTakesThePlaceOfAuto() {
    assertEquals(
        FloatParameter.logUniform("learning_rate", 0.002, 0.5), settled("min: auto, max: auto"));
    assertEquals(
        FloatParameter.logUniform("learning_rate", 0.01, 0.5), settled("min: 0.01, max: auto"));
    assertEquals(
        FloatParameter.logUniform("learning_rate", 0.002, 0.3),
        settled("distribution: log_uniform_values, min: auto, max: 0.3"));
  }

  @Test
  void settledSweepIsWrittenWithNumbers() {
    SweepDocument document = read("{learning_rate: {min: auto, max: auto}}", "");
    Sweep settled = document.groundwork().settle(document.sweep(), 0.002, 0.5);

    assertEquals(settled, SweepFile.parse(SweepFile.write(settled), "again").sweep());
    assertFalse(SweepFile.write(settled).contains("auto"));
  }

  @Test
  void measuredRangeThatEndsBeforeItBeginsIsRefused() {
    SweepDocument document = read("{learning_rate: {min: 0.9, max: auto}}", "");

    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> document.groundwork().settle(document.sweep(), 0.002, 0.5));
    assertEquals(
        "learning_rate: auto is from 0.9 to 0.5 here, which is no range. Give both as numbers.",
        refusal.getMessage());
  }

  @Test
  void onlyLearningRatesAreMeasuredAndOnlyOnALogarithmicScale() {
    assertEquals(
        "s.yaml:3: parameters.momentum.min: only the range of learning_rate can be auto. Give a"
            + " number.",
        refusal("{momentum: {min: auto, max: 0.9}}"));
    assertEquals(
        "s.yaml:3: parameters.learning_rate.distribution: a range that is auto has distribution"
            + " log_uniform_values. Remove this or give numbers.",
        refusal("{learning_rate: {distribution: uniform, min: auto, max: 0.9}}"));
  }

  private static Object settled(String range) {
    SweepDocument document = read("{learning_rate: {" + range + "}}", "");
    return document
        .groundwork()
        .settle(document.sweep(), 0.002, 0.5)
        .space()
        .parameter("learning_rate")
        .orElseThrow();
  }

  private static String refusal(String parameters) {
    return String.valueOf(
        assertThrows(SweepFileException.class, () -> read(parameters, "")).getMessage());
  }

  private static SweepDocument read(String parameters, String more) {
    String text = "trainer: t\nmetric: {name: m}\nparameters: " + parameters + "\n" + more;
    return SweepFile.parse(text, "s.yaml");
  }
}
