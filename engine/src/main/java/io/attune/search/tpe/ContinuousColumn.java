package io.attune.search.tpe;

import io.attune.search.axes.Axis;
import java.util.random.RandomGenerator;

/**
 * Kernels of a continuous axis.
 *
 * @param centres 0 for flat kernels
 * @param scales 1 / (√2 width); 0 for flat kernels
 * @param norms logarithms of what the densities are divided by
 */
record ContinuousColumn(Axis axis, Bells bells, double[] centres, double[] scales, double[] norms)
    implements Column {
  private static final double ROOT_2PI = Math.sqrt(2 * Math.PI);

  static ContinuousColumn of(Axis axis, Bells bells) {
    double[] centres = new double[bells.count()];
    double[] scales = new double[bells.count()];
    double[] norms = new double[bells.count()];
    for (int i = 0; i < centres.length; i++) {
      if (!bells.flat(i)) {
        centres[i] = bells.centres()[i];
        scales[i] = Math.sqrt(0.5) / bells.widths()[i];
        norms[i] = StrictMath.log(ROOT_2PI * bells.widths()[i] * bells.masses()[i]);
      }
    }
    return new ContinuousColumn(axis, bells, centres, scales, norms);
  }

  @Override
  public void addLogs(double coordinate, double[] logs) {
    for (int i = 0; i < logs.length; i++) {
      double z = (coordinate - centres[i]) * scales[i];
      logs[i] -= z * z + norms[i];
    }
  }

  @Override
  public double draw(int kernel, RandomGenerator random) {
    return axis.draw(bells.draw(kernel, random));
  }
}
