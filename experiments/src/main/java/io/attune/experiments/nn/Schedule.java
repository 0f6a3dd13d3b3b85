package io.attune.experiments.nn;

/**
 * The learning rate as a pure function of the updates made so far. {@code start} is the rate of the
 * first update unless said otherwise, {@code total} the number of updates in the run.
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

  /** Falls as {@code exp(-k · done)}. */
  record Exponential(double start, double k) implements Schedule {
    @Override
    public double rate(long done) {
      return start * Math.exp(-k * done);
    }
  }

  /** Falls as {@code 1 / (1 + k · done)}. */
  record Inverse(double start, double k) implements Schedule {
    @Override
    public double rate(long done) {
      return start / (1 + k * done);
    }
  }

  /** Falls to 0 as {@code (1 - done / total)} to a power; ½ for the square root. */
  record Polynomial(double start, double power, long total) implements Schedule {
    @Override
    public double rate(long done) {
      return start * Math.pow(1 - Math.min(1, (double) done / total), power);
    }
  }

  /**
   * Falls to 0 after {@code total} updates along half a cosine wave (Loshchilov and Hutter 2017,
   * equation 5, without restarts).
   */
  record Cosine(double start, long total) implements Schedule {
    @Override
    public double rate(long done) {
      return between(start, 0, (double) done / total);
    }
  }

  /**
   * Rises to a peak and falls to almost nothing, both along half a cosine wave (Smith and Topin
   * 2018, in the form that PyTorch gave it).
   *
   * @param peak the highest rate
   * @param peakAt share of the run after which it is reached, above 0 and below 1
   * @param startDivisor peak over first rate
   * @param endDivisor first rate over last
   */
  record OneCycle(double peak, long total, double peakAt, double startDivisor, double endDivisor)
      implements Schedule {
    @Override
    public double rate(long done) {
      double top = Math.max(peakAt * total - 1, 0);
      double start = peak / startDivisor;
      return done < top
          ? between(start, peak, done / top)
          : between(peak, start / endDivisor, (done - top) / Math.max(1, total - 1 - top));
    }
  }

  /**
   * Rises evenly before another schedule begins (Goyal et al. 2017, section 2.2), whose first rate
   * the last update of the warm-up reaches.
   */
  record WarmUp(Schedule then, long updates) implements Schedule {
    @Override
    public double rate(long done) {
      return done < updates ? then.rate(0) * (done + 1) / updates : then.rate(done - updates);
    }
  }

  /** From one rate to another along half a cosine wave; {@code way} beyond 1 counts as 1. */
  private static double between(double from, double to, double way) {
    return to + (from - to) * (1 + Math.cos(Math.PI * Math.min(1, way))) / 2;
  }
}
