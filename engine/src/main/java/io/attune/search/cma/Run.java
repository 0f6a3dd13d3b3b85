package io.attune.search.cma;

import io.attune.search.axes.Axes;
import io.attune.search.axes.Axis;
import io.attune.search.numeric.Gaussian;
import io.attune.search.numeric.Mix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * One run from a start until it has converged: a {@link Swarm} for the numbers, {@link Shares} for
 * what has no order. Not thread-safe.
 */
final class Run {
  private final Axes axes;
  private final long seed;
  private final List<Integer> numbers = new ArrayList<>();
  private final List<Cells> cells = new ArrayList<>();
  private final Map<Integer, Shares> shares = new HashMap<>();
  private final Rates rates;
  private final Swarm swarm;
  private final Verdicts verdicts;
  private long trials;

  /**
   * A run.
   *
   * @param centre where it begins, in the unit cube, by axis
   * @param seed of what assignments do not say of the points they stand for
   */
  Run(Axes axes, Restarts.Start start, double[] centre, long seed) {
    this.axes = axes;
    this.seed = seed;
    List<Axis.Nominal> nominal = new ArrayList<>();
    for (Axis axis : axes.list()) {
      if (axis instanceof Axis.Nominal unordered) {
        nominal.add(unordered);
      }
    }
    for (int i = 0; i < axes.count(); i++) {
      if (!(axes.list().get(i) instanceof Axis.Nominal)) {
        numbers.add(i);
        cells.add(Cells.of(axes.list().get(i)));
      }
    }
    this.rates = Rates.of(numbers.size(), start.members());
    double[] mean = numbers.stream().mapToDouble(axis -> centre[axis]).toArray();
    this.swarm = new Swarm(rates, mean, start.width());
    this.verdicts = new Verdicts(axes.count(), start.members());
    int values = nominal.stream().mapToInt(axis -> axis.shares().length).sum();
    for (int i = 0; i < axes.count(); i++) {
      if (axes.list().get(i) instanceof Axis.Nominal axis) {
        shares.put(i, new Shares(axis, nominal.size(), values, rates.mass()));
      }
    }
    keepMargins();
  }

  int members() {
    return rates.members();
  }

  /** Number of trials it has learned from. */
  long trials() {
    return trials;
  }

  /** A point of the next generation. */
  Axes.Point draw(RandomGenerator random) {
    double[] z = new double[numbers.size()];
    for (int k = 0; k < z.length; k++) {
      z[k] = Gaussian.draw(random);
    }
    double[] drawn = swarm.point(z);
    double[] units = new double[axes.count()];
    for (int k = 0; k < drawn.length; k++) {
      units[numbers.get(k)] = cells.get(k).nearest(drawn[k]);
    }
    return axes.point(axis -> coordinate(axis, units[axis], random));
  }

  private double coordinate(int axis, double unit, RandomGenerator random) {
    Shares ofAxis = shares.get(axis);
    return ofAxis == null ? axes.list().get(axis).draw(unit) : ofAxis.draw(random);
  }

  /**
   * Learns from a generation, the best member first.
   *
   * @return whether the run is over
   */
  boolean learn(List<Generations.Member> generation) {
    trials += generation.size();
    List<double[]> coordinates =
        generation.stream().map(member -> axes.coordinates(member.assignment())).toList();
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < generation.size(); i++) {
      points.add(completed(coordinates.get(i), generation.get(i).number()));
    }
    swarm.learn(points);
    shares.forEach((axis, ofAxis) -> ofAxis.learn(selected(coordinates, axis), rates.weights()));
    keepMargins();
    double best = generation.get(0).loss();
    double worst = generation.get(generation.size() - 1).loss();
    return verdicts.over(best, worst, widest(), swarm.condition());
  }

  private double[] selected(List<double[]> coordinates, int axis) {
    return coordinates.stream().limit(rates.selected()).mapToDouble(point -> point[axis]).toArray();
  }

  /**
   * The point that a trial stands for. What its assignment does not say is drawn from the
   * distribution as it is, with random numbers that belong to the trial: where in its cell a
   * discrete value lay, how far beyond a bound a value at the bound, and what an inactive parameter
   * would have been. So a parameter that is not active drifts as one does that does not matter, and
   * the covariance keeps its sense.
   */
  private double[] completed(double[] coordinates, int trial) {
    double[] point = new double[numbers.size()];
    for (int k = 0; k < point.length; k++) {
      int axis = numbers.get(k);
      double uniform = Mix.uniform(Mix.seed(Mix.seed(seed, trial), axis));
      point[k] = completed(k, coordinates[axis], uniform);
    }
    return point;
  }

  private double completed(int number, double coordinate, double uniform) {
    double mean = swarm.mean(number);
    double deviation = swarm.deviation(number);
    if (Double.isNaN(coordinate)) {
      return mean + deviation * Gaussian.inverse(uniform);
    }
    double low = cells.get(number).low(coordinate);
    double high = cells.get(number).high(coordinate);
    return low == high
        ? low
        : mean
            + deviation
                * Gaussian.inverse(uniform, (low - mean) / deviation, (high - mean) / deviation);
  }

  private double widest() {
    double widest = 0;
    for (int k = 0; k < numbers.size(); k++) {
      widest = Math.max(widest, swarm.deviation(k));
    }
    return widest;
  }

  private void keepMargins() {
    Margin margin = new Margin(1.0 / (Math.max(1, numbers.size()) * (double) rates.members()));
    for (int k = 0; k < numbers.size(); k++) {
      if (axes.list().get(numbers.get(k)) instanceof Axis.Ordered ordered) {
        margin.keep(swarm, k, ordered);
      } else {
        swarm.adjust(k, cells.get(k).nearest(swarm.mean(k)), swarm.deviation(k));
      }
    }
  }
}
