package io.attune.experiments.nn;

import io.attune.experiments.tensor.Tensor;
import java.util.List;

/** Rules that give each number a rate of its own, from the squares of its gradients. */
public sealed interface AdaptiveRule extends UpdateRule {
  /**
   * Over the root of the sum of squares (Duchi et al. 2011, section 1.1): {@code s = s + g²}, then
   * {@code w = w - rate · g / (√s + epsilon)}.
   *
   * @param epsilon above 0
   */
  record Adagrad(double epsilon) implements AdaptiveRule {
    @Override
    public int memorySize() {
      return 1;
    }

    @Override
    public void apply(Tensor variable, Tensor gradient, List<Tensor> memory, Step step) {
      Tensor sum = memory.get(0).add(gradient.times(gradient), 1);
      Tensor root = sum.squareRoot().shift(epsilon);
      variable.add(gradient.dividedBy(root), -step.rate());
    }
  }

  /**
   * Over the root of a running mean of squares (Tieleman and Hinton 2012, lecture 6.5): {@code s =
   * rho · s + (1 - rho) · g²}, then {@code w = w - rate · g / (√s + epsilon)}.
   *
   * @param rho share of the mean that stays, at least 0 and below 1
   * @param epsilon above 0
   */
  record RmsProp(double rho, double epsilon) implements AdaptiveRule {
    @Override
    public int memorySize() {
      return 1;
    }

    @Override
    public void apply(Tensor variable, Tensor gradient, List<Tensor> memory, Step step) {
      Tensor square = memory.get(0).scale(rho).add(gradient.times(gradient), 1 - rho);
      Tensor root = square.squareRoot().shift(epsilon);
      variable.add(gradient.dividedBy(root), -step.rate());
    }
  }

  /**
   * By changes in the units of the variable (Zeiler 2012, algorithm 1): the gradient times {@code
   * √(d + epsilon) / √(s + epsilon)}, with running means {@code s} of squared gradients and {@code
   * d} of squared changes. The rate multiplies the change; the paper's is 1.
   *
   * @param rho share of the means that stays, at least 0 and below 1
   * @param epsilon above 0
   */
  record Adadelta(double rho, double epsilon) implements AdaptiveRule {
    @Override
    public int memorySize() {
      return 2;
    }

    @Override
    public void apply(Tensor variable, Tensor gradient, List<Tensor> memory, Step step) {
      Tensor square = memory.get(0).scale(rho).add(gradient.times(gradient), 1 - rho);
      Tensor changes = memory.get(1);
      Tensor ratio = shiftedRoot(changes).dividedBy(shiftedRoot(square));
      Tensor change = ratio.times(gradient);
      changes.scale(rho).add(change.times(change), 1 - rho);
      variable.add(change, -step.rate());
    }

    private Tensor shiftedRoot(Tensor mean) {
      return mean.plus(epsilon).squareRoot();
    }
  }

  /**
   * From running means of the gradient and of its square (Kingma and Ba 2015, algorithm 1).
   *
   * @param beta1 share of the mean that stays, at least 0 and below 1
   * @param beta2 share of the mean square that stays, at least 0 and below 1
   * @param epsilon added to the root, above 0
   */
  record Adam(double beta1, double beta2, double epsilon) implements AdaptiveRule {
    @Override
    public int memorySize() {
      return 2;
    }

    @Override
    public void apply(Tensor variable, Tensor gradient, List<Tensor> memory, Step step) {
      Tensor mean = memory.get(0).scale(beta1).add(gradient, 1 - beta1);
      Tensor square = memory.get(1).scale(beta2).add(gradient.times(gradient), 1 - beta2);
      double rootCorrection = 1 / Math.sqrt(1 - Math.pow(beta2, step.count()));
      Tensor root = square.squareRoot().scale(rootCorrection).shift(epsilon);
      variable.add(mean.dividedBy(root), -step.rate() / (1 - Math.pow(beta1, step.count())));
    }
  }
}
