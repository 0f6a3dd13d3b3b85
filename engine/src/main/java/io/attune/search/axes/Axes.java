package io.attune.search.axes;

import io.attune.space.Assignment;
import io.attune.space.Parameter;
import io.attune.space.SearchSpace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * The parameters of a space that vary, parents before their children. A point has one coordinate
 * for each, NaN where the parameter is not active. Immutable.
 */
public final class Axes {
  private static final int CONSTANT = -1;

  private final SearchSpace space;
  private final List<Axis> axes = new ArrayList<>();
  private final List<Integer> positions = new ArrayList<>();

  /** The axes of a space. */
  public Axes(SearchSpace space) {
    this.space = space;
    for (Parameter parameter : space.parentsFirst()) {
      boolean varies = parameter.cardinality().orElse(2) > 1;
      positions.add(varies ? axes.size() : CONSTANT);
      if (varies) {
        axes.add(Axis.of(parameter));
      }
    }
  }

  /** Every axis, parents first. */
  public List<Axis> list() {
    return axes;
  }

  /** Number of axes. */
  public int count() {
    return axes.size();
  }

  /** Coordinates of an assignment. */
  public double[] coordinates(Assignment assignment) {
    double[] coordinates = new double[axes.size()];
    for (int i = 0; i < coordinates.length; i++) {
      Object value = assignment.values().get(axes.get(i).parameter().name());
      coordinates[i] = value == null ? Double.NaN : axes.get(i).coordinate(value);
    }
    return coordinates;
  }

  /** Makes a point by asking for one coordinate after the other, of active axes only. */
  public Point point(IntToDoubleFunction coordinate) {
    double[] coordinates = new double[axes.size()];
    Map<String, Object> active = new HashMap<>();
    for (int i = 0; i < positions.size(); i++) {
      Parameter parameter = space.parentsFirst().get(i);
      int position = positions.get(i);
      boolean isActive = parameter.condition().holds(active);
      if (position != CONSTANT) {
        coordinates[position] = isActive ? coordinate.applyAsDouble(position) : Double.NaN;
      }
      if (isActive) {
        active.put(parameter.name(), value(parameter, position, coordinates));
      }
    }
    return new Point(space.ordered(active), coordinates);
  }

  /** A point drawn from the distributions of the parameters. */
  public Point random(RandomGenerator random) {
    return point(axis -> axes.get(axis).draw(random.nextDouble()));
  }

  /** Whether the distributions of the parameters ever yield a point; a share of 0 forbids it. */
  boolean possible(Point point) {
    for (int i = 0; i < axes.size(); i++) {
      double coordinate = point.coordinates()[i];
      if (!Double.isNaN(coordinate)
          && axes.get(i) instanceof Axis.Nominal nominal
          && nominal.shares()[(int) coordinate] == 0) {
        return false;
      }
    }
    return true;
  }

  private Object value(Parameter parameter, int position, double[] coordinates) {
    return position == CONSTANT
        ? parameter.decode(0.5)
        : axes.get(position).value(coordinates[position]);
  }

  /**
   * One point of the space.
   *
   * @param coordinates one per axis; NaN where it is not active
   */
  public record Point(Assignment assignment, double[] coordinates) {}
}
