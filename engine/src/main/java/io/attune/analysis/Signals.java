package io.attune.analysis;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What is measured on the curves of a trial. The fit is the curve that training itself drives down:
 * the training loss, else the validation loss, else one minus an accuracy.
 */
final class Signals {
  private static final int FEWEST = 3;

  private final double[] fit;
  private final Optional<double[]> heldOut;
  private final Optional<double[]> trainAccuracy;
  private final LearningCurves curves;

  private Signals(LearningCurves curves, double[] fit) {
    this.curves = curves;
    this.fit = fit;
    this.heldOut =
        curves
            .values(Role.VALIDATION_LOSS)
            .or(() -> curves.values(Role.VALIDATION_ACCURACY).map(Signals::errors));
    this.trainAccuracy = curves.values(Role.TRAIN_ACCURACY);
  }

  /** Empty for curves that are too short, or none. */
  static Optional<Signals> of(LearningCurves curves) {
    Optional<double[]> fit =
        curves
            .values(Role.TRAIN_LOSS)
            .or(() -> curves.values(Role.VALIDATION_LOSS))
            .or(() -> curves.values(Role.TRAIN_ACCURACY).map(Signals::errors))
            .or(() -> curves.values(Role.VALIDATION_ACCURACY).map(Signals::errors));
    return fit.filter(values -> values.length >= FEWEST || !Numbers.finite(values))
        .map(values -> new Signals(curves, values));
  }

  private static double[] errors(double[] accuracies) {
    return Arrays.stream(accuracies).map(share -> 1 - share).toArray();
  }

  int points() {
    return fit.length;
  }

  /** Whether every number of the fit and of the held-out curve is one. */
  boolean finite() {
    return Numbers.finite(fit) && heldOut.map(Numbers::finite).orElse(true);
  }

  /** Mean of the fit over the last fifth. */
  double last() {
    return tail(fit);
  }

  /** How far the fit fell from its first point, as a share of that point. */
  double fall() {
    return (fit[0] - last()) / Math.abs(fit[0]);
  }

  /** How far the fit fell after its second point, as a share of that point; spikes left out. */
  double fallAfterSecond() {
    return (fit[1] - last()) / Math.abs(fit[1]);
  }

  /**
   * Share of the whole fall that was done after a quarter of the steps; 0.25 on a straight line.
   */
  double early() {
    double quarter = Numbers.at(fit, (fit.length - 1) / 4.0);
    double whole = fit[0] - fit[fit.length - 1];
    return whole <= 0 ? 0 : (fit[0] - quarter) / whole;
  }

  /** Share of the whole fall of the fit that was done in the last quarter of the steps. */
  double late() {
    return late(fit);
  }

  /** The same of the held-out curve. */
  OptionalDouble lateHeldOut() {
    return heldOut.isPresent() ? OptionalDouble.of(late(heldOut.get())) : OptionalDouble.empty();
  }

  /** How much the fit jumps from step to step in the second half, beside its level. */
  double wiggle() {
    return wiggle(fit);
  }

  /** Share of the steps in which the fit rises, after the first quarter. */
  double rises() {
    int from = Math.max(1, fit.length / 4);
    int rises = 0;
    for (int i = from; i < fit.length; i++) {
      rises += fit[i] > fit[i - 1] ? 1 : 0;
    }
    return (double) rises / (fit.length - from);
  }

  /**
   * Accuracy over the last fifth; of shown and held-out examples the better one, because dropout
   * and augmentation lower the former.
   */
  OptionalDouble accuracyAtEnd() {
    return Stream.of(Role.TRAIN_ACCURACY, Role.VALIDATION_ACCURACY)
        .flatMap(role -> curves.values(role).stream())
        .mapToDouble(Signals::tail)
        .max();
  }

  /**
   * Loss at the end as a multiple of what a guess among equals has at the same accuracy: near 1 for
   * a model that knows nothing. Only for losses with accuracies.
   */
  OptionalDouble lossPerGuess() {
    if (curves.values(Role.TRAIN_LOSS).isEmpty() || trainAccuracy.isEmpty()) {
      return OptionalDouble.empty();
    }
    double share = Math.min(0.999, Math.max(1e-4, tail(trainAccuracy.get())));
    return OptionalDouble.of(last() / -Math.log(share));
  }

  /** Training accuracy minus validation accuracy over the last fifth. */
  OptionalDouble gap() {
    Optional<double[]> validation = curves.values(Role.VALIDATION_ACCURACY);
    return trainAccuracy.isPresent() && validation.isPresent()
        ? OptionalDouble.of(tail(trainAccuracy.get()) - tail(validation.get()))
        : OptionalDouble.empty();
  }

  /** The same gap as a share of the validation examples that are got wrong. */
  OptionalDouble gapShare() {
    OptionalDouble gap = gap();
    double wrong = curves.values(Role.VALIDATION_ACCURACY).map(v -> 1 - tail(v)).orElse(1.0);
    return gap.isEmpty() || wrong <= 0 ? gap : OptionalDouble.of(gap.getAsDouble() / wrong);
  }

  /** How far the validation loss ended above its lowest, as a share of that. */
  OptionalDouble riseOfValidation() {
    Optional<double[]> loss = curves.values(Role.VALIDATION_LOSS);
    return loss.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            (tail(loss.get()) - Numbers.min(loss.get())) / Math.abs(Numbers.min(loss.get())));
  }

  /** Validation loss minus training loss at the end, as a share of the first training loss. */
  OptionalDouble gapOfLosses() {
    Optional<double[]> train = curves.values(Role.TRAIN_LOSS);
    Optional<double[]> validation = curves.values(Role.VALIDATION_LOSS);
    return train.isPresent() && validation.isPresent()
        ? OptionalDouble.of((tail(validation.get()) - tail(train.get())) / Math.abs(train.get()[0]))
        : OptionalDouble.empty();
  }

  /**
   * Where in training, as a share, the held-out curve (else the fit) came near its best for good.
   */
  double settled() {
    double[] curve = heldOut.orElse(fit);
    double best = Numbers.min(curve);
    double near = best + 0.02 * Math.abs(curve[0] - best);
    int index = 0;
    while (index < curve.length && curve[index] > near) {
      index++;
    }
    return (double) index / curve.length;
  }

  /** Point number, from 1, at which the held-out curve is best. */
  OptionalInt bestEpoch() {
    if (heldOut.isEmpty() || !finite()) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(Numbers.indexOfMin(heldOut.get()) + 1);
  }

  private static double late(double[] curve) {
    double threeQuarters = Numbers.at(curve, (curve.length - 1) * 0.75);
    double end = curve[curve.length - 1];
    double whole = curve[0] - Numbers.min(curve);
    return whole <= 0 ? 0 : (threeQuarters - end) / whole;
  }

  private static double wiggle(double[] curve) {
    int from = Math.max(1, curve.length / 2);
    double sum = 0;
    int count = 0;
    for (int i = from + 1; i < curve.length; i++) {
      // Second differences, so that a slope is no wiggle.
      sum += Math.abs(curve[i] - 2 * curve[i - 1] + curve[i - 2 < 0 ? 0 : i - 2]) / 2;
      count++;
    }
    double level = Math.abs(Numbers.mean(curve, from, curve.length));
    return count == 0 || level == 0 ? 0 : sum / count / level;
  }

  private static double tail(double[] curve) {
    return Numbers.mean(curve, curve.length - Math.max(1, curve.length / 5), curve.length);
  }
}
