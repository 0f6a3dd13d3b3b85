package io.attune.experiments.train;

import io.attune.experiments.nn.AdaptiveRule;
import io.attune.experiments.nn.Clip;
import io.attune.experiments.nn.Restraint;
import io.attune.experiments.nn.UpdateRule;
import io.attune.experiments.nn.UpdateRule.Fading;
import io.attune.experiments.train.Knob.Choice;
import io.attune.experiments.train.Knob.Interval;
import io.attune.experiments.train.Knob.Real;
import io.attune.experiments.train.Rule.Use;
import io.attune.space.Assignment;
import java.util.List;
import java.util.Optional;

/** How gradients change weights, and what keeps both small. */
record UpdateKnobs(Assignment values) {
  private static final String OPTIMIZER = "optimizer";
  private static final double ADAMW_DECAY = 0.01;

  static final KnobGroup GROUP = new KnobGroup(knobs(), rules());

  private static List<Knob> knobs() {
    return List.of(
        new Choice(
            OPTIMIZER,
            List.of(
                "sgd", "momentum", "nesterov", "adagrad", "adadelta", "rmsprop", "adam", "adamw"),
            "sgd"),
        new Real("momentum", Interval.SHARE, 0.9),
        new Real("momentum_final", Interval.SHARE, Optional.empty()),
        new Real("beta1", Interval.SHARE, 0.9),
        new Real("beta2", Interval.SHARE, 0.999),
        new Real("rho", Interval.SHARE, 0.9),
        new Real("epsilon", Interval.POSITIVE, Optional.empty()),
        new Real("l1", Interval.NOT_NEGATIVE, 0),
        new Real("l2", Interval.NOT_NEGATIVE, 0),
        new Real("weight_decay", Interval.NOT_NEGATIVE, Optional.empty()),
        new Real("max_norm", Interval.POSITIVE, Optional.empty()),
        new Real("clip_norm", Interval.POSITIVE, Optional.empty()),
        new Real("clip_value", Interval.POSITIVE, Optional.empty()));
  }

  private static List<Rule> rules() {
    return List.of(
        Use.of("momentum", OPTIMIZER, "momentum", "nesterov"),
        Use.of("momentum_final", OPTIMIZER, "momentum", "nesterov"),
        Use.of("beta1", OPTIMIZER, "adam", "adamw"),
        Use.of("beta2", OPTIMIZER, "adam", "adamw"),
        Use.of("rho", OPTIMIZER, "adadelta", "rmsprop"),
        Use.of("epsilon", OPTIMIZER, "adagrad", "adadelta", "rmsprop", "adam", "adamw"));
  }

  UpdateRule rule() {
    return switch (values.text(OPTIMIZER)) {
      case "momentum" -> new UpdateRule.Momentum(momentum());
      case "nesterov" -> new UpdateRule.Nesterov(momentum());
      case "adagrad" -> new AdaptiveRule.Adagrad(epsilon(1e-10));
      case "adadelta" -> new AdaptiveRule.Adadelta(values.number("rho"), epsilon(1e-6));
      case "rmsprop" -> new AdaptiveRule.RmsProp(values.number("rho"), epsilon(1e-8));
      case "adam", "adamw" ->
          new AdaptiveRule.Adam(values.number("beta1"), values.number("beta2"), epsilon(1e-8));
      default -> new UpdateRule.Sgd();
    };
  }

  Restraint restraint() {
    double usualDecay = values.text(OPTIMIZER).equals("adamw") ? ADAMW_DECAY : 0;
    return new Restraint(
        values.number("l1"),
        values.number("l2"),
        values.number("weight_decay", usualDecay),
        values.number("max_norm", Double.POSITIVE_INFINITY));
  }

  Clip clip() {
    return new Clip(
        values.number("clip_norm", Double.POSITIVE_INFINITY),
        values.number("clip_value", Double.POSITIVE_INFINITY));
  }

  private Fading momentum() {
    double first = values.number("momentum");
    return new Fading(first, values.number("momentum_final", first));
  }

  private double epsilon(double usual) {
    return values.number("epsilon", usual);
  }
}
