package io.attune.experiments.train;

import io.attune.experiments.nn.LayerFactory;
import io.attune.experiments.nn.Network;

/** How a network is built from settings. */
@FunctionalInterface
interface Architecture {
  /**
   * A network with fresh weights.
   *
   * @throws IllegalArgumentException if it does not fit the data
   */
  Network build(LayerFactory layers, Settings settings, Form form);
}
