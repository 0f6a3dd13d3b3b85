package io.attune.experiments.nn;

import io.attune.experiments.tensor.Tensor;
import java.util.List;
import java.util.random.RandomGenerator;

/** Layers, one after the other. */
public record Network(List<Layer> layers) implements Layer {
  /** Copies the list. */
  public Network {
    layers = List.copyOf(layers);
  }

  @Override
  public Tensor forward(Tensor input) {
    Tensor output = input;
    for (Layer layer : layers) {
      output = layer.forward(output);
    }
    return output;
  }

  @Override
  public Tensor train(Tensor input, RandomGenerator random) {
    Tensor output = input;
    for (Layer layer : layers) {
      output = layer.train(output, random);
    }
    return output;
  }

  @Override
  public List<Variable> variables() {
    return layers.stream().flatMap(layer -> layer.variables().stream()).toList();
  }

  /** The values of all variables, in the order of {@link #variables}. */
  public List<Tensor> tensors() {
    return variables().stream().map(Variable::value).toList();
  }
}
