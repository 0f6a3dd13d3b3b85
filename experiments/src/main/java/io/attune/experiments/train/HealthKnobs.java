package io.attune.experiments.train;

import io.attune.experiments.health.Detail;
import io.attune.experiments.train.Knob.Choice;
import io.attune.experiments.train.Knob.Flag;
import io.attune.space.Assignment;
import java.util.List;
import java.util.Locale;

/** What is measured of the layers, and drawn. */
record HealthKnobs(Assignment values) {
  static final KnobGroup GROUP =
      new KnobGroup(
          List.of(
              new Choice("layer_health", List.of("none", "summary", "full"), "none"),
              new Flag("pictures", false)),
          List.of());

  Detail detail() {
    return Detail.valueOf(values.text("layer_health").toUpperCase(Locale.ROOT));
  }

  /** Whether pictures of the trained network are wanted. */
  boolean pictures() {
    return values.flag("pictures", false);
  }
}
