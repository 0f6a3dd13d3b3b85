package io.attune.experiments.train;

import io.attune.experiments.nn.Network;

/**
 * A network in two views that share their tensors.
 *
 * @param whole its layers as the architecture has them
 * @param learned the same as training sees them, where some may be frozen
 */
record Model(Network whole, Network learned) {
  /** All of it learns. */
  static Model fresh(Network network) {
    return new Model(network, network);
  }
}
