package io.attune.experiments.train;

import io.attune.space.Assignment;
import java.util.List;

/**
 * The settings that every network shares, read from an assignment that {@link Knobs#complete} has
 * checked. Names in sweep files are those of {@link #groups}.
 */
record Settings(Assignment values) {
  /** What they are called, what they take, and what they are when nobody says. */
  static List<KnobGroup> groups() {
    return List.of(
        DataSettings.GROUP,
        RunKnobs.GROUP,
        RateKnobs.GROUP,
        UpdateKnobs.GROUP,
        LossKnobs.GROUP,
        WeightKnobs.GROUP,
        TransferKnobs.GROUP,
        HealthKnobs.GROUP);
  }

  /** What there is to learn from. */
  DataSettings data() {
    return new DataSettings(values);
  }

  RunKnobs run() {
    return new RunKnobs(values);
  }

  RateKnobs rate() {
    return new RateKnobs(values);
  }

  UpdateKnobs update() {
    return new UpdateKnobs(values);
  }

  LossKnobs loss() {
    return new LossKnobs(values);
  }

  WeightKnobs weights() {
    return new WeightKnobs(values);
  }

  /** Which trained network to start from, if any. */
  TransferKnobs transfer() {
    return new TransferKnobs(values);
  }

  HealthKnobs health() {
    return new HealthKnobs(values);
  }

  HiddenKnobs hidden() {
    return new HiddenKnobs(values);
  }

  /** A number of one layer, or else of all; layers count from 1. */
  double ofLayer(String name, int layer) {
    return values.number(name + "_" + layer, values.number(name));
  }
}
