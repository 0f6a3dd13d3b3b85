package io.attune.experiments.train;

import io.attune.experiments.data.Dataset;
import io.attune.experiments.tensor.Backend;
import io.attune.space.Assignment;
import java.io.IOException;
import java.nio.file.Path;

/** A trial that was trained, and what it left in its folder. */
record SavedTrial(Blueprint blueprint, Assignment assignment, Path folder) {
  /** All weights are replaced, so it does not matter which were drawn first. */
  private static final long ANY_SEED = 0;

  /** Writes the network of its best epoch as a file. */
  void save(Backend backend, Path file) throws IOException {
    Checkpoint weights = new TrialFiles(folder).best();
    Settings settings = blueprint.settings(assignment);
    blueprint.foreign(settings).ifPresent(SavedTrial::refuse);
    Dataset data = blueprint.data(settings);
    Model model = blueprint.model(settings, Form.of(data), backend, ANY_SEED);
    weights.restore(model.learned().tensors());
    blueprint.file(settings, Form.of(data), model.whole()).write(file);
  }

  private static void refuse(Path script) {
    throw new IllegalArgumentException(
        "the trial learned with the network of %s, which a model file cannot hold."
            .formatted(script));
  }
}
