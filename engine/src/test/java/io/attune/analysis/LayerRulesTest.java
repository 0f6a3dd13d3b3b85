package io.attune.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.space.Assignment;
import io.attune.trial.Curve;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LayerRulesTest {
  private final Map<String, Curve> metrics = new HashMap<>();

  @Test
  void healthyLayersSayNothing() {
    report("layer/1/update_ratio", 2e-3, 1e-3);
    report("layer/2/update_ratio", 1e-3, 5e-4);
    report("layer/1/dead", 0.1, 0.2);
    report("layer/1/gradient_norm", 0.1, 0.2);

    assertEquals(List.of(), findings(Map.of()));
  }

  @Test
  void deadLayerIsNamedWithItsShareAndARemedy() {
    report("layer/1/dead", 0, 0.1);
    report("layer/2/dead", 0, 0.9);

    Finding found = only(Map.of("learning_rate", 1.0, "activation", "relu"));

    assertEquals(Verdict.DEAD_LAYER, found.verdict());
    assertEquals(
        List.of(new Evidence("dead units of layer 2, share", 0.9, "above 0.75")), found.evidence());
    assertEquals(1 / (1 + Math.exp(-3)), found.confidence(), 1e-9);
    assertEquals(
        List.of(
            "try learning_rate between 0.1 and 0.3: large updates kill units for good",
            "try activation leaky_relu: its units cannot die"),
        texts(found));
  }

  @Test
  void twoThirdsOfDeadUnitsAreWhatHealthyNetworksHaveBehindConvolutions() {
    report("layer/1/dead", 0.1);
    report("layer/2/dead", 0.66);

    assertEquals(List.of(), findings(Map.of()));
  }

  @Test
  void layerThatRecoveredIsNotDead() {
    report("layer/1/dead", 0.9, 0.1);

    assertEquals(List.of(), findings(Map.of()));
  }

  @Test
  void saturatedLayerAsksForSmallerWeights() {
    report("layer/1/saturated", 0.8);

    Finding found = only(Map.of("initialization", "gaussian", "activation", "tanh"));

    assertEquals(Verdict.SATURATED_LAYER, found.verdict());
    assertEquals(
        List.of(
            "try initialization xavier_normal: smaller first weights keep answers in the bend",
            "try activation relu: it has one flat end only"),
        texts(found));
  }

  @Test
  void updatesFarAboveAThousandthNameTheFactor() {
    report("layer/1/update_ratio", 0.1, 1e-5, 1e-6);
    report("layer/2/update_ratio", 0.01, 1e-2, 1e-2);

    Finding found = only(Map.of("lr", 0.5));

    assertEquals(Verdict.UPDATES_TOO_LARGE, found.verdict());
    assertEquals(
        List.of(new Evidence("first update beside its weights", 0.1, "above 0.025")),
        found.evidence());
    Suggestion.Range range = (Suggestion.Range) found.next().get(0);
    assertEquals("lr", range.parameter());
    assertEquals(0.5 * 0.01 / 3, range.low(), 1e-12);
    assertEquals(0.5 * 0.01 * 3, range.high(), 1e-12);
  }

  @Test
  void updatesFarBelowAThousandthAreTooSmall() {
    report("layer/1/update_ratio", 1e-6);

    Finding found = only(Map.of());

    assertEquals(Verdict.UPDATES_TOO_SMALL, found.verdict());
    assertEquals(
        List.of(
            "multiply the learning rate by 1000: an update of a thousandth of the weights is usual"),
        texts(found));
  }

  @Test
  void gradientsThatFadeTowardsTheInputVanish() {
    gradients(1e-5, 1e-3, 0.1);

    assertEquals(Verdict.GRADIENTS_VANISH, only(Map.of("batch_norm", false)).verdict());
    assertEquals(
        "try batch_norm true: it brings each layer's answers back to one width",
        texts(only(Map.of("batch_norm", false))).get(0));
  }

  @Test
  void gradientsThatAreAllTooSmallForANumberVanish() {
    gradients(0, 0, 0);

    assertEquals(Verdict.GRADIENTS_VANISH, only(Map.of()).verdict());
  }

  @Test
  void answersThatGrowFromLayerToLayerWithGreatGradientsExplode() {
    answers(3, 30, 300, 3000);
    gradients(90, 80, 85, 95);

    Finding found = only(Map.of());

    assertEquals(Verdict.GRADIENTS_EXPLODE, found.verdict());
    assertEquals(
        List.of(
            new Evidence("widest answers beside those of the first layer", 100, "above 5.75"),
            new Evidence("gradient of every layer", 80, "above 7")),
        found.evidence());
  }

  @Test
  void wideScoresAloneAreNoExplosion() {
    answers(1, 1.2, 30);
    gradients(90, 80, 85);

    assertEquals(List.of(), findings(Map.of()));
  }

  @Test
  void answersThatGrowWithUsualGradientsAreNoExplosion() {
    answers(1, 30, 30);
    gradients(1, 1, 1);

    assertEquals(List.of(), findings(Map.of()));
  }

  @Test
  void twoLayersAreTooFewForGradientsToFadeIn() {
    gradients(1e-5, 0.1);

    assertEquals(List.of(), findings(Map.of()));
  }

  @Test
  void numbersThatAreNotFiniteSayNothing() {
    gradients(Double.NaN, 1, 1);
    report("layer/1/update_ratio", Double.NaN);
    report("layer/1/dead", Double.NaN);

    assertEquals(List.of(), findings(Map.of()));
  }

  @Test
  void otherMetricsAreNoLayers() {
    report("layer/x/dead", 1);
    report("my/layer/1/dead", 1);
    report("layer/0/dead", 1);

    assertTrue(LayerCurves.of(metrics).byMeasure().isEmpty());
  }

  private void answers(double... deviations) {
    for (int i = 0; i < deviations.length; i++) {
      report("layer/" + (i + 1) + "/activation_std", deviations[i]);
    }
  }

  private void gradients(double... norms) {
    for (int i = 0; i < norms.length; i++) {
      report("layer/" + (i + 1) + "/gradient_norm", norms[i]);
    }
  }

  private void report(String metric, double... values) {
    Curve curve = Curve.EMPTY;
    for (int i = 0; i < values.length; i++) {
      curve = curve.plus(i + 1L, values[i]);
    }
    metrics.put(metric, curve);
  }

  private List<Finding> findings(Map<String, Object> settings) {
    return new LayerRules(LayerCurves.of(metrics), new Assignment(settings)).findings();
  }

  private Finding only(Map<String, Object> settings) {
    List<Finding> found = findings(settings);
    assertEquals(1, found.size(), found::toString);
    return found.get(0);
  }

  private static List<String> texts(Finding finding) {
    return finding.next().stream().map(Suggestion::text).toList();
  }
}
