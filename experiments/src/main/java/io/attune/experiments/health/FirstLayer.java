package io.attune.experiments.health;

import io.attune.experiments.data.Shape;
import io.attune.experiments.nn.Network;
import io.attune.experiments.nn.Variable;
import io.attune.experiments.tensor.Tensor;
import java.util.Optional;

/**
 * The weights of the first layer as images, a tile per unit: what each unit looks for. A weight of
 * 0 is mid-grey; each tile is stretched by its own largest weight.
 */
final class FirstLayer {
  private static final int MOST_TILES = 64;
  private static final int GAP = 3;
  private static final int WANTED = 48;

  private final Shape tile;
  private final float[] weights;
  private final int units;

  private FirstLayer(Shape tile, float[] weights, int units) {
    this.tile = tile;
    this.weights = weights;
    this.units = units;
  }

  /** Empty where inputs are no images in grey or colour. */
  static Optional<Canvas> draw(Network network, Shape input) {
    Optional<Tensor> first =
        network.variables().stream().filter(Variable::isWeight).map(Variable::value).findFirst();
    boolean visible = input.isImage() && (input.channels() == 1 || input.channels() == 3);
    return first
        .filter(weight -> visible)
        .map(weight -> of(weight, input))
        .filter(layer -> layer.weights.length == layer.units * layer.tile.size())
        .map(FirstLayer::canvas);
  }

  /** Kernels have their own height and width; fully connected units see the whole image. */
  private static FirstLayer of(Tensor weight, Shape input) {
    long[] shape = weight.shape();
    Shape tile =
        shape.length == 4 ? new Shape((int) shape[1], (int) shape[2], (int) shape[3]) : input;
    return new FirstLayer(tile, weight.toArray(), (int) shape[0]);
  }

  private Canvas canvas() {
    int tiles = Math.min(units, MOST_TILES);
    int columns = (int) Math.ceil(Math.sqrt(tiles));
    int rows = (tiles + columns - 1) / columns;
    int zoom = Math.max(1, WANTED / Math.max(tile.width(), tile.height()));
    int across = tile.width() * zoom + GAP;
    int down = tile.height() * zoom + GAP;
    Canvas canvas = new Canvas(columns * across - GAP, rows * down - GAP);
    for (int unit = 0; unit < tiles; unit++) {
      draw(canvas, unit, unit % columns * across, unit / columns * down, zoom);
    }
    return canvas;
  }

  private void draw(Canvas canvas, int unit, int left, int top, int zoom) {
    double largest = largest(unit);
    for (int y = 0; y < tile.height(); y++) {
      for (int x = 0; x < tile.width(); x++) {
        int colour = colour(unit, y * tile.width() + x, largest);
        canvas.fill(left + x * zoom, top + y * zoom, zoom, zoom, colour);
      }
    }
  }

  private int colour(int unit, int pixel, double largest) {
    double red = level(unit, 0, pixel, largest);
    return tile.channels() == 1
        ? Canvas.colour(red, red, red)
        : Canvas.colour(red, level(unit, 1, pixel, largest), level(unit, 2, pixel, largest));
  }

  private double level(int unit, int channel, int pixel, double largest) {
    return 0.5 + 0.5 * weights[unit * tile.size() + channel * tile.area() + pixel] / largest;
  }

  /** Never 0, so that a unit without weights is grey. */
  private double largest(int unit) {
    double largest = Double.MIN_NORMAL;
    for (int i = unit * tile.size(); i < (unit + 1) * tile.size(); i++) {
      largest = Math.max(largest, Math.abs(weights[i]));
    }
    return largest;
  }
}
