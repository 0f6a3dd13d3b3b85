package io.attune.experiments.data;

import java.util.function.Consumer;

/**
 * Mean and standard deviation of each number of some examples, or of each of their channels.
 * Computed in two passes and double precision, in the order of the examples.
 */
final class Statistics {
  private final Examples examples;
  private final Shape shape;
  private final double[] means;
  private final double[] channelMeans;

  private Statistics(Examples examples) {
    this.examples = examples;
    this.shape = examples.shape();
    this.means = means();
    this.channelMeans = perChannel(means);
  }

  static Statistics of(Examples examples) {
    return new Statistics(examples);
  }

  /** Mean 0 and deviation 1 in every channel. */
  Scaling standardizedChannels() {
    return new Scaling(channelMeans, roots(perChannel(squares(channelMeans))));
  }

  private double[] means() {
    double[] sums = new double[shape.size()];
    each(
        row -> {
          for (int i = 0; i < sums.length; i++) {
            sums[i] += row[i];
          }
        });
    return divided(sums);
  }

  /** Mean squared distance of each number from the mean of its channel, or from its own. */
  private double[] squares(double[] centres) {
    int area = centres.length == shape.size() ? 1 : shape.area();
    double[] sums = new double[shape.size()];
    each(
        row -> {
          for (int i = 0; i < sums.length; i++) {
            double distance = row[i] - centres[i / area];
            sums[i] += distance * distance;
          }
        });
    return divided(sums);
  }

  private double[] perChannel(double[] numbers) {
    double[] channels = new double[shape.channels()];
    for (int i = 0; i < numbers.length; i++) {
      channels[i / shape.area()] += numbers[i] / shape.area();
    }
    return channels;
  }

  private double[] divided(double[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] /= examples.size();
    }
    return sums;
  }

  /** Numbers that never vary become 0, whatever they are divided by. */
  private static double[] roots(double[] squares) {
    double[] roots = new double[squares.length];
    for (int i = 0; i < roots.length; i++) {
      roots[i] = squares[i] > 0 ? Math.sqrt(squares[i]) : 1;
    }
    return roots;
  }

  private void each(Consumer<float[]> action) {
    RowReader reader = examples.rows().reader();
    float[] row = new float[shape.size()];
    for (int i = 0; i < examples.size(); i++) {
      reader.read(examples.row(i), row);
      action.accept(row);
    }
  }
}
