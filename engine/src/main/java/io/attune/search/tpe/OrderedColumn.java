package io.attune.search.tpe;

import io.attune.search.axes.Axis;
import io.attune.search.numeric.Gaussian;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Kernels of an axis with few ordered values: a value has the share of the bell that lies in its
 * cell. Not thread-safe; shares are kept, because values and kernels repeat.
 */
final class OrderedColumn implements Column {
  private final Axis.Ordered axis;
  private final Bells bells;
  private final int[] kinds;
  private final int[] firsts;
  private final Map<Integer, double[]> shares = new HashMap<>();

  OrderedColumn(Axis.Ordered axis, Bells bells) {
    this.axis = axis;
    this.bells = bells;
    this.kinds = new int[bells.count()];
    Map<Bell, Integer> known = new HashMap<>();
    for (int i = 0; i < kinds.length; i++) {
      Bell bell = new Bell(bells.centres()[i], bells.widths()[i]);
      kinds[i] = known.computeIfAbsent(bell, b -> known.size());
    }
    this.firsts = new int[known.size()];
    for (int i = kinds.length - 1; i >= 0; i--) {
      firsts[kinds[i]] = i;
    }
  }

  @Override
  public void addLogs(double coordinate, double[] logs) {
    double[] ofKind = shares.computeIfAbsent((int) coordinate, this::shares);
    for (int i = 0; i < logs.length; i++) {
      logs[i] += ofKind[kinds[i]];
    }
  }

  @Override
  public double draw(int kernel, RandomGenerator random) {
    return axis.draw(bells.draw(kernel, random));
  }

  private double[] shares(int level) {
    double[] logs = new double[firsts.length];
    for (int kind = 0; kind < logs.length; kind++) {
      logs[kind] =
          StrictMath.log(share(firsts[kind], axis.edges()[level], axis.edges()[level + 1]));
    }
    return logs;
  }

  private double share(int kernel, double low, double high) {
    if (bells.flat(kernel)) {
      return high - low;
    }
    double centre = bells.centres()[kernel];
    double width = bells.widths()[kernel];
    return Gaussian.between((low - centre) / width, (high - centre) / width)
        / bells.masses()[kernel];
  }

  /** Kernels that are alike; flat ones have NaN for a centre, which is equal to itself here. */
  private record Bell(double centre, double width) {}
}
