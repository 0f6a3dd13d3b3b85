package io.attune.search.gp;

import io.attune.trial.Cause;
import io.attune.trial.History;
import io.attune.trial.Objective;
import io.attune.trial.Trial;
import io.attune.trial.TrialState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a history teaches of learning curves. Trials that run, wait or were stopped count with the
 * curve they have; failed ones, and ended ones without a finite loss, as if they had come to
 * something clearly worse than all others.
 */
final class CurveObservations {
  private static final int MOST_FAILED = 32;

  private final List<TrialCurve> curves = new ArrayList<>();
  private final List<Trial> failed = new ArrayList<>();
  private final List<Trial> running = new ArrayList<>();
  private final Encoding encoding;
  private final long longest;
  private final int judged;

  /**
   * Reads trials of a history.
   *
   * @param atLeast steps that a whole training is known to take; 0 if nothing is known
   * @param judged number of a running trial that counts as if it had been paused; 0 for none
   */
  CurveObservations(
      List<Trial> trials, Objective objective, Encoding encoding, long atLeast, int judged) {
    this.encoding = encoding;
    this.judged = judged;
    for (Trial trial : trials) {
      add(trial, objective);
    }
    this.longest =
        Math.max(atLeast, curves.stream().mapToLong(TrialCurve::lastStep).max().orElse(0));
  }

  private void add(Trial trial, Objective objective) {
    boolean interrupted =
        trial.state() instanceof TrialState.Failed failure
            && failure.cause().kind() == Cause.Kind.INTERRUPTED;
    boolean works = trial.state() instanceof TrialState.Running && trial.number() != judged;
    if (works || interrupted) {
      running.add(trial);
    }
    if (trial.state() instanceof TrialState.Failed) {
      if (!interrupted) {
        failed.add(trial);
      }
      return;
    }
    int before = curves.size();
    TrialCurve.of(trial, objective, encoding.features(trial.assignment())).ifPresent(curves::add);
    if (curves.size() == before && trial.state().ended()) {
      failed.add(trial);
    }
  }

  /** Whether curves say more than best losses do: some trial waits, or ended before the longest. */
  static boolean partial(History history) {
    String metric = history.objective().metric();
    long longest =
        history.trials().stream().mapToLong(trial -> lastStep(trial, metric)).max().orElse(0);
    return history.criteria().plain()
        && history.trials().stream().anyMatch(trial -> isPartial(trial, metric, longest));
  }

  private static boolean isPartial(Trial trial, String metric, long longest) {
    return trial.state() instanceof TrialState.Paused
        || (trial.state() instanceof TrialState.Stopped && lastStep(trial, metric) < longest);
  }

  private static long lastStep(Trial trial, String metric) {
    return trial.curve(metric).isEmpty() ? 0 : trial.curve(metric).lastStep();
  }

  /** Number of trials with a curve. */
  int size() {
    return curves.size();
  }

  /** Trials whose end is unknown although somebody works on it, latest last. */
  List<Trial> running() {
    return running;
  }

  /** Steps of a whole training, as far as known. */
  long longest() {
    return longest;
  }

  /** The warp that the targets are made with. */
  CurveWarp warp() {
    return new CurveWarp(curves.stream().mapToDouble(TrialCurve::lastLoss).toArray());
  }

  /**
   * The points for a model: the last of as many trials as it can take, then earlier ones of the
   * best of these while there is room, then failed trials.
   */
  CurvePoints points(CurveWarp warp) {
    Builder builder = new Builder(warp);
    List<TrialCurve> active = active();
    int room = ActiveSet.WHOLE - active.size();
    for (TrialCurve curve : active) {
      int first = Math.max(0, curve.size() - 1 - room);
      for (int i = first; i < curve.size(); i++) {
        builder.add(curve, i);
      }
      room -= curve.size() - 1 - first;
    }
    failed.subList(Math.max(0, failed.size() - MOST_FAILED), failed.size()).forEach(builder::fail);
    return builder.build();
  }

  /** The curves that matter most, best last loss first. */
  private List<TrialCurve> active() {
    double[] last = curves.stream().mapToDouble(TrialCurve::lastLoss).toArray();
    List<double[]> rows = curves.stream().map(TrialCurve::features).toList();
    CurveHyperparameters prior =
        CurveHyperparameters.ofLogs(new CurvePrior(encoding.features()).mode());
    MaternKernel plain = new CurveKernel(prior, encoding.kinds().nominal()).ends();
    int[] chosen = ActiveSet.choose(rows, last, plain);
    double[] losses = IntStream.of(chosen).mapToDouble(i -> last[i]).toArray();
    return IntStream.of(Ranks.order(losses)).mapToObj(i -> curves.get(chosen[i])).toList();
  }

  private final class Builder {
    private final CurveWarp warp;
    private final List<double[]> rows = new ArrayList<>();
    private final List<Double> shares = new ArrayList<>();
    private final List<Integer> trials = new ArrayList<>();
    private final List<Double> targets = new ArrayList<>();

    Builder(CurveWarp warp) {
      this.warp = warp;
    }

    void add(TrialCurve curve, int point) {
      double target = warp.apply(curve.losses().get(point));
      add(curve.features(), curve.share(point, longest), curve.trial(), target);
    }

    void fail(Trial trial) {
      add(encoding.features(trial.assignment()), 1, trial.number(), warp.failed());
    }

    private void add(double[] features, double share, int trial, double target) {
      rows.add(features);
      shares.add(share);
      trials.add(trial);
      targets.add(target);
    }

    CurvePoints build() {
      return new CurvePoints(
          List.copyOf(rows),
          shares.stream().mapToDouble(x -> x).toArray(),
          trials.stream().mapToInt(x -> x).toArray(),
          targets.stream().mapToDouble(x -> x).toArray());
    }
  }
}
