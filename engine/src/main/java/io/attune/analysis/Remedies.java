package io.attune.analysis;

import io.attune.analysis.Setting.Value;
import io.attune.space.Assignment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What to change after a verdict, in terms of the parameters that the trial has. */
final class Remedies {
  private static final double USUAL_DECAY = 1e-4;

  private final Assignment assignment;
  private final Signals signals;
  private final List<Suggestion> found = new ArrayList<>();

  private Remedies(Assignment assignment, Signals signals) {
    this.assignment = assignment;
    this.signals = signals;
  }

  /** The most promising first; in general terms where the trial has no parameter for it. */
  static List<Suggestion> of(Verdict verdict, Assignment assignment, Signals signals) {
    Remedies remedies = new Remedies(assignment, signals);
    remedies.look(verdict);
    if (remedies.found.isEmpty() && verdict != Verdict.GOOD) {
      remedies.found.add(new Suggestion.Advice(general(verdict)));
    }
    return remedies.found;
  }

  private void look(Verdict verdict) {
    switch (verdict) {
      case DIVERGED ->
          set(Setting.LEARNING_RATE, rate -> rate.times(1e-3, 0.1, "updates are far too large"));
      case RATE_TOO_HIGH ->
          set(Setting.LEARNING_RATE, rate -> rate.times(0.1, 0.3, "smaller updates can settle"));
      case BATCH_TOO_SMALL -> smallBatch();
      case RATE_TOO_LOW ->
          set(Setting.LEARNING_RATE, rate -> rate.times(3, 100, "larger updates learn faster"));
      case OVERFITTING -> overfitting();
      case UNDERFITTING -> underfitting();
      case STILL_IMPROVING -> improving();
      case PLATEAU -> plateau();
      default -> {}
    }
  }

  private void smallBatch() {
    set(Setting.BATCH_SIZE, size -> size.counted(8, 32, "more examples average the noise out"));
    set(Setting.LEARNING_RATE, rate -> rate.times(0.1, 0.3, "or let each noisy update count less"));
  }

  private void overfitting() {
    set(Setting.WEIGHT_DECAY, Remedies::moreDecay);
    set(
        Setting.DROPOUT,
        share ->
            share.between(
                Math.min(0.5, share.value() + 0.1),
                Math.min(0.8, share.value() + 0.4),
                "units that may be missing rely less on each other"));
    signals
        .bestEpoch()
        .ifPresent(
            best ->
                set(
                    Setting.EPOCHS,
                    epochs -> epochs.between(best, best, "validation was best there")));
    set(Setting.UNITS, units -> units.counted(0.25, 0.5, "a smaller model can memorise less"));
    set(Setting.TRAIN_SIZE, size -> size.counted(2, 10, "more examples help most, if there are"));
  }

  private static Suggestion moreDecay(Value decay) {
    String why = "stronger regularization";
    return decay.value() < USUAL_DECAY
        ? decay.between(USUAL_DECAY, 0.01, why)
        : decay.times(3, 30, why);
  }

  private void underfitting() {
    Setting.WEIGHT_DECAY
        .in(assignment)
        .filter(decay -> decay.value() > 0.005)
        .ifPresent(decay -> found.add(decay.times(0.001, 0.1, "less regularization")));
    set(Setting.UNITS, units -> units.counted(4, 32, "more capacity"));
    set(
        Setting.LAYERS,
        layers -> layers.between(layers.value() + 1, layers.value() + 2, "more capacity"));
    Setting.DROPOUT
        .in(assignment)
        .filter(share -> share.value() > 0.2)
        .ifPresent(share -> found.add(share.times(0, 0.5, "less regularization")));
  }

  private void improving() {
    set(Setting.EPOCHS, epochs -> epochs.counted(2, 4, "there is more to gain"));
    set(Setting.LEARNING_RATE, rate -> rate.times(2, 5, "or gain it faster"));
  }

  private void plateau() {
    signals
        .bestEpoch()
        .ifPresent(
            best ->
                set(
                    Setting.EPOCHS,
                    epochs ->
                        epochs.between(
                            best,
                            Math.max(best, Math.rint(1.5 * best)),
                            "what came later brought nothing")));
    set(
        Setting.LEARNING_RATE,
        rate ->
            rate.times(0.3, 3, "or let it fall at another time: the rate may end the progress"));
  }

  private void set(Setting setting, Function<Value, Suggestion> change) {
    Optional<Value> value = setting.in(assignment);
    value.map(change).ifPresent(found::add);
  }

  private static String general(Verdict verdict) {
    return switch (verdict) {
      case DIVERGED -> "lower the learning rate by a factor of 10 to 1000";
      case RATE_TOO_HIGH -> "lower the learning rate by a factor of 3 to 10";
      case BATCH_TOO_SMALL -> "use larger batches, or a lower learning rate";
      case RATE_TOO_LOW -> "raise the learning rate by a factor of 3 to 100";
      case OVERFITTING -> "regularize more, stop earlier, or find more examples";
      case UNDERFITTING -> "use a larger model, or regularize less";
      case STILL_IMPROVING -> "train longer";
      case PLATEAU -> "train shorter, or let the learning rate fall at another time";
      // Findings on layers bring their own.
      default -> "";
    };
  }
}
