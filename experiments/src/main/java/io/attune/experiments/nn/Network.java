package io.attune.experiments.nn;

import io.attune.experiments.tensor.Tensor;
import java.util.List;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Layers, one after the other. */
public record Network(List<Layer> layers) implements Layer {
  /** Copies the list. */
  public Network {
    layers = List.copyOf(layers);
  }

  @Override
  public Tensor forward(Tensor input) {
    return through(input, Layer::forward);
  }

  @Override
  public Tensor train(Tensor input, RandomGenerator random) {
    return through(input, (layer, output) -> layer.train(output, random));
  }

  @Override
  public Tensor calibrate(Tensor input, long count) {
    return through(input, (layer, output) -> layer.calibrate(output, count));
  }

  @Override
  public List<Variable> variables() {
    return layers.stream().flatMap(layer -> layer.variables().stream()).toList();
  }

  @Override
  public List<Tensor> statistics() {
    return layers.stream().flatMap(layer -> layer.statistics().stream()).toList();
  }

  /** All that evaluation depends on: the values of the variables, then the statistics. */
  public List<Tensor> tensors() {
    return Stream.concat(variables().stream().map(Variable::value), statistics().stream()).toList();
  }

  private Tensor through(Tensor input, BiFunction<Layer, Tensor, Tensor> step) {
    Tensor output = input;
    for (Layer layer : layers) {
      output = step.apply(layer, output);
    }
    return output;
  }
}
