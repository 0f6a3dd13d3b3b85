package io.attune.experiments.health;

import io.attune.experiments.nn.Variable;
import io.attune.experiments.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Compares the weights of each layer before and after one update. */
final class UpdateProbe {
  private final List<Tensor> weights;
  private final Detail detail;
  private List<Tensor> copies = List.of();
  private List<Before> befores = List.of();
  private List<Update> updates = List.of();

  UpdateProbe(List<Variable> variables, Detail detail) {
    this.weights = variables.stream().filter(Variable::isWeight).map(Variable::value).toList();
    this.detail = detail;
  }

  /** Takes weights and gradients; in the scope of the update, after the backward pass. */
  void before() {
    copies = weights.stream().map(weight -> weight.plus(0)).toList();
    befores = weights.stream().map(this::measure).toList();
  }

  /** Takes what the update changed; in the same scope. */
  void after() {
    List<Update> made = new ArrayList<>();
    for (int i = 0; i < weights.size(); i++) {
      double change = length(copies.get(i).add(weights.get(i), -1));
      made.add(befores.get(i).changedBy(change));
    }
    copies = List.of();
    updates = made;
  }

  /** Of the last update that was looked at, a layer each. */
  List<Update> updates() {
    return updates;
  }

  /** How the weights of each layer are distributed now. */
  List<Histogram> weights() {
    return weights.stream().map(weight -> Histogram.of(weight.toArray())).toList();
  }

  private Before measure(Tensor weight) {
    Tensor gradient = weight.gradient();
    Histogram histogram =
        detail == Detail.FULL ? Histogram.of(gradient.toArray()) : Histogram.NOTHING;
    return new Before(length(weight), length(gradient), histogram);
  }

  private static double length(Tensor tensor) {
    return Math.sqrt(tensor.sumOfSquares());
  }

  private record Before(double weights, double gradient, Histogram gradients) {
    Update changedBy(double change) {
      return new Update(change / weights, gradient, gradients);
    }
  }

  /**
   * What an update did to a layer's weights.
   *
   * @param ratio length of the change by that of the weights; infinite or NaN where those were 0
   * @param gradient length of the loss's gradient, before it is clipped and penalties are added
   */
  record Update(double ratio, double gradient, Histogram gradients) {}
}
