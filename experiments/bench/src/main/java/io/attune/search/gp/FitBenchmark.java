package io.attune.search.gp;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Fits of the Gaussian process in ten dimensions; in its package, since the model is hidden. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class FitBenchmark {
  private static final Features FEATURES = Features.supple(new boolean[10]);

  /** Observations. */
  @Param({"100", "256"})
  public int n;

  private final HyperparameterFit fit = new HyperparameterFit(FEATURES);
  private List<double[]> rows = List.of();
  private double[] y = {};

  /** Makes the observations. */
  @Setup
  public void prepare() {
    SplittableRandom random = new SplittableRandom(1);
    rows = IntStream.range(0, n).mapToObj(i -> random.doubles(FEATURES.count()).toArray()).toList();
    double[] losses =
        rows.stream()
            .mapToDouble(row -> Math.log(0.01 + row[0]) + Arrays.stream(row).sum())
            .toArray();
    y = OutputWarp.apply(losses, OutputWarp.View.PLAIN);
  }

  /** All that is fitted before a suggestion. */
  @Benchmark
  public Object whole() {
    return fit.refine(rows, y, fit.ofSample(rows, y));
  }

  /** The part that does not grow with the number of observations. */
  @Benchmark
  public Object fromTwoStarts() {
    return fit.ofSample(rows, y);
  }
}
