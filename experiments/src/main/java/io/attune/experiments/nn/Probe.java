package io.attune.experiments.nn;

import io.attune.experiments.tensor.Tensor;
import java.util.random.RandomGenerator;

/** Sends a batch through a network and shows what its layers make of it, inner ones too. */
public final class Probe {
  private Probe() {}

  /** Sees layers at work, in the order of the computation. */
  @FunctionalInterface
  public interface Watcher {
    /** A layer made {@code output} of {@code input}; both belong to the open scope. */
    void saw(Layer layer, Tensor input, Tensor output);
  }

  /** The output of {@link Layer#train}, watched. */
  public static Tensor train(Layer layer, Tensor input, RandomGenerator random, Watcher watcher) {
    if (layer instanceof Network network) {
      Tensor output = input;
      for (Layer inner : network.layers()) {
        output = train(inner, output, random, watcher);
      }
      return output;
    }
    if (layer instanceof Residual residual) {
      Tensor body = train(residual.body(), input, random, watcher);
      return body.plus(train(residual.shortcut(), input, random, watcher));
    }
    if (layer instanceof Paced paced) {
      return train(paced.layers(), input, random, watcher);
    }
    if (layer instanceof Frozen frozen) {
      return frozen.layers().observe(input, watcher::saw);
    }
    Tensor output = layer.train(input, random);
    watcher.saw(layer, input, output);
    return output;
  }

  /**
   * Whether a layer takes the largest number of each window, and of which size; 0 if it does not.
   */
  public static int largestOf(Layer layer) {
    return layer instanceof Pooling.Windows windows && windows.pooling() == Pooling.MAX
        ? windows.size()
        : 0;
  }
}
