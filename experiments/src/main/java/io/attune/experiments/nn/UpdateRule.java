package io.attune.experiments.nn;

import io.attune.experiments.tensor.Tensor;
import java.util.List;

/**
 * How a gradient changes a variable. A value; what a rule remembers between updates lies in tensors
 * of the variable's shape, which start at 0 and are handed in. Rules may overwrite the gradient.
 */
public sealed interface UpdateRule
    permits UpdateRule.Sgd, UpdateRule.Momentum, UpdateRule.Nesterov, AdaptiveRule {
  /** Tensors it remembers per variable. */
  int memorySize();

  /** Changes a variable, inside a scope and not while recording. */
  void apply(Tensor variable, Tensor gradient, List<Tensor> memory, Step step);

  /** Straight down the gradient. */
  record Sgd() implements UpdateRule {
    @Override
    public int memorySize() {
      return 0;
    }

    @Override
    public void apply(Tensor variable, Tensor gradient, List<Tensor> memory, Step step) {
      variable.add(gradient, -step.rate());
    }
  }

  /**
   * Down a running sum of gradients that fades (Polyak 1964): {@code v = momentum · v + g}, then
   * {@code w = w - rate · v}.
   */
  record Momentum(Fading momentum) implements UpdateRule {
    @Override
    public int memorySize() {
      return 1;
    }

    @Override
    public void apply(Tensor variable, Tensor gradient, List<Tensor> memory, Step step) {
      Tensor velocity = memory.get(0).scale(momentum.at(step)).add(gradient, 1);
      variable.add(velocity, -step.rate());
    }
  }

  /**
   * Momentum that looks one step ahead (Sutskever et al. 2013, section 2, with the change of
   * variables that evaluates the gradient at the current weights): {@code v = momentum · v + g},
   * then {@code w = w - rate · (g + momentum · v)}.
   */
  record Nesterov(Fading momentum) implements UpdateRule {
    @Override
    public int memorySize() {
      return 1;
    }

    @Override
    public void apply(Tensor variable, Tensor gradient, List<Tensor> memory, Step step) {
      Tensor velocity = memory.get(0).scale(momentum.at(step)).add(gradient, 1);
      variable.add(gradient.add(velocity, momentum.at(step)), -step.rate());
    }
  }

  /**
   * Share of a running sum that stays, moving evenly from the first update of a run to the last.
   *
   * @param first at least 0 and below 1
   * @param last at least 0 and below 1
   */
  record Fading(double first, double last) {
    /** The same all the time. */
    public static Fading constant(double share) {
      return new Fading(share, share);
    }

    double at(Step step) {
      return first + (last - first) * step.progress();
    }
  }
}
