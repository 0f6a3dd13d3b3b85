package io.attune.experiments.data;

import io.attune.experiments.nn.CounterRandom;
import java.util.Arrays;

/**
 * Three disjoint sets of examples: to learn from, to choose by, and to judge the choice once.
 * Numbers are standardised per channel with mean and deviation of the training part alone. The
 * parts are the same for every trial and every sweep. Immutable and shared between trials.
 */
public final class Dataset {
  /**
   * Seed of the split, the same for all trials since they are compared. The first number there is:
   * a split chosen by how anything scores on its test part would flatter every result.
   */
  private static final long SPLIT_SEED = 1;

  private final Examples train;
  private final Examples validation;
  private final Examples test;
  private final Scaling scaling;

  private Dataset(Examples train, Examples validation, Examples test, Scaling scaling) {
    this.train = train;
    this.validation = validation;
    this.test = test;
    this.scaling = scaling;
  }

  private static Dataset of(Examples train, Examples validation, Examples test) {
    return new Dataset(train, validation, test, Statistics.of(train).standardizedChannels());
  }

  /** Splits one set in three, keeping the share of each class equal in all. */
  static Dataset split(Samples samples, int validation, int test) {
    int[] rows = Strata.spread(samples.targets(), shuffled(samples));
    int train = rows.length - validation - test;
    return of(
        new Examples(samples, Arrays.copyOfRange(rows, 0, train)),
        new Examples(samples, Arrays.copyOfRange(rows, train, train + validation)),
        new Examples(samples, Arrays.copyOfRange(rows, train + validation, rows.length)));
  }

  /** Splits a training set in two and keeps the test set that came with it. */
  static Dataset of(Samples training, int validation, Samples test) {
    int[] rows = Strata.spread(training.targets(), shuffled(training));
    int train = rows.length - validation;
    return of(
        new Examples(training, Arrays.copyOfRange(rows, 0, train)),
        new Examples(training, Arrays.copyOfRange(rows, train, rows.length)),
        new Examples(test, shuffled(test)));
  }

  /** The same data with fewer examples to learn from and to choose by; numbers stay as they are. */
  public Dataset with(Examples train, Examples validation) {
    return new Dataset(train, validation, test, scaling);
  }

  /** Examples to learn from. */
  public Examples train() {
    return train;
  }

  /** Examples to choose by. */
  public Examples validation() {
    return validation;
  }

  /** Examples to judge the choice by, once. */
  public Examples test() {
    return test;
  }

  /** What each example looks like. */
  public Shape shape() {
    return train.shape();
  }

  /** Whether classes or numbers are to be predicted. */
  public Task task() {
    return train.task();
  }

  /** How many classes there are; 0 where numbers are to be predicted. */
  public int classes() {
    return train.classes();
  }

  /** Numbers that a network puts out for an example: a score per class, or the prediction. */
  public int outputs() {
    return train.outputs();
  }

  /** A reader of batches of this data. */
  public BatchReader reader(int batchSize) {
    return new BatchReader(train, scaling, batchSize);
  }

  private static int[] shuffled(Samples samples) {
    return CounterRandom.of(SPLIT_SEED, CounterRandom.Purpose.SPLIT, 0).permutation(samples.size());
  }
}
