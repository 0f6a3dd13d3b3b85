package io.attune.search.gp;

import io.attune.trial.History;
import io.attune.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** A model of a history in which trials did not all train to their ends. */
final class CurveSurrogate {
  private static final int OUTCOMES = 32;
  private static final int MOST_PENDING = 64;

  private final History history;
  private final Encoding encoding;
  private final CurveObservations seen;
  private final CurveWarp warp;
  private final CurvePoints points;
  private final CurveModel model;

  private CurveSurrogate(History history, Encoding encoding, CurveFit fit, CurveObservations seen) {
    this.history = history;
    this.encoding = encoding;
    this.seen = seen;
    this.warp = seen.warp();
    this.points = seen.points(warp);
    this.model = new CurveModel(points, fit.of(points), encoding.kinds().nominal());
  }

  /** The model of a history; empty if curves say no more than best losses do. */
  static Optional<CurveSurrogate> of(History history, Encoding encoding, CurveFit fit) {
    return CurveObservations.partial(history)
        ? of(history, history.trials(), encoding, fit, 0, 0)
        : Optional.empty();
  }

  /**
   * The model of trials of a history; empty if no more than one has a curve.
   *
   * @param longest steps that a whole training is known to take; 0 if nothing is known
   * @param judged number of a running trial that may not go on; 0 for none
   */
  static Optional<CurveSurrogate> of(
      History history,
      List<Trial> trials,
      Encoding encoding,
      CurveFit fit,
      long longest,
      int judged) {
    CurveObservations seen =
        new CurveObservations(trials, history.objective(), encoding, longest, judged);
    return seen.size() < 2
        ? Optional.empty()
        : Optional.of(new CurveSurrogate(history, encoding, fit, seen));
  }

  /** What new trials would come to. */
  GaussianProcess process(RandomGenerator random) {
    List<Trial> running = seen.running();
    List<CurveModel.Pending> pending =
        running.subList(Math.max(0, running.size() - MOST_PENDING), running.size()).stream()
            .map(trial -> new CurveModel.Pending(trial.number(), features(trial)))
            .toList();
    return model.ends(pending, OUTCOMES, random);
  }

  /** What a trial will have come to when it has trained to its end. */
  CurveModel.Forecast forecast(Trial trial) {
    return model.end(features(trial), trial.number());
  }

  /** Best loss so far, warped. */
  double best() {
    return warp.best();
  }

  /** Genotypes of the trials that will have come to the best, by forecast. */
  List<double[]> incumbents(int count) {
    List<Trial> trials = IntStream.of(points.trials()).distinct().mapToObj(history::trial).toList();
    double[] means = trials.stream().mapToDouble(trial -> forecast(trial).mean()).toArray();
    int[] order = Ranks.order(means);
    List<double[]> best = new ArrayList<>();
    for (int i = 0; i < Math.min(count, order.length); i++) {
      best.add(encoding.genotype(trials.get(order[i]).assignment()));
    }
    return best;
  }

  private double[] features(Trial trial) {
    return encoding.features(trial.assignment());
  }
}
