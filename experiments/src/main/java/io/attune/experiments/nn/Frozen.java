package io.attune.experiments.nn;

import io.attune.experiments.tensor.Tensor;
import java.util.List;

/**
 * Layers that stay as they are: nothing in them is trained, restrained, left out or measured anew.
 * What they hold counts as statistics, so that it is kept with the rest.
 */
record Frozen(Network layers) implements Layer {
  /** Freezes layers for good: their tensors collect no gradients any more. */
  static Frozen of(List<Layer> layers) {
    Network network = new Network(layers);
    network.variables().forEach(variable -> variable.value().freeze());
    return new Frozen(network);
  }

  @Override
  public Tensor forward(Tensor input) {
    return layers.forward(input);
  }

  /** Each layer is shown as one that has nothing to train. */
  @Override
  public Tensor observe(Tensor input, Observer observer) {
    return layers.observe(input, (layer, in, out) -> observer.see(new Still(layer), in, out));
  }

  @Override
  public List<Tensor> statistics() {
    return layers.tensors();
  }

  /** A layer that costs what it costs, and learns nothing. */
  private record Still(Layer layer) implements Layer {
    @Override
    public Tensor forward(Tensor input) {
      return layer.forward(input);
    }

    @Override
    public long flops(long[] input, long[] output) {
      return layer.flops(input, output);
    }
  }
}
