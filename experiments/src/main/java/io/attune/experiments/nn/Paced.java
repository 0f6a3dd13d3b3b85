package io.attune.experiments.nn;

import io.attune.experiments.tensor.Tensor;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Layers that learn at a rate of their own.
 *
 * @param factor what the learning rate is multiplied by, above 0
 */
record Paced(Network layers, double factor) implements Layer {
  @Override
  public Tensor forward(Tensor input) {
    return layers.forward(input);
  }

  @Override
  public Tensor train(Tensor input, RandomGenerator random) {
    return layers.train(input, random);
  }

  @Override
  public Tensor calibrate(Tensor input, long count) {
    return layers.calibrate(input, count);
  }

  @Override
  public Tensor observe(Tensor input, Observer observer) {
    return layers.observe(input, observer);
  }

  @Override
  public List<Variable> variables() {
    return layers.variables().stream().map(variable -> variable.paced(factor)).toList();
  }

  @Override
  public List<Tensor> statistics() {
    return layers.statistics();
  }
}
