package io.attune.experiments.preflight;

import io.attune.experiments.nn.Activation;
import io.attune.experiments.nn.Layer;
import io.attune.experiments.nn.Probe;
import io.attune.experiments.tensor.Tensor;
import java.util.EnumSet;
import java.util.Set;

/**
 * On which side of its kinks a network works: which rectified units are on, and which number wins
 * each window of a maximum. Between two points on the same side the network is smooth.
 */
final class Kinks implements Probe.Watcher {
  private static final Set<Activation> KINKED = EnumSet.of(Activation.RELU, Activation.LEAKY_RELU);

  private long sides = 1;
  private boolean any;

  /** A number that differs, but for odds of 2⁻⁶⁴, where any side differs. */
  long sides() {
    return sides;
  }

  /** Whether there is any kink. */
  boolean any() {
    return any;
  }

  @Override
  public void saw(Layer layer, Tensor input, Tensor output) {
    int window = Probe.largestOf(layer);
    if (window > 0) {
      any = true;
      winners(input.toDoubles(), input.shape(), window);
    } else if (layer instanceof Activation activation && KINKED.contains(activation)) {
      any = true;
      for (double number : input.toDoubles()) {
        add(number > 0 ? 1 : 0);
      }
    }
  }

  private void winners(double[] numbers, long[] shape, int window) {
    int height = (int) shape[2];
    int width = (int) shape[3];
    for (int image = 0; image < shape[0] * shape[1]; image++) {
      for (int y = 0; y + window <= height; y += window) {
        for (int x = 0; x + window <= width; x += window) {
          add(winner(numbers, (image * height + y) * width + x, width, window));
        }
      }
    }
  }

  private static int winner(double[] numbers, int start, int width, int window) {
    int best = start;
    for (int i = 1; i < window * window; i++) {
      int other = start + i / window * width + i % window;
      best = numbers[other] > numbers[best] ? other : best;
    }
    return best - start;
  }

  private void add(int side) {
    sides = (sides ^ side) * 0x9E3779B97F4A7C15L;
    sides ^= sides >>> 29;
  }
}
