package io.attune.experiments.tensor;

import java.util.List;

/** A network in the engine's own file format that can be trained further. */
public interface Script {
  /**
   * Its answer to a batch, computed as in evaluation; part of the recording, if there is one.
   *
   * @throws IllegalArgumentException if it cannot take the batch
   */
  Tensor apply(Tensor input);

  /** What there is to train, in the order of the file. */
  List<Tensor> parameters();
}
