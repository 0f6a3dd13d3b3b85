package io.attune.experiments.nn;

import io.attune.experiments.tensor.Tensor;
import java.util.List;
import java.util.random.RandomGenerator;

/** One step from a network's input to its output. */
public interface Layer {
  /** The output for a batch. */
  Tensor forward(Tensor input);

  /** The output for a batch to learn from, where that differs. */
  default Tensor train(Tensor input, RandomGenerator random) {
    return forward(input);
  }

  /**
   * The output for a batch to take {@link #statistics} from, afresh: after a pass with counts 1, 2
   * and so on, they are the means over the batches. Nothing is left out.
   *
   * @param count counts batches, from 1
   */
  default Tensor calibrate(Tensor input, long count) {
    return forward(input);
  }

  /** The output for a batch, as {@link #forward}, while somebody looks at every step. */
  default Tensor observe(Tensor input, Observer observer) {
    Tensor output = forward(input);
    observer.see(this, input, output);
    return output;
  }

  /**
   * Operations that {@link #forward} takes, by the shapes of a batch and of the answer to it. A
   * multiplication with an addition is 2, any other step on a number is 1, and moving numbers is 0.
   */
  default long flops(long[] input, long[] output) {
    return 0;
  }

  /** What there is to train, in a fixed order. */
  default List<Variable> variables() {
    return List.of();
  }

  /** What is measured while training and used by {@link #forward}, in a fixed order. */
  default List<Tensor> statistics() {
    return List.of();
  }
}
