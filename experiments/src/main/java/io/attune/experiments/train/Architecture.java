package io.attune.experiments.train;

import io.attune.experiments.data.Examples;
import io.attune.experiments.nn.LayerFactory;
import io.attune.experiments.nn.Network;

/** How a network is built from settings. */
@FunctionalInterface
interface Architecture {
  /**
   * A network with fresh weights.
   *
   * @param examples tell shape and number of outputs
   */
  Network build(LayerFactory layers, Settings settings, Examples examples);
}
