package io.attune.search.gp;

import io.attune.space.CategoricalParameter;
import io.attune.space.Parameter;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * One parameter as a coordinate of the model. A continuous one, or one with very many values, is
 * its unit coordinate. Few ordered values sit at the middles of their cells; values without order
 * are numbered.
 *
 * @param values all values of a parameter with few; else empty
 * @param levels coordinates of the values, ascending
 * @param drawn which values the parameter's distribution ever yields
 */
record Axis(Parameter parameter, Kind kind, List<Object> values, double[] levels, int[] drawn) {
  private static final long MOST_LEVELS = 4096;

  /** How coordinates compare. */
  enum Kind {
    /** Any number in [0, 1]. */
    CONTINUOUS,
    /** A few numbers in [0, 1]. */
    ORDERED,
    /** Whole numbers from 0 that are only equal or different. */
    NOMINAL
  }

  static Axis of(Parameter parameter) {
    OptionalLong count = parameter.cardinality();
    if (count.isEmpty() || count.getAsLong() > MOST_LEVELS) {
      return new Axis(parameter, Kind.CONTINUOUS, List.of(), new double[0], new int[0]);
    }
    List<Object> values = parameter.values();
    Kind kind =
        parameter instanceof CategoricalParameter && !ascendingNumbers(values)
            ? Kind.NOMINAL
            : Kind.ORDERED;
    double[] levels =
        IntStream.range(0, values.size())
            .mapToDouble(i -> level(parameter, kind, values, i))
            .toArray();
    int[] drawn =
        IntStream.range(0, values.size()).filter(i -> drawn(parameter, values.get(i))).toArray();
    return new Axis(parameter, kind, values, levels, drawn);
  }

  private static double level(Parameter parameter, Kind kind, List<Object> values, int index) {
    if (kind == Kind.NOMINAL) {
      return index;
    }
    return parameter instanceof CategoricalParameter
        ? (index + 0.5) / values.size()
        : parameter.encode(values.get(index));
  }

  /** A value with probability 0 has an empty cell, whose middle belongs to another value. */
  private static boolean drawn(Parameter parameter, Object value) {
    return !(parameter instanceof CategoricalParameter)
        || parameter.decode(parameter.encode(value)).equals(value);
  }

  /** Whether a list of choices is really a scale, like batch sizes 32, 64, 128. */
  private static boolean ascendingNumbers(List<Object> values) {
    for (int i = 0; i < values.size(); i++) {
      if (!(values.get(i) instanceof Number)
          || (i > 0 && number(values, i) <= number(values, i - 1))) {
        return false;
      }
    }
    return true;
  }

  private static double number(List<Object> values, int index) {
    return ((Number) values.get(index)).doubleValue();
  }

  /** Whether the parameter can take more than one value. */
  static boolean varies(Parameter parameter) {
    return parameter.cardinality().orElse(2) > 1;
  }

  boolean nominal() {
    return kind == Kind.NOMINAL;
  }

  /** Whether distances along the axis are a guess that trials can correct; two values have one. */
  boolean bendable() {
    return kind == Kind.CONTINUOUS || (kind == Kind.ORDERED && levels.length > 2);
  }

  /** Coordinate of a value. */
  double coordinate(Object value) {
    if (kind == Kind.CONTINUOUS) {
      return parameter.encode(value);
    }
    return parameter instanceof CategoricalParameter
        ? levels[values.indexOf(value)]
        : levels[nearest(parameter.encode(value))];
  }

  /** Value at a coordinate that {@link #draw}, {@link #snap} or {@link #coordinate} gave. */
  Object value(double coordinate) {
    return kind == Kind.CONTINUOUS ? parameter.decode(coordinate) : values.get(nearest(coordinate));
  }

  /** Coordinate of the value that a uniform number yields. */
  double draw(double unit) {
    return kind == Kind.CONTINUOUS ? unit : coordinate(parameter.decode(unit));
  }

  /** The possible coordinate nearest to one in [0, 1] of an axis that is not nominal. */
  double snap(double coordinate) {
    if (kind == Kind.CONTINUOUS) {
      return Math.max(0, Math.min(1, coordinate));
    }
    int nearest = 0;
    for (int i = 1; i < drawn.length; i++) {
      if (Math.abs(drawnLevel(i) - coordinate) < Math.abs(drawnLevel(nearest) - coordinate)) {
        nearest = i;
      }
    }
    return drawnLevel(nearest);
  }

  /** Coordinate of one of the values that are ever drawn. */
  double drawnLevel(int index) {
    return levels[drawn[index]];
  }

  /** Number of values that are ever drawn; 0 for a continuous axis. */
  int drawnLevels() {
    return drawn.length;
  }

  /** Where an inactive parameter rests: amid an ordered axis, apart from all nominal values. */
  double inactive() {
    return nominal() ? -1 : 0.5;
  }

  private int nearest(double coordinate) {
    int found = java.util.Arrays.binarySearch(levels, coordinate);
    if (found >= 0) {
      return found;
    }
    int above = Math.min(-found - 1, levels.length - 1);
    int below = Math.max(0, above - 1);
    return coordinate - levels[below] <= levels[above] - coordinate ? below : above;
  }
}
