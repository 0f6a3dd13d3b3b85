package io.attune.search.gp;

import io.attune.space.Assignment;
import io.attune.trial.History;
import io.attune.trial.pareto.Domination;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Fits a process to each objective and each limit of a constraint, and says what a point is worth.
 * Trials that still run count with what each process expects of them (a "Kriging believer",
 * Ginsbourger et al. 2010), so that workers side by side go to different parts of the front.
 */
final class TradeOffModel {
  private static final double MARGIN = 0.1;

  private final Encoding encoding;
  private final HyperparameterFit fit;

  TradeOffModel(Encoding encoding, HyperparameterFit fit) {
    this.encoding = encoding;
    this.fit = fit;
  }

  Merit merit(History history, List<Assignment> pending, RandomGenerator random) {
    Judged judged = new Judged(history);
    List<double[]> rows = features(judged.known());
    List<double[]> waiting = features(pending);
    double[][] losses = judged.losses();
    int[] feasible = judged.feasible();
    List<GaussianProcess> processes = new ArrayList<>();
    List<double[]> imagined = new ArrayList<>();
    if (feasible.length > 0) {
      for (double[] loss : losses) {
        processes.add(believing(rows, loss, waiting, imagined, random));
      }
    }
    List<GaussianProcess> limits = new ArrayList<>();
    for (double[] excess : judged.excesses()) {
      limit(rows, excess, waiting, random).ifPresent(limits::add);
    }
    Gain gain =
        processes.isEmpty()
            ? new NoGain()
            : gain(points(losses, feasible), judged.reference(), transposed(imagined), random);
    return new TradeOff(processes, gain, limits, encoding.features());
  }

  /** The process after the trials that run have ended as it expects. */
  private GaussianProcess believing(
      List<double[]> rows,
      double[] y,
      List<double[]> waiting,
      List<double[]> imagined,
      RandomGenerator random) {
    Hyperparameters sample = fit.ofSample(rows, y);
    int[] active = ActiveSet.choose(sample.warp().of(rows), y, sample.kernel());
    List<double[]> all = new ArrayList<>(Arrays.stream(active).mapToObj(rows::get).toList());
    double[] known = Arrays.stream(active).mapToDouble(i -> y[i]).toArray();
    Hyperparameters fitted = fit.refine(all, known, sample);
    GaussianProcess process = GaussianProcess.of(fitted, all, known, List.of(), 1, random);
    double[] expected = waiting.stream().mapToDouble(row -> process.at(row).mean(0)).toArray();
    imagined.add(expected);
    if (waiting.isEmpty()) {
      return process;
    }
    all.addAll(waiting);
    double[] believed = Arrays.copyOf(known, all.size());
    System.arraycopy(expected, 0, believed, known.length, expected.length);
    return GaussianProcess.of(fitted, all, believed, List.of(), 1, random);
  }

  /** Empty where next to nothing is known of the metric. */
  private Optional<GaussianProcess> limit(
      List<double[]> rows, double[] excess, List<double[]> waiting, RandomGenerator random) {
    List<double[]> measured = new ArrayList<>();
    double[] values = Arrays.stream(excess).filter(x -> !Double.isNaN(x)).toArray();
    for (int i = 0; i < excess.length; i++) {
      if (!Double.isNaN(excess[i])) {
        measured.add(rows.get(i));
      }
    }
    return values.length < 2
        ? Optional.empty()
        : Optional.of(believing(measured, values, waiting, new ArrayList<>(), random));
  }

  private static Gain gain(
      double[][] reached, double[] reference, double[][] imagined, RandomGenerator random) {
    // What runs is expected to be taken, though it may turn out infeasible.
    double[][] taken = front(concat(reached, imagined));
    double[][] below =
        Arrays.stream(taken).filter(point -> isBelow(point, reference)).toArray(double[][]::new);
    switch (reference.length) {
      case 1:
        return new ImprovementGain(min(reached, 0));
      case 2:
        return new StripGain(below, reference);
      default:
        return RegionGain.beyond(below, ideal(reached, reference), reference, random);
    }
  }

  /** Somewhat better than the best of each loss so far. */
  private static double[] ideal(double[][] reached, double[] reference) {
    double[] ideal = new double[reference.length];
    for (int k = 0; k < ideal.length; k++) {
      ideal[k] = min(reached, k) - MARGIN * Math.max(1, reference[k] - min(reached, k));
    }
    return ideal;
  }

  private static double[][] front(double[][] points) {
    return Arrays.stream(Domination.front(points))
        .mapToObj(i -> points[i])
        .sorted(Comparator.comparingDouble(point -> point[0]))
        .toArray(double[][]::new);
  }

  private static boolean isBelow(double[] point, double[] reference) {
    for (int k = 0; k < point.length; k++) {
      if (point[k] >= reference[k]) {
        return false;
      }
    }
    return true;
  }

  private static double min(double[][] points, int loss) {
    return Arrays.stream(points).mapToDouble(point -> point[loss]).min().orElseThrow();
  }

  private static double[][] points(double[][] losses, int[] indices) {
    double[][] points = new double[indices.length][losses.length];
    for (int i = 0; i < indices.length; i++) {
      for (int k = 0; k < losses.length; k++) {
        points[i][k] = losses[k][indices[i]];
      }
    }
    return points;
  }

  private static double[][] transposed(List<double[]> columns) {
    double[][] rows = new double[columns.get(0).length][columns.size()];
    for (int i = 0; i < rows.length; i++) {
      for (int k = 0; k < columns.size(); k++) {
        rows[i][k] = columns.get(k)[i];
      }
    }
    return rows;
  }

  private static double[][] concat(double[][] a, double[][] b) {
    double[][] all = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    return all;
  }

  private List<double[]> features(List<Assignment> assignments) {
    return assignments.stream().map(encoding::features).toList();
  }
}
