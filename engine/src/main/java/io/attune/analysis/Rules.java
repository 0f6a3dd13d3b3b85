package io.attune.analysis;

import io.attune.space.Assignment;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rules, one a verdict. Each limit was set by looking at one half of the labelled curves;
 * docs/diagnosis.md says what each measures, and how the other half came out.
 */
final class Rules {
  /** Up to here the noise of a curve is blamed on the batch rather than on the rate. */
  private static final int SMALL_BATCH = 8;

  private final Signals signals;
  private final Assignment settings;

  Rules(Signals signals, Assignment settings) {
    this.signals = signals;
    this.settings = settings;
  }

  /** What holds, in the order of {@link Verdict}. A curve of which nothing holds is good. */
  List<Finding> findings() {
    if (!signals.finite()) {
      return List.of(notFinite());
    }
    Optional<Finding> diverged = first(exploded(), lost());
    if (diverged.isPresent()) {
      return List.of(diverged.get());
    }
    List<Finding> troubles =
        Stream.of(rough(), tooLow(), overfitting(), underfitting(), improving(), plateau())
            .flatMap(Optional::stream)
            .toList();
    return troubles.isEmpty() ? List.of(good()) : troubles;
  }

  private static Finding notFinite() {
    Evidence evidence = new Evidence("values that are no finite numbers", 1, "above 0");
    return new Finding(Verdict.DIVERGED, 1, List.of(evidence), List.of());
  }

  private static Optional<Finding> first(Optional<Finding> one, Optional<Finding> other) {
    return one.isPresent() ? one : other;
  }

  /** Worse than it began, where no accuracy says more. */
  private Optional<Finding> exploded() {
    if (signals.lossPerGuess().isPresent()) {
      return guessesWildly();
    }
    return new Case(Verdict.DIVERGED)
        .below("fall of the loss", signals.fall(), -0.2, 0.1)
        .finding();
  }

  /** Sure of what is wrong: a loss far above that of a guess, at an accuracy no better than one. */
  private Optional<Finding> guessesWildly() {
    return new Case(Verdict.DIVERGED)
        .below("accuracy at the end", signals.accuracyAtEnd(), 0.6, 0.05)
        .above("loss beside that of a guess", signals.lossPerGuess(), 2.2, 0.2)
        .above("share of rising steps", signals.rises(), 0.2, 0.05)
        .finding();
  }

  /** Knows nothing, yet moves about: it was thrown off and did not come back. */
  private Optional<Finding> lost() {
    if (signals.lossPerGuess().isEmpty()) {
      return movingAbout()
          .below("fall of the loss after its second point", signals.fallAfterSecond(), 0.05, 0.02)
          .below("fall of the loss", signals.fall(), 0.3, 0.1)
          .finding();
    }
    return first(
        knowingNothing()
            .below("loss beside that of a guess", signals.lossPerGuess(), 1.2, 0.03)
            .finding(),
        movingAbout()
            .below("accuracy at the end", signals.accuracyAtEnd(), 0.2, 0.05)
            .below("fall of the loss after its second point", signals.fallAfterSecond(), 0.2, 0.05)
            .finding());
  }

  private Case movingAbout() {
    return new Case(Verdict.DIVERGED).above("share of rising steps", signals.rises(), 0.25, 0.05);
  }

  private Case knowingNothing() {
    return movingAbout().below("accuracy at the end", signals.accuracyAtEnd(), 0.5, 0.05);
  }

  /** Noise that does not settle, blamed on the batch where that is known to be small. */
  private Optional<Finding> rough() {
    Optional<Double> batch = Setting.BATCH_SIZE.in(settings).map(Setting.Value::value);
    boolean small = batch.filter(size -> size <= SMALL_BATCH).isPresent();
    Case found = new Case(small ? Verdict.BATCH_TOO_SMALL : Verdict.RATE_TOO_HIGH);
    batch
        .filter(size -> small)
        .ifPresent(size -> found.below("batch size", size, SMALL_BATCH + 0.5, 1));
    return found
        .above("share of rising steps", signals.rises(), 0.25, 0.05)
        .above("wiggle of the loss", signals.wiggle(), 0.0215, 0.01)
        .below("fall of the loss", signals.fall(), 0.985, 0.01)
        .finding();
  }

  private Optional<Finding> tooLow() {
    return new Case(Verdict.RATE_TOO_LOW)
        .below("share of the fall in the first quarter", signals.early(), 0.52, 0.03)
        .above("share of the fall in the last quarter", signals.late(), 0.09, 0.02)
        .below("fall of the loss per point", signals.fall() / signals.points(), 0.045, 0.005)
        .below("share of rising steps", signals.rises(), 0.2, 0.05)
        .finding();
  }

  private Optional<Finding> overfitting() {
    if (signals.gap().isPresent()) {
      return new Case(Verdict.OVERFITTING)
          .above("gap of accuracies at the end", signals.gap(), 0.04, 0.01)
          .above("share of validation's mistakes that it is", signals.gapShare(), 0.35, 0.1)
          .finding();
    }
    if (signals.gapOfLosses().isEmpty()) {
      return Optional.empty();
    }
    return new Case(Verdict.OVERFITTING)
        .above("rise of the validation loss from its lowest", signals.riseOfValidation(), 0.1, 0.03)
        .above("gap of losses at the end", signals.gapOfLosses(), 0.03, 0.01)
        .finding();
  }

  /** Nothing to tell it by without an accuracy: what a low loss is depends on the task. */
  private Optional<Finding> underfitting() {
    if (signals.accuracyAtEnd().isEmpty()) {
      return Optional.empty();
    }
    return new Case(Verdict.UNDERFITTING)
        .below("accuracy at the end", signals.accuracyAtEnd(), 0.75, 0.03)
        .below("share of validation's mistakes that the gap is", signals.gapShare(), 0.35, 0.1)
        .below("share of the fall in the last quarter", signals.late(), 0.115, 0.02)
        .above("points", signals.points(), 14.5, 3)
        .finding();
  }

  private Optional<Finding> improving() {
    return new Case(Verdict.STILL_IMPROVING)
        .above("share of the fall in the last quarter", signals.late(), 0.035, 0.01)
        .above("the same of the held-out curve", signals.lateHeldOut(), 0.03, 0.01)
        .finding();
  }

  private Optional<Finding> plateau() {
    return first(
        new Case(Verdict.PLATEAU)
            .above("points", signals.points(), 11.5, 2)
            .below("share of training before it settled", signals.settled(), 0.18, 0.03)
            .finding(),
        new Case(Verdict.PLATEAU)
            .above("points after it settled", signals.points() * (1 - signals.settled()), 45, 10)
            .finding());
  }

  private Finding good() {
    return new Finding(
        Verdict.GOOD,
        0.5 + Math.max(0, Math.min(0.5, signals.fall() / 2)),
        List.of(new Evidence("fall of the loss", signals.fall(), "no limit")),
        List.of());
  }
}
