package io.attune.search.axes;

import io.attune.space.CategoricalParameter;
import io.attune.space.Distribution;
import io.attune.space.FloatParameter;
import io.attune.space.IntParameter;
import io.attune.space.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * One parameter that varies, as one coordinate. The parameter's distribution is uniform there, so
 * what is known of scale and shape is used up and models need not know it. Immutable.
 */
public sealed interface Axis {
  /** More ordered values than this are as good as continuous. */
  int MOST_LEVELS = 256;

  /** The parameter. */
  Parameter parameter();

  /** Coordinate of a value of the parameter. */
  double coordinate(Object value);

  /** Value at a coordinate that {@link #coordinate} or {@link #draw} gave. */
  Object value(double coordinate);

  /** Coordinate of the value that a uniform number in [0, 1) stands for. */
  double draw(double unit);

  /** The axis of a parameter with more than one value. */
  static Axis of(Parameter parameter) {
    if (parameter instanceof CategoricalParameter categorical) {
      return Nominal.of(categorical);
    }
    OptionalLong count = parameter.cardinality();
    return count.isPresent() && count.getAsLong() <= MOST_LEVELS
        ? Ordered.of(parameter)
        : new Continuous(parameter);
  }

  /** Any number in [0, 1], or so many values that it makes no difference. */
  record Continuous(Parameter parameter) implements Axis {
    // Where a range is endless, this share of it at each end is too far out to go to on purpose.
    private static final double FAR_OUT = 0.001;

    /** The number to stop at below: 0, or where an endless range gets extreme. */
    public double least() {
      return Double.isInfinite(distribution().min()) ? FAR_OUT : 0;
    }

    /** The number to stop at above: 1, or where an endless range gets extreme. */
    public double most() {
      return Double.isInfinite(distribution().max()) ? 1 - FAR_OUT : 1;
    }

    private Distribution distribution() {
      return parameter instanceof FloatParameter real
          ? real.distribution()
          : ((IntParameter) parameter).distribution();
    }

    @Override
    public double coordinate(Object value) {
      return parameter.encode(value);
    }

    @Override
    public Object value(double coordinate) {
      return parameter.decode(coordinate);
    }

    @Override
    public double draw(double unit) {
      return parameter.cardinality().isPresent() ? coordinate(value(unit)) : unit;
    }
  }

  /**
   * Few ordered values. The coordinate is the number of the value, from 0; each value owns a cell
   * of the interval [0, 1].
   *
   * @param numbers the values, ascending
   * @param edges where the cells begin, and 1
   */
  record Ordered(Parameter parameter, List<Object> values, double[] numbers, double[] edges)
      implements Axis {
    static Ordered of(Parameter parameter) {
      List<Object> values = parameter.values();
      double[] numbers = values.stream().mapToDouble(v -> ((Number) v).doubleValue()).toArray();
      double[] edges = new double[numbers.length + 1];
      for (int i = 0; i < numbers.length; i++) {
        // A value is encoded as the middle of its cell.
        edges[i + 1] = Math.max(edges[i], 2 * parameter.encode(values.get(i)) - edges[i]);
      }
      edges[numbers.length] = 1;
      return new Ordered(parameter, values, numbers, edges);
    }

    /** Middle of a value's cell, in [0, 1]. */
    public double middle(double coordinate) {
      int level = (int) coordinate;
      return (edges[level] + edges[level + 1]) / 2;
    }

    /** Where the cell of a value begins; that of the first one has no beginning. */
    public double low(int level) {
      return level == 0 ? Double.NEGATIVE_INFINITY : edges[level];
    }

    /** Where the cell of a value ends; that of the last one has no end. */
    public double high(int level) {
      return level == numbers.length - 1 ? Double.POSITIVE_INFINITY : edges[level + 1];
    }

    /** Number of the value whose cell holds a number; the outermost ones reach to infinity. */
    public int level(double unit) {
      int found = Arrays.binarySearch(edges, 1, numbers.length, unit);
      return found < 0 ? -found - 2 : found;
    }

    @Override
    public double coordinate(Object value) {
      double number = ((Number) value).doubleValue();
      int found = Arrays.binarySearch(numbers, number);
      if (found >= 0) {
        return found;
      }
      int above = Math.min(-found - 1, numbers.length - 1);
      int below = Math.max(0, above - 1);
      return number - numbers[below] <= numbers[above] - number ? below : above;
    }

    @Override
    public Object value(double coordinate) {
      return values.get((int) coordinate);
    }

    @Override
    public double draw(double unit) {
      return level(unit);
    }
  }

  /**
   * Values without order. The coordinate is the number of the value, from 0.
   *
   * @param shares probability of each value before anything is known
   */
  record Nominal(CategoricalParameter parameter, List<Object> values, double[] shares)
      implements Axis {
    static Nominal of(CategoricalParameter parameter) {
      int count = parameter.choices().size();
      double[] shares = new double[count];
      Arrays.fill(shares, 1.0 / count);
      for (int i = 0; i < parameter.probabilities().size(); i++) {
        shares[i] = parameter.probabilities().get(i);
      }
      return new Nominal(parameter, parameter.choices(), shares);
    }

    @Override
    public double coordinate(Object value) {
      return values.indexOf(value);
    }

    @Override
    public Object value(double coordinate) {
      return values.get((int) coordinate);
    }

    @Override
    public double draw(double unit) {
      return coordinate(parameter.decode(unit));
    }
  }
}
