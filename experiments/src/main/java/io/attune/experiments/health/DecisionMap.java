package io.attune.experiments.health;

import io.attune.experiments.nn.Network;
import io.attune.experiments.tensor.Backend;
import io.attune.experiments.tensor.HostBuffer;

/**
 * Which class a network gives each place of the plane, with points of which the class is known.
 * Pale where the two highest scores are close. The plane is that of the prepared numbers.
 */
final class DecisionMap {
  private static final int SIDE = 110;
  private static final int ZOOM = 4;
  private static final double MARGIN = 0.08;

  /** Told apart by people who see red and green alike too (Okabe and Ito 2008). */
  private static final int[] COLOURS = {
    0x0072B2, 0xE69F00, 0x009E73, 0xCC79A7, 0x56B4E9, 0xD55E00, 0xF0E442, 0x7F7F7F
  };

  private final Points points;
  private final double low;
  private final double width;

  private DecisionMap(Points points) {
    this.points = points;
    double smallest = Double.POSITIVE_INFINITY;
    double largest = Double.NEGATIVE_INFINITY;
    for (float number : points.coordinates()) {
      smallest = Math.min(smallest, number);
      largest = Math.max(largest, number);
    }
    double range = Math.max(1e-6, largest - smallest);
    this.low = smallest - MARGIN * range;
    this.width = range * (1 + 2 * MARGIN);
  }

  /**
   * Points of the plane.
   *
   * @param coordinates two numbers per point
   * @param classes one per point
   */
  record Points(float[] coordinates, int[] classes) {}

  static Canvas draw(Backend backend, Network network, Points points) {
    DecisionMap map = new DecisionMap(points);
    Canvas canvas = new Canvas(SIDE * ZOOM, SIDE * ZOOM);
    areas(canvas, map.scores(backend, network));
    map.dots(canvas);
    return canvas;
  }

  private float[] scores(Backend backend, Network network) {
    float[] grid = new float[2 * SIDE * SIDE];
    for (int i = 0; i < SIDE * SIDE; i++) {
      grid[2 * i] = (float) (low + width * (i % SIDE + 0.5) / SIDE);
      // Upwards, as in mathematics.
      grid[2 * i + 1] = (float) (low + width * (SIDE - i / SIDE - 0.5) / SIDE);
    }
    HostBuffer buffer = HostBuffer.of(grid);
    return backend.scoped(
        () -> network.forward(backend.view(buffer, SIDE * SIDE, 2, 1, 1)).toArray());
  }

  private static void areas(Canvas canvas, float[] scores) {
    int classes = scores.length / (SIDE * SIDE);
    for (int i = 0; i < SIDE * SIDE; i++) {
      int best = i * classes;
      for (int j = best + 1; j < (i + 1) * classes; j++) {
        best = scores[j] > scores[best] ? j : best;
      }
      int colour =
          mixed(COLOURS[best % classes % COLOURS.length], 0.25 + 0.4 * lead(scores, best, classes));
      canvas.fill(i % SIDE * ZOOM, i / SIDE * ZOOM, ZOOM, ZOOM, colour);
    }
  }

  /** From 0 where another class is as likely to 1 where none is likely at all. */
  private static double lead(float[] scores, int best, int classes) {
    double second = Double.NEGATIVE_INFINITY;
    int start = best / classes * classes;
    for (int j = start; j < start + classes; j++) {
      second = j == best ? second : Math.max(second, scores[j]);
    }
    return Math.tanh((scores[best] - second) / 2);
  }

  private void dots(Canvas canvas) {
    for (int i = 0; i < points.classes().length; i++) {
      int x = place(points.coordinates()[2 * i]);
      int y = SIDE * ZOOM - place(points.coordinates()[2 * i + 1]);
      canvas.fill(x - 3, y - 3, 7, 7, 0xFFFFFF);
      canvas.fill(x - 2, y - 2, 5, 5, COLOURS[points.classes()[i] % COLOURS.length]);
    }
  }

  private int place(double coordinate) {
    return (int) Math.round((coordinate - low) / width * SIDE * ZOOM);
  }

  /** A colour on white. */
  private static int mixed(int colour, double share) {
    return Canvas.colour(
        paler((colour >> 16) & 0xFF, share),
        paler((colour >> 8) & 0xFF, share),
        paler(colour & 0xFF, share));
  }

  private static double paler(int level, double share) {
    return 1 - share + share * level / 255;
  }
}
