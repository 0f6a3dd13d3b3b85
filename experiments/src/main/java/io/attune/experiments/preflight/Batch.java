package io.attune.experiments.preflight;

import io.attune.experiments.data.BatchReader;
import io.attune.experiments.data.Dataset;
import io.attune.experiments.data.Shape;
import io.attune.experiments.data.Task;
import io.attune.experiments.nn.Targets;
import io.attune.experiments.tensor.Backend;
import io.attune.experiments.tensor.HostBuffer;
import io.attune.experiments.tensor.Tensor;
import java.util.stream.IntStream;

/**
 * A few examples to look at.
 *
 * @param inputs example after example
 * @param shape of each
 */
record Batch(HostBuffer inputs, Shape shape, Targets targets) {
  /** The first training examples, as many as there are of so many; of all classes. */
  static Batch first(Dataset data, int count) {
    int size = Math.min(count, data.train().size());
    BatchReader reader = data.reader(size);
    reader.read(data.train(), IntStream.range(0, size).toArray(), 0, size);
    Targets targets =
        data.task() == Task.CLASSIFICATION
            ? new Targets.Classes(reader.labels())
            : new Targets.Numbers(reader.targets(), size);
    return new Batch(reader.inputs(), data.shape(), targets);
  }

  int size() {
    return targets.size();
  }

  /** The examples as a tensor of the open scope. */
  Tensor on(Backend backend) {
    return backend.view(inputs, size(), shape.channels(), shape.height(), shape.width());
  }
}
