package io.attune.experiments.health;

import java.util.List;
import java.util.Optional;

/**
 * How weights, gradients and answers of each layer are distributed: a row per layer from the input
 * on, a column each. Every histogram runs from its smallest number to its largest; a red line marks
 * 0 where that lies inside.
 */
final class HistogramSheet {
  private static final int BAR = 4;
  private static final int WIDTH = Histogram.BINS * BAR;
  private static final int HEIGHT = 56;
  private static final int GAP = 14;
  private static final int MOST_LAYERS = 40;
  private static final int BARS = 0x4C8BF5;
  private static final int BASE = 0x8A8F98;
  private static final int ZERO = 0xD55E00;

  private HistogramSheet() {}

  /** Empty where nothing was measured. */
  static Optional<Canvas> draw(List<LayerHealth.Distributions> layers) {
    if (layers.isEmpty()) {
      return Optional.empty();
    }
    int rows = Math.min(MOST_LAYERS, layers.size());
    Canvas canvas = new Canvas(3 * (WIDTH + GAP) - GAP, rows * (HEIGHT + GAP) - GAP);
    for (int row = 0; row < rows; row++) {
      LayerHealth.Distributions layer = layers.get(row);
      draw(canvas, layer.weights(), 0, row);
      draw(canvas, layer.gradients(), 1, row);
      draw(canvas, layer.answers(), 2, row);
    }
    return Optional.of(canvas);
  }

  private static void draw(Canvas canvas, Histogram histogram, int column, int row) {
    int left = column * (WIDTH + GAP);
    int bottom = row * (HEIGHT + GAP) + HEIGHT - 1;
    for (int bin = 0; bin < histogram.counts().length; bin++) {
      int tall =
          (int) Math.ceil((double) (HEIGHT - 2) * histogram.counts()[bin] / histogram.most());
      canvas.fill(left + bin * BAR, bottom - tall, BAR - 1, tall, BARS);
    }
    canvas.fill(left, bottom, WIDTH, 1, BASE);
    if (histogram.low() < 0 && histogram.high() > 0) {
      double share = -histogram.low() / (histogram.high() - histogram.low());
      canvas.fill(left + (int) (share * (WIDTH - 1)), bottom - HEIGHT + 1, 1, HEIGHT, ZERO);
    }
  }
}
