package io.attune.search.gp;

import java.util.Optional;

/**
 * How badly {@link CurveHyperparameters} explain points of curves: negative log marginal likelihood
 * plus the prior's penalty, as in {@link Likelihood}.
 */
final class CurveLikelihood implements Differentiable {
  private static final double STEP = 1e-4;

  private final CurvePoints data;
  private final Points points;
  private final boolean[] nominal;
  private final CurvePrior prior;

  CurveLikelihood(CurvePoints data, boolean[] nominal, CurvePrior prior) {
    this.data = data;
    this.points = Points.of(data.rows(), nominal.length);
    this.nominal = nominal;
    this.prior = prior;
  }

  @Override
  public double at(double[] logs, double[] gradient) {
    CurveHyperparameters h = CurveHyperparameters.ofLogs(logs);
    CurveKernel kernel = new CurveKernel(h, nominal);
    double[] gs = kernel.progress(data.shares());
    Optional<Cholesky> factored = kernel.factor(points, gs, data.trials(), 0);
    if (factored.isEmpty()) {
      return Double.POSITIVE_INFINITY;
    }
    Cholesky factor = factored.get();
    double mean = Likelihood.mean(factor, data.targets());
    double[] residuals = java.util.Arrays.stream(data.targets()).map(y -> y - mean).toArray();
    double[] weights = factor.solve(residuals);
    new Gradient(h, kernel, gs, factor.inverse(), weights).write(gradient);
    double misfit = (Vectors.dot(residuals, weights) + factor.logDeterminant()) / 2;
    return misfit + prior.penalty(logs, gradient);
  }

  /** Half the trace of (K⁻¹ - ααᵀ) times each derivative of K, summed up row by row. */
  private final class Gradient {
    private final CurveHyperparameters h;
    private final CurveKernel kernel;
    private final double[] gs;
    private final double[] slopes;
    private final double[][] inverse;
    private final double[] weights;
    private double level;
    private double gain;
    private double drift;
    private double offset;
    private double noise;
    private double decay;

    Gradient(
        CurveHyperparameters h,
        CurveKernel kernel,
        double[] gs,
        double[][] inverse,
        double[] weights) {
      this.h = h;
      this.kernel = kernel;
      this.gs = gs;
      this.slopes = slopes(h.decay());
      this.inverse = inverse;
      this.weights = weights;
    }

    /** Derivatives of the progress by the logarithm of the decay. */
    private double[] slopes(double decay) {
      return java.util.Arrays.stream(data.shares())
          .map(
              share ->
                  (CurveKernel.progress(share, decay * (1 + STEP))
                          - CurveKernel.progress(share, decay * (1 - STEP)))
                      / (2 * STEP))
          .toArray();
    }

    void write(double[] gradient) {
      PairGradient pairs = new PairGradient(points, h.lengths(), Features.rigid(nominal));
      double[] row = new double[gs.length];
      for (int i = 0; i < gs.length; i++) {
        double diagonal = (inverse[i][i] - weights[i] * weights[i]) / 2;
        add(i, i, diagonal, 1);
        noise += diagonal;
        level += diagonal * Covariance.JITTER;
        kernel.distances(points.row(i), points, i, row);
        for (int j = 0; j < i; j++) {
          double g = inverse[i][j] - weights[i] * weights[j];
          add(i, j, g, MaternKernel.shape(row[j]));
          row[j] = g * (h.level() + h.gain() * gs[i] * gs[j]) * MaternKernel.slope(row[j]);
        }
        pairs.add(i, row);
      }
      pairs.writeLengths(gradient, 5.0 / 3);
      int at = h.lengths().length;
      gradient[at] = level * h.level();
      gradient[at + 1] = gain * h.gain();
      gradient[at + 2] = drift * h.drift();
      gradient[at + 3] = offset * h.offset();
      gradient[at + 4] = noise * h.noise();
      gradient[at + 5] = decay;
    }

    private void add(int i, int j, double weight, double shape) {
      level += weight * shape;
      gain += weight * gs[i] * gs[j] * shape;
      double turned = slopes[i] * gs[j] + gs[i] * slopes[j];
      decay += weight * turned * (h.gain() * shape + CurveKernel.SHARED);
      if (data.trials()[i] == data.trials()[j]) {
        int later = gs[i] < gs[j] ? i : j;
        offset += weight;
        drift += weight * gs[later];
        decay += weight * h.drift() * slopes[later];
      }
    }
  }
}
