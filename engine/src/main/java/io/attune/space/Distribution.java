package io.attune.space;

import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * How values of a numeric parameter are spread. Sampling is by inversion: a uniform number goes
 * through {@link #quantile}. Bounds and moments are in the parameter's own unit, also for the
 * logarithmic kinds. Immutable and thread-safe. Computed with {@link StrictMath}, because the same
 * point must give the same value in every process, compiled or not.
 */
public sealed interface Distribution {
  /** The value below which the share {@code p} of the values lies; {@code p} in [0, 1]. */
  double quantile(double p);

  /** The share of values at or below {@code x}, in [0, 1]. */
  double cumulative(double x);

  /** Smallest value, or negative infinity. */
  double min();

  /** Largest value, or positive infinity. */
  double max();

  /** Equally likely everywhere between two bounds. */
  record Uniform(double min, double max) implements Distribution {
    /** Checks the bounds. */
    public Uniform {
      Checks.ordered(min, max);
    }

    @Override
    public double quantile(double p) {
      return Math.min(max, min + p * (max - min));
    }

    @Override
    public double cumulative(double x) {
      return max == min ? 0.5 : Checks.unit((x - min) / (max - min));
    }
  }

  /** Uniform in the logarithm: each factor of ten is equally likely. */
  record LogUniform(double min, double max) implements Distribution {
    /** Checks the bounds. */
    public LogUniform {
      Checks.ordered(min, max);
      Checks.positive(min);
    }

    @Override
    public double quantile(double p) {
      double low = StrictMath.log(min);
      double exact = StrictMath.exp(low + p * (StrictMath.log(max) - low));
      return Math.min(max, Math.max(min, exact));
    }

    @Override
    public double cumulative(double x) {
      if (max == min) {
        return 0.5;
      }
      double low = StrictMath.log(min);
      return Checks.unit((StrictMath.log(x) - low) / (StrictMath.log(max) - low));
    }
  }

  /**
   * Mirror image of {@link LogUniform}, dense near {@code max}: {@code min + max - x} is
   * log-uniform. Fits numbers like a momentum of 0.9 to 0.999.
   */
  record InverseLogUniform(double min, double max) implements Distribution {
    /** Checks the bounds. */
    public InverseLogUniform {
      Checks.ordered(min, max);
      Checks.positive(min);
    }

    @Override
    public double quantile(double p) {
      double mirrored = min + max - new LogUniform(min, max).quantile(1 - p);
      return Math.min(max, Math.max(min, mirrored));
    }

    @Override
    public double cumulative(double x) {
      return 1 - new LogUniform(min, max).cumulative(Math.max(min, min + max - x));
    }
  }

  /** Gaussian with mean {@code mu} and standard deviation {@code sigma}. */
  record Normal(double mu, double sigma) implements Distribution {
    /** Checks that sigma is positive. */
    public Normal {
      Checks.sigma(mu, sigma);
    }

    @Override
    public double quantile(double p) {
      return new NormalDistribution(null, mu, sigma).inverseCumulativeProbability(Checks.open(p));
    }

    @Override
    public double cumulative(double x) {
      return new NormalDistribution(null, mu, sigma).cumulativeProbability(x);
    }

    @Override
    public double min() {
      return Double.NEGATIVE_INFINITY;
    }

    @Override
    public double max() {
      return Double.POSITIVE_INFINITY;
    }
  }

  /** The exponential of a Gaussian: {@code ln x} has mean {@code mu}, deviation {@code sigma}. */
  record LogNormal(double mu, double sigma) implements Distribution {
    /** Checks that sigma is positive. */
    public LogNormal {
      Checks.sigma(mu, sigma);
    }

    @Override
    public double quantile(double p) {
      return StrictMath.exp(new Normal(mu, sigma).quantile(p));
    }

    @Override
    public double cumulative(double x) {
      return x <= 0 ? 0 : new Normal(mu, sigma).cumulative(StrictMath.log(x));
    }

    @Override
    public double min() {
      return 0;
    }

    @Override
    public double max() {
      return Double.POSITIVE_INFINITY;
    }
  }

  /** Beta distribution on [0, 1] with shapes {@code a} and {@code b}. */
  record Beta(double a, double b) implements Distribution {
    /** Checks that both shapes are positive. */
    public Beta {
      Checks.shapes(a, b);
    }

    @Override
    public double quantile(double p) {
      return new BetaDistribution(null, a, b).inverseCumulativeProbability(Checks.unit(p));
    }

    @Override
    public double cumulative(double x) {
      return new BetaDistribution(null, a, b).cumulativeProbability(Checks.unit(x));
    }

    @Override
    public double min() {
      return 0;
    }

    @Override
    public double max() {
      return 1;
    }
  }
}
