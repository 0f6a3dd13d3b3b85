package io.attune.search.gp;

import io.attune.space.Assignment;
import io.attune.trial.Constraint;
import io.attune.trial.Criteria;
import io.attune.trial.Front;
import io.attune.trial.History;
import io.attune.trial.Outcome;
import io.attune.trial.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a history teaches of several objectives and constraints. */
final class Judged {
  private final Criteria criteria;
  private final Front front;
  private final List<Assignment> assignments = new ArrayList<>();
  private final List<Outcome> outcomes = new ArrayList<>();
  private final int failed;

  Judged(History history) {
    this.criteria = history.criteria();
    this.front = history.front();
    List<Assignment> failures = new ArrayList<>();
    for (Trial trial : history.trials()) {
      Optional<Outcome> outcome = history.outcome(trial);
      if (Observations.isPending(trial, history.loss(trial))) {
        continue;
      }
      if (outcome.isPresent()) {
        assignments.add(trial.assignment());
        outcomes.add(outcome.get());
      } else {
        failures.add(trial.assignment());
      }
    }
    failed = failures.size();
    assignments.addAll(failures);
  }

  /** Assignments with values, those that failed last. */
  List<Assignment> known() {
    return assignments;
  }

  /** For each objective a loss per assignment: fit for the model, failures past the worst. */
  double[][] losses() {
    double[][] losses = new double[criteria.objectives().size()][];
    for (int k = 0; k < losses.length; k++) {
      double[] raw = raw(k);
      double[] fit = Winsor.of(raw).apply(raw);
      losses[k] = Arrays.copyOf(fit, fit.length + failed);
      double max = Arrays.stream(fit).max().orElse(0);
      double min = Arrays.stream(fit).min().orElse(0);
      Arrays.fill(losses[k], fit.length, losses[k].length, max + (max - min) / 2);
    }
    return losses;
  }

  /** The reference of the sweep's front, in the same measure as {@link #losses}. */
  double[] reference() {
    double[] reference = new double[criteria.objectives().size()];
    for (int k = 0; k < reference.length; k++) {
      double loss = criteria.objectives().get(k).loss(front.reference().get(k));
      reference[k] = Winsor.of(raw(k)).apply(loss);
    }
    return reference;
  }

  private double[] raw(int objective) {
    return outcomes.stream().mapToDouble(o -> criteria.losses(o)[objective]).toArray();
  }

  /** Indices of feasible assignments. */
  int[] feasible() {
    return IntStream.range(0, outcomes.size()).filter(i -> outcomes.get(i).feasible()).toArray();
  }

  /**
   * For each limit of a constraint how far each assignment is beyond it, NaN where unknown: 0 at
   * the limit, about 1 at the usual distance, and growing like a logarithm.
   */
  List<double[]> excesses() {
    List<double[]> excesses = new ArrayList<>();
    for (int i = 0; i < criteria.constraints().size(); i++) {
      Constraint constraint = criteria.constraints().get(i);
      double[] measured = measured(i);
      constraint.max().ifPresent(max -> excesses.add(excess(measured, max, 1)));
      constraint.min().ifPresent(min -> excesses.add(excess(measured, min, -1)));
    }
    return excesses;
  }

  private double[] measured(int constraint) {
    double[] measured = new double[assignments.size()];
    for (int i = 0; i < measured.length; i++) {
      measured[i] = i < outcomes.size() ? outcomes.get(i).measured().get(constraint) : Double.NaN;
    }
    return measured;
  }

  private static double[] excess(double[] measured, double limit, int sign) {
    double[] beyond =
        Arrays.stream(measured)
            .map(value -> Math.max(-1e300, Math.min(1e300, sign * (value - limit))))
            .toArray();
    double[] sizes =
        Arrays.stream(beyond).filter(x -> !Double.isNaN(x)).map(Math::abs).sorted().toArray();
    double usual = sizes.length == 0 ? 1 : sizes[sizes.length / 2];
    double unit = usual > 0 ? usual : 1;
    return Arrays.stream(beyond).map(x -> asinh(x / unit)).toArray();
  }

  private static double asinh(double x) {
    double size = Math.abs(x);
    // Without the square, which overflows, where it makes no difference.
    double log =
        size > 1e8
            ? StrictMath.log(size) + StrictMath.log(2)
            : StrictMath.log(size + Math.sqrt(size * size + 1));
    return Math.copySign(log, x);
  }
}
