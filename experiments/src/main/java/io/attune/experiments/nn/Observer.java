package io.attune.experiments.nn;

import io.attune.experiments.tensor.Tensor;

/** Looks at what goes through a network's layers, without changing it. */
@FunctionalInterface
public interface Observer {
  /**
   * A layer has answered. Layers that only hold others are passed over for those they hold.
   *
   * @param input belongs to the open scope, as the output does
   */
  void see(Layer layer, Tensor input, Tensor output);
}
