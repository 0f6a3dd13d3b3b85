package io.attune.experiments.train;

import io.attune.experiments.data.BatchReader;
import io.attune.experiments.data.Dataset;
import io.attune.experiments.data.Shape;
import io.attune.experiments.data.Task;
import io.attune.experiments.nn.Targets;
import io.attune.experiments.tensor.Backend;
import io.attune.experiments.tensor.Tensor;

/**
 * What goes into a network and what comes out.
 *
 * @param shape what an example looks like
 * @param outputs numbers per example: a score for each class, or the number to predict
 * @param task whether classes or numbers are predicted
 */
record Form(Shape shape, int outputs, Task task) {
  static Form of(Dataset data) {
    return new Form(data.shape(), data.outputs(), data.task());
  }

  /** Whether there are classes, and so an accuracy. */
  boolean hasClasses() {
    return task == Task.CLASSIFICATION;
  }

  /** The batch that a reader holds, as a tensor of the open scope. */
  Tensor input(Backend backend, BatchReader reader, int size) {
    return backend.view(reader.inputs(), size, shape.channels(), shape.height(), shape.width());
  }

  /** What a network should answer for the batch that a reader holds. */
  Targets targets(BatchReader reader, int size) {
    return hasClasses()
        ? new Targets.Classes(reader.labels())
        : new Targets.Numbers(reader.targets(), size);
  }
}
