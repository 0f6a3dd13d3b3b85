package io.attune.experiments.train;

import io.attune.run.TrainerProvider;
import io.attune.space.Assignment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

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

  /** The network of a trial's best epoch. */
  Member best(Assignment assignment, Path folder);

  /** The networks that a trial kept on the way, earliest first; empty if it kept none. */
  List<Member> snapshots(Assignment assignment, Path folder) throws IOException;

  /**
   * How networks do together on the examples to choose by, or on those to judge by.
   *
   * @param members one or more
   * @return {@code val_loss}, {@code val_accuracy} and so on
   * @throws IOException if weights are missing
   * @throws IllegalArgumentException if the members cannot be combined
   */
  Map<String, Double> measure(List<Member> members, Combination how, Part part) throws IOException;

  /**
   * One trained network.
   *
   * @param assignment what its trial was trained with
   * @param weights the file of its weights
   */
  record Member(Assignment assignment, Path weights) {}

  /** How networks become one answer. */
  enum Combination {
    /** The mean of their probabilities, by softmax; where numbers are predicted, their mean. */
    PREDICTIONS,
    /** The answer of one network with the mean of their weights. */
    WEIGHTS
  }

  /** What to measure on. */
  enum Part {
    /** Examples to choose by. */
    VALIDATION("val"),
    /** Examples to judge a choice by, once. */
    TEST("test");

    private final String prefix;

    Part(String prefix) {
      this.prefix = prefix;
    }

    /** What names of metrics begin with. */
    String prefix() {
      return prefix;
    }
  }
}
