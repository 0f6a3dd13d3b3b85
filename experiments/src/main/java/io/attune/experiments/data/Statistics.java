package io.attune.experiments.data;

import java.util.Arrays;
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

  /** What a way of preparing does to each number. */
  Scaling scaling(Preparation.Method method) {
    return switch (method) {
      case MEAN_IMAGE, PCA, WHITEN, ZCA -> new Scaling(means, ones(means.length));
      case MEAN_CHANNEL -> new Scaling(channelMeans, ones(channelMeans.length));
      case STANDARDIZE_CHANNEL ->
          new Scaling(channelMeans, roots(perChannel(squares(channelMeans))));
      case STANDARDIZE_FEATURE -> new Scaling(means, roots(squares(means)));
      case MINMAX -> between();
      case NONE -> Scaling.none(shape);
    };
  }

  /** From −1 to 1 in every channel; where all numbers are the same, they become 0. */
  private Scaling between() {
    double[] least = new double[shape.channels()];
    double[] most = new double[shape.channels()];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    Arrays.fill(most, Double.NEGATIVE_INFINITY);
    each(
        row -> {
          for (int i = 0; i < row.length; i++) {
            int channel = i / shape.area();
            least[channel] = Math.min(least[channel], row[i]);
            most[channel] = Math.max(most[channel], row[i]);
          }
        });
    double[] middle = new double[least.length];
    double[] half = new double[least.length];
    for (int i = 0; i < half.length; i++) {
      middle[i] = (least[i] + most[i]) / 2;
      half[i] = most[i] > least[i] ? (most[i] - least[i]) / 2 : 1;
    }
    return new Scaling(middle, half);
  }

  private static double[] ones(int count) {
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    return ones;
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
