package io.attune.experiments.nn;

/**
 * The learning rate as a pure function of the updates made so far. {@code start} is the rate of the
 * first update.
 */
public sealed interface Schedule {
  /** The rate of the update that follows {@code done} others. */
  double rate(long done);

  /** Never changes. */
  record Constant(double start) implements Schedule {
    @Override
    public double rate(long done) {
      return start;
    }
  }

  /** Falls by a factor at once, every {@code period} updates. */
  record Step(double start, double factor, long period) implements Schedule {
    @Override
    public double rate(long done) {
      return start * Math.pow(factor, Math.floorDiv(done, period));
    }
  }

  /** Falls smoothly, by a factor over {@code period} updates. */
  record Exponential(double start, double factor, long period) implements Schedule {
    @Override
    public double rate(long done) {
      return start * Math.pow(factor, (double) done / period);
    }
  }

  /**
   * Falls to 0 after {@code total} updates along half a cosine wave (Loshchilov and Hutter 2017,
   * equation 5, without restarts).
   */
  record Cosine(double start, long total) implements Schedule {
    @Override
    public double rate(long done) {
      double progress = Math.min(1, (double) done / total);
      return start * (1 + Math.cos(Math.PI * progress)) / 2;
    }
  }
}
