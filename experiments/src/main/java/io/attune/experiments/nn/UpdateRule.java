package io.attune.experiments.nn;

import io.attune.experiments.tensor.Tensor;
import java.util.List;

/**
 * How a gradient changes a variable. A value; what a rule remembers between updates lies in tensors
 * of the variable's shape, which start at 0 and are handed in. Rules may overwrite the gradient.
 */
public sealed interface UpdateRule {
  /** Tensors it remembers per variable. */
  int memorySize();

  /**
   * Changes a variable, inside a scope and not while recording.
   *
   * @param rate learning rate
   * @param update counts updates, from 1
   */
  void apply(Tensor variable, Tensor gradient, List<Tensor> memory, double rate, long update);

  /** Straight down the gradient. */
  record Sgd() implements UpdateRule {
    @Override
    public int memorySize() {
      return 0;
    }

    @Override
    public void apply(
        Tensor variable, Tensor gradient, List<Tensor> memory, double rate, long update) {
      variable.add(gradient, -rate);
    }
  }

  /**
   * Down a running sum of gradients that fades (Polyak 1964): {@code v = momentum · v + g}, then
   * {@code w = w - rate · v}.
   *
   * @param momentum share of the sum that stays, at least 0 and below 1
   */
  record Momentum(double momentum) implements UpdateRule {
    @Override
    public int memorySize() {
      return 1;
    }

    @Override
    public void apply(
        Tensor variable, Tensor gradient, List<Tensor> memory, double rate, long update) {
      variable.add(memory.get(0).scale(momentum).add(gradient, 1), -rate);
    }
  }

  /**
   * Momentum that looks one step ahead (Sutskever et al. 2013, section 2, with the change of
   * variables that evaluates the gradient at the current weights): {@code v = momentum · v + g},
   * then {@code w = w - rate · (g + momentum · v)}.
   *
   * @param momentum share of the sum that stays, at least 0 and below 1
   */
  record Nesterov(double momentum) implements UpdateRule {
    @Override
    public int memorySize() {
      return 1;
    }

    @Override
    public void apply(
        Tensor variable, Tensor gradient, List<Tensor> memory, double rate, long update) {
      Tensor velocity = memory.get(0).scale(momentum).add(gradient, 1);
      variable.add(gradient.add(velocity, momentum), -rate);
    }
  }

  /**
   * Each number with a rate of its own, from running means of the gradient and of its square
   * (Kingma and Ba 2015, algorithm 1).
   *
   * @param beta1 share of the mean that stays, at least 0 and below 1
   * @param beta2 share of the mean square that stays, at least 0 and below 1
   * @param epsilon added to the root, above 0
   */
  record Adam(double beta1, double beta2, double epsilon) implements UpdateRule {
    @Override
    public int memorySize() {
      return 2;
    }

    @Override
    public void apply(
        Tensor variable, Tensor gradient, List<Tensor> memory, double rate, long update) {
      Tensor mean = memory.get(0).scale(beta1).add(gradient, 1 - beta1);
      Tensor square = memory.get(1).scale(beta2).add(gradient.times(gradient), 1 - beta2);
      double rootCorrection = 1 / Math.sqrt(1 - Math.pow(beta2, update));
      Tensor root = square.squareRoot().scale(rootCorrection).shift(epsilon);
      variable.add(mean.dividedBy(root), -rate / (1 - Math.pow(beta1, update)));
    }
  }
}
