package io.attune.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A network and a batch size whose training is timed. */
enum TrainingCase {
  /** 784-256-128-10, ReLU. */
  MLP_64("mlp", 64, Map.of("layers", 2, "units_1", 256, "units_2", 128)),
  /** The same with fewer and larger batches. */
  MLP_256("mlp", 256, Map.of("layers", 2, "units_1", 256, "units_2", 128)),
  /** Two 3×3 convolutions, 16 and 32 filters, each halved; 64 units; 10 scores. */
  CNN_64("cnn", 64, Map.of("blocks", 2, "filters", 16, "kernel", 3, "units", 64));

  private final String trainer;
  private final int batch;
  private final Map<String, Object> shape;

  TrainingCase(String trainer, int batch, Map<String, Object> shape) {
    this.trainer = trainer;
    this.batch = batch;
    this.shape = shape;
  }

  /** The case with a name. */
  static TrainingCase named(String name) {
    return Arrays.stream(values())
        .filter(value -> value.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                BenchException.wrongInput(
                    "%s is no case. Known: %s."
                        .formatted(
                            name,
                            Arrays.stream(values())
                                .map(TrainingCase::toString)
                                .collect(Collectors.joining(", ")))));
  }

  /** Name of our trainer. */
  String trainer() {
    return trainer;
  }

  /** Settings of our trainer: plain momentum, nothing that costs extra. */
  Map<String, Object> settings(int epochs, int examples) {
    Map<String, Object> settings = new LinkedHashMap<>(shape);
    settings.put("data", "fashion-mnist");
    settings.put("train_size", examples);
    settings.put("validation_size", 250);
    settings.put("optimizer", "momentum");
    settings.put("learning_rate", 0.01);
    settings.put("batch_size", batch);
    settings.put("epochs", epochs);
    return settings;
  }

  /** What a program has to be told to train the same. */
  List<String> arguments(int epochs, int examples) {
    return List.of(trainer, "" + batch, "" + epochs, "" + examples);
  }

  @Override
  public String toString() {
    return trainer + "-" + batch;
  }
}
