package io.attune.experiments.train;

import io.attune.run.TrainerProvider;
import io.attune.space.Assignment;
import java.io.IOException;
import java.nio.file.Path;

/** A trainer whose trials leave networks behind that can be used again. */
public interface ModelProvider extends TrainerProvider {
  /**
   * Writes the network of a trial's best epoch to a file that {@code start_from} takes.
   *
   * @param assignment what the trial was trained with
   * @param folder the trial's own, where its weights are
   * @throws IOException if there are no weights, or the file cannot be written
   * @throws IllegalArgumentException if the assignment is none of this trainer's
   */
  void save(Assignment assignment, Path folder, Path file) throws IOException;
}
