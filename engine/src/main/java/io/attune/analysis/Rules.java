package io.attune.analysis;

import io.attune.space.Assignment;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * The rules, one a verdict. Each limit was set by looking at one half of the labelled curves;
 * docs/diagnosis.md says what each measures, and how the other half came out.
 */
final class Rules {
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

  /** Worse than it began, or far worse than guessing. */
  private Optional<Finding> exploded() {
    return new Case(Verdict.DIVERGED)
        .below("fall of the loss", signals.fall(), -0.2, 0.1)
        .finding();
  }

  /** Knows nothing, yet moves about: it was thrown off and did not come back. */
  private Optional<Finding> lost() {
    if (signals.lossPerGuess().isEmpty()) {
      return new Case(Verdict.DIVERGED)
          .below("fall of the loss after its second point", signals.fallAfterSecond(), 0.05, 0.02)
          .above("share of rising steps", signals.rises(), 0.25, 0.05)
          .finding();
    }
    return new Case(Verdict.DIVERGED)
        .below("accuracy at the end", signals.accuracyAtEnd(), 0.3, 0.05)
        .below("fall of the loss after its second point", signals.fallAfterSecond(), 0.12, 0.03)
        .above("share of rising steps", signals.rises(), 0.25, 0.05)
        .finding();
  }

  /** Noise that does not settle, blamed on the batch where that is known to be small. */
  private Optional<Finding> rough() {
    OptionalDouble batch =
        Setting.BATCH_SIZE
            .in(settings)
            .map(v -> OptionalDouble.of(v.value()))
            .orElse(OptionalDouble.empty());
    boolean small = batch.isPresent() && batch.getAsDouble() <= 8;
    Case found = new Case(small ? Verdict.BATCH_TOO_SMALL : Verdict.RATE_TOO_HIGH);
    if (small) {
      found.below("batch size", batch, 8.5, 1);
    }
    return found
        .above("share of rising steps", signals.rises(), 0.25, 0.05)
        .above("wiggle of the loss", signals.wiggle(), 0.04, 0.01)
        .finding();
  }

  private Optional<Finding> tooLow() {
    return new Case(Verdict.RATE_TOO_LOW)
        .below("share of the fall in the first quarter", signals.early(), 0.55, 0.05)
        .below("fall of the loss", signals.fall(), 0.6, 0.05)
        .above("share of the fall in the last quarter", signals.late(), 0.08, 0.02)
        .below("share of rising steps", signals.rises(), 0.2, 0.05)
        .finding();
  }

  private Optional<Finding> overfitting() {
    if (signals.gap().isPresent()) {
      return new Case(Verdict.OVERFITTING)
          .above("gap of accuracies at the end", signals.gap(), 0.05, 0.01)
          .finding();
    }
    if (signals.riseOfValidation().isEmpty()) {
      return Optional.empty();
    }
    return new Case(Verdict.OVERFITTING)
        .above("rise of the validation loss from its lowest", signals.riseOfValidation(), 0.1, 0.03)
        .above("gap of losses at the end", signals.gapOfLosses(), 0.03, 0.01)
        .finding();
  }

  private Optional<Finding> underfitting() {
    return new Case(Verdict.UNDERFITTING)
        .below("accuracy at the end", signals.accuracyAtEnd(), 0.75, 0.03)
        .below("gap of accuracies at the end", signals.gap(), 0.05, 0.01)
        .below("share of the fall in the last quarter", signals.late(), 0.1, 0.02)
        .finding();
  }

  private Optional<Finding> improving() {
    return new Case(Verdict.STILL_IMPROVING)
        .above("share of the fall in the last quarter", signals.late(), 0.06, 0.01)
        .above("the same of the held-out curve", signals.lateHeldOut(), 0.06, 0.01)
        .finding();
  }

  private Optional<Finding> plateau() {
    return new Case(Verdict.PLATEAU)
        .above("points", signals.points(), 11.5, 2)
        .below("share of training after which nothing came", signals.settled(), 0.3, 0.05)
        .finding();
  }

  private Finding good() {
    return new Finding(
        Verdict.GOOD,
        0.5 + Math.max(0, Math.min(0.5, signals.fall() / 2)),
        List.of(new Evidence("fall of the loss", signals.fall(), "whatever")),
        List.of());
  }
}
