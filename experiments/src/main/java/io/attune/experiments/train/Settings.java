package io.attune.experiments.train;

import io.attune.experiments.nn.Activation;
import io.attune.experiments.nn.Initializer;
import io.attune.experiments.nn.Schedule;
import io.attune.experiments.nn.UpdateRule;
import io.attune.experiments.train.Knob.Choice;
import io.attune.experiments.train.Knob.Interval;
import io.attune.experiments.train.Knob.Real;
import io.attune.experiments.train.Knob.Whole;
import io.attune.space.Assignment;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The settings that every network shares, read from an assignment that {@link Knobs#complete} has
 * checked. Names in sweep files are those of {@link #knobs}.
 */
record Settings(Assignment values) {
  /** What they are called, what they take, and what they are when nobody says. */
  static Stream<Knob> knobs() {
    return Stream.concat(DataSettings.knobs(), own());
  }

  private static Stream<Knob> own() {
    return Stream.of(
        new Whole("epochs", 1, 100_000, Optional.of(20L)),
        new Whole("batch_size", 1, 65_536, Optional.of(32L)),
        new Real("learning_rate", Interval.POSITIVE, 0.01),
        new Choice("schedule", List.of("constant", "step", "exponential", "cosine"), "constant"),
        // Under step and exponential, the rate falls by decay_rate every step_epochs epochs.
        new Real("decay_rate", Interval.FACTOR, 0.5),
        new Whole("step_epochs", 1, 100_000, Optional.of(5L)),
        new Choice("optimizer", List.of("sgd", "momentum", "nesterov", "adam"), "sgd"),
        new Real("momentum", Interval.SHARE, 0.9),
        new Real("beta1", Interval.SHARE, 0.9),
        new Real("beta2", Interval.SHARE, 0.999),
        new Real("epsilon", Interval.POSITIVE, 1e-8),
        new Real("weight_decay", Interval.NOT_NEGATIVE, 0),
        new Real("dropout", Interval.SHARE, 0),
        new Choice("initialization", List.of("gaussian", "xavier", "he"), "he"),
        new Choice("activation", List.of("relu", "elu", "gelu", "tanh"), "relu"));
  }

  /** What there is to learn from. */
  DataSettings data() {
    return new DataSettings(values);
  }

  int epochs() {
    return values.integer("epochs");
  }

  int batchSize() {
    return values.integer("batch_size");
  }

  double weightDecay() {
    return values.number("weight_decay");
  }

  double dropout() {
    return values.number("dropout");
  }

  Initializer initializer() {
    return Initializer.valueOf(upper("initialization"));
  }

  Activation activation() {
    return Activation.valueOf(upper("activation"));
  }

  UpdateRule updateRule() {
    return switch (values.text("optimizer")) {
      case "momentum" -> new UpdateRule.Momentum(values.number("momentum"));
      case "nesterov" -> new UpdateRule.Nesterov(values.number("momentum"));
      case "adam" ->
          new UpdateRule.Adam(
              values.number("beta1"), values.number("beta2"), values.number("epsilon"));
      default -> new UpdateRule.Sgd();
    };
  }

  Schedule schedule(long updatesPerEpoch) {
    double start = values.number("learning_rate");
    double factor = values.number("decay_rate");
    long period = values.integer("step_epochs") * updatesPerEpoch;
    return switch (values.text("schedule")) {
      case "step" -> new Schedule.Step(start, factor, period);
      case "exponential" -> new Schedule.Exponential(start, factor, period);
      case "cosine" -> new Schedule.Cosine(start, epochs() * updatesPerEpoch);
      default -> new Schedule.Constant(start);
    };
  }

  private String upper(String name) {
    return values.text(name).toUpperCase(Locale.ROOT);
  }
}
