package io.attune.experiments.train;

import io.attune.experiments.nn.Initializer;
import io.attune.experiments.nn.Initializer.Mode;
import io.attune.experiments.nn.Initializer.Scaled;
import io.attune.experiments.nn.Initializer.Shape;
import io.attune.experiments.train.Knob.Choice;
import io.attune.experiments.train.Knob.Interval;
import io.attune.experiments.train.Knob.Real;
import io.attune.experiments.train.Knob.Whole;
import io.attune.experiments.train.Rule.Use;
import io.attune.space.Assignment;
import java.util.List;
import java.util.Optional;

/** What a network starts from. */
record WeightKnobs(Assignment values) {
  private static final String INITIALIZATION = "initialization";

  static final KnobGroup GROUP = new KnobGroup(knobs(), rules());

  private static List<Knob> knobs() {
    return List.of(
        new Choice(
            INITIALIZATION,
            List.of(
                "zeros",
                "gaussian",
                "gaussian_sqrt",
                "xavier",
                "xavier_uniform",
                "xavier_normal",
                "he",
                "he_uniform",
                "he_normal",
                "orthogonal",
                "sparse"),
            "he"),
        new Real("init_scale", Interval.POSITIVE, 0.001),
        new Whole("init_connections", 1, 65_536, Optional.of(10L)),
        new Real("init_bias", Interval.FINITE, 0));
  }

  private static List<Rule> rules() {
    return List.of(
        Use.of("init_scale", INITIALIZATION, "gaussian", "sparse"),
        Use.of("init_connections", INITIALIZATION, "sparse"));
  }

  Initializer initializer() {
    double scale = values.number("init_scale");
    return switch (values.text(INITIALIZATION)) {
      case "zeros" -> new Initializer.Zeros();
      case "gaussian" -> new Initializer.Gaussian(scale);
      case "gaussian_sqrt" -> new Scaled(1, Mode.IN, Shape.NORMAL);
      case "xavier", "xavier_uniform" -> new Scaled(1, Mode.MEAN, Shape.UNIFORM);
      case "xavier_normal" -> new Scaled(1, Mode.MEAN, Shape.NORMAL);
      case "he_uniform" -> new Scaled(2, Mode.IN, Shape.UNIFORM);
      case "orthogonal" -> new Initializer.Orthogonal();
      case "sparse" -> new Initializer.Sparse(values.integer("init_connections"), scale);
      default -> new Scaled(2, Mode.IN, Shape.NORMAL);
    };
  }

  double bias() {
    return values.number("init_bias");
  }
}
