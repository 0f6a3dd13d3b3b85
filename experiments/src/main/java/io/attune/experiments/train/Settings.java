package io.attune.experiments.train;

import io.attune.experiments.data.DataSource;
import io.attune.experiments.data.Dataset;
import io.attune.experiments.data.Examples;
import io.attune.experiments.train.Knob.Choice;
import io.attune.experiments.train.Knob.Text;
import io.attune.experiments.train.Knob.Whole;
import io.attune.space.Assignment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The settings that every network shares, read from an assignment that {@link Knobs#complete} has
 * checked. Names in sweep files are those of {@link #groups}.
 */
record Settings(Assignment values) {
  static final String DATA = "data";
  static final String DATA_DIR = "data_dir";
  static final List<String> SOURCES =
      Arrays.stream(DataSource.values()).map(DataSource::key).toList();

  private static final long MANY = Integer.MAX_VALUE;

  /** The settings of data. */
  private static final KnobGroup DATA_GROUP =
      new KnobGroup(
          List.of(
              new Choice(DATA, SOURCES, "digits"),
              new Text(DATA_DIR),
              // Use only the first so many examples; all of them when left out.
              new Whole("train_size", 1, MANY, Optional.empty()),
              new Whole("validation_size", 1, MANY, Optional.empty())),
          List.of());

  /** What they are called, what they take, and what they are when nobody says. */
  static List<KnobGroup> groups() {
    return List.of(
        DATA_GROUP,
        RunKnobs.GROUP,
        RateKnobs.GROUP,
        UpdateKnobs.GROUP,
        LossKnobs.GROUP,
        WeightKnobs.GROUP);
  }

  DataSource data() {
    return DataSource.of(values.text(DATA));
  }

  Optional<Path> folder() {
    return values.has(DATA_DIR) ? Optional.of(Path.of(values.text(DATA_DIR))) : Optional.empty();
  }

  /**
   * The part of the data that trials see.
   *
   * @throws IllegalArgumentException if a size is larger than the data
   */
  Dataset part(Dataset data) {
    return data.with(
        first("train_size", data.train()), first("validation_size", data.validation()));
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

  HiddenKnobs hidden() {
    return new HiddenKnobs(values);
  }

  /** A number of one layer, or else of all; layers count from 1. */
  double ofLayer(String name, int layer) {
    return values.number(name + "_" + layer, values.number(name));
  }

  private Examples first(String name, Examples examples) {
    int size = values.integer(name, examples.size());
    if (size > examples.size()) {
      throw new IllegalArgumentException(
          "%s: is %d, but %s has %d such examples. Leave it out to use them all."
              .formatted(name, size, data().key(), examples.size()));
    }
    return examples.first(size);
  }
}
