package io.attune.experiments.train;

import io.attune.experiments.data.BatchReader;
import io.attune.experiments.data.Examples;
import io.attune.experiments.nn.Network;
import io.attune.experiments.tensor.Backend;
import java.util.stream.IntStream;

/**
 * Measures the statistics of batches anew, for weights that were not trained with them.
 *
 * @param reader of batches to learn from, as large as they are then
 */
record Calibration(
    Backend backend, Network network, Examples examples, Form form, BatchReader reader) {
  /** Goes once through all examples, in batches of a size; does nothing without statistics. */
  void run(int batchSize) {
    if (network.statistics().isEmpty()) {
      return;
    }
    int[] order = IntStream.range(0, examples.size()).toArray();
    long count = 0;
    for (int from = 0; from < order.length; from += batchSize) {
      int size = Math.min(batchSize, order.length - from);
      long batch = ++count;
      reader.read(examples, order, from, from + size);
      backend.scoped(() -> network.calibrate(form.input(backend, reader, size), batch).shape());
    }
  }
}
