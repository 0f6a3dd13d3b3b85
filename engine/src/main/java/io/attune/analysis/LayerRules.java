package io.attune.analysis;

import io.attune.space.Assignment;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * The rules for layers, one a verdict. Each limit lies between the healthy runs and the forced ones
 * of one half of the labelled networks; docs/diagnosis.md says what each measures, and how the
 * other half came out. The CS231n notes (Neural Networks 3, "Babysitting the learning process")
 * have the ratio of updates and the distributions per layer.
 */
final class LayerRules {
  /** What the length of an update should be beside that of the weights, by the notes. */
  private static final double GOOD_RATIO = 1e-3;

  private static final int DEEP = 3;

  private final LayerCurves layers;
  private final LayerRemedies remedies;

  LayerRules(LayerCurves layers, Assignment settings) {
    this.layers = layers;
    this.remedies = new LayerRemedies(settings);
  }

  /** What holds, in the order of {@link Verdict}. */
  List<Finding> findings() {
    return Stream.of(dead(), saturated(), vanishing(), exploding(), large(), small())
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<Finding> dead() {
    return worst("dead")
        .flatMap(
            layer ->
                new Case(Verdict.DEAD_LAYER)
                    .above(
                        "dead units of layer " + layer.getKey() + ", share",
                        layer.getValue(),
                        0.75,
                        0.05)
                    .finding())
        .map(finding -> finding.next(remedies.dead()));
  }

  private Optional<Finding> saturated() {
    return worst("saturated")
        .flatMap(
            layer ->
                new Case(Verdict.SATURATED_LAYER)
                    .above(
                        "saturated answers of layer " + layer.getKey() + ", share",
                        layer.getValue(),
                        0.35,
                        0.1)
                    .finding())
        .map(finding -> finding.next(remedies.saturated()));
  }

  private Optional<Finding> vanishing() {
    return gradientsAcrossDepth()
        .flatMap(
            share ->
                new Case(Verdict.GRADIENTS_VANISH)
                    .belowByFactor(
                        "gradient of the first layer beside that of the last", share, 0.03, 0.5)
                    .finding())
        .map(finding -> finding.next(remedies.vanishing()));
  }

  /**
   * Weights that stretch what passes through them do so both ways. Between layers without an upper
   * flat end the gradients of all matrices grow alike, so it is answers that tell, not a slope of
   * gradients over depth.
   */
  private Optional<Finding> exploding() {
    OptionalDouble growth = layers.growth("activation_std");
    OptionalDouble least = layers.least("gradient_norm");
    return new Case(Verdict.GRADIENTS_EXPLODE)
        .aboveByFactor("widest answers beside those of the first layer", growth, 5.75, 0.1)
        .aboveByFactor("gradient of every layer", least, 7, 0.15)
        .finding()
        .map(finding -> finding.next(remedies.exploding()));
  }

  /** By the first report: what such updates leave behind has large weights, or no gradient. */
  private Optional<Finding> large() {
    OptionalDouble ratio = layers.first("update_ratio").values().stream().mapToDouble(r -> r).max();
    return ratio.isEmpty()
        ? Optional.empty()
        : new Case(Verdict.UPDATES_TOO_LARGE)
            .aboveByFactor("first update beside its weights", ratio.getAsDouble(), 0.025, 0.25)
            .finding()
            .map(f -> f.next(remedies.rate(GOOD_RATIO / ratio.getAsDouble())));
  }

  private Optional<Finding> small() {
    OptionalDouble ratio = layers.typicalOfAll("update_ratio");
    return ratio.isEmpty()
        ? Optional.empty()
        : new Case(Verdict.UPDATES_TOO_SMALL)
            .belowByFactor("update beside its weights", ratio.getAsDouble(), 2e-4, 0.25)
            .finding()
            .map(f -> f.next(remedies.rate(GOOD_RATIO / ratio.getAsDouble())));
  }

  private Optional<Map.Entry<Integer, Double>> worst(String measure) {
    return layers.last(measure).entrySet().stream()
        .max(Comparator.comparingDouble(Map.Entry::getValue));
  }

  /**
   * Of networks with some depth; short ones have no room for gradients to fade in. Gradients that
   * are all too small for a number have faded.
   */
  private Optional<Double> gradientsAcrossDepth() {
    List<Double> norms = List.copyOf(layers.typical("gradient_norm").values());
    if (norms.size() < DEEP) {
      return Optional.empty();
    }
    double first = norms.get(0);
    double last = norms.get(norms.size() - 1);
    if (first == 0 && last == 0) {
      return Optional.of(0.0);
    }
    return Double.isFinite(first) && last > 0 ? Optional.of(first / last) : Optional.empty();
  }
}
