package io.attune.experiments.data;

import io.attune.experiments.nn.CounterRandom;
import java.util.Arrays;

/**
 * Three disjoint sets of examples: to learn from, to choose by, and to judge the choice once.
 * Pixels are standardised with mean and deviation of the training part alone. The parts are the
 * same for every trial and every sweep. Immutable and shared between trials.
 */
public final class Dataset {
  /** Classes of every data set here. */
  public static final int CLASSES = 10;

  /**
   * Seed of the split, the same for all trials since they are compared. The first number there is:
   * a split chosen by how anything scores on its test part would flatter every result.
   */
  private static final long SPLIT_SEED = 1;

  private final Examples train;
  private final Examples validation;
  private final Examples test;
  private final Standardizer standardizer;

  private Dataset(Examples train, Examples validation, Examples test, Standardizer standardizer) {
    this.train = train;
    this.validation = validation;
    this.test = test;
    this.standardizer = standardizer;
  }

  private static Dataset of(Examples train, Examples validation, Examples test) {
    return new Dataset(train, validation, test, train.standardizer());
  }

  /** Splits one set in three, keeping the share of each class equal in all. */
  static Dataset split(Images images, int validation, int test) {
    int[] rows = Strata.spread(images, shuffled(images));
    int train = rows.length - validation - test;
    return of(
        new Examples(images, Arrays.copyOfRange(rows, 0, train)),
        new Examples(images, Arrays.copyOfRange(rows, train, train + validation)),
        new Examples(images, Arrays.copyOfRange(rows, train + validation, rows.length)));
  }

  /** Splits a training set in two and keeps the test set that came with it. */
  static Dataset of(Images training, int validation, Images test) {
    int[] rows = Strata.spread(training, shuffled(training));
    int train = rows.length - validation;
    return of(
        new Examples(training, Arrays.copyOfRange(rows, 0, train)),
        new Examples(training, Arrays.copyOfRange(rows, train, rows.length)),
        new Examples(test, shuffled(test)));
  }

  /** The same data with fewer examples to learn from and to choose by; pixels stay as they are. */
  public Dataset with(Examples train, Examples validation) {
    return new Dataset(train, validation, test, standardizer);
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

  /** A reader of batches of this data's pixels. */
  public BatchReader reader(int batchSize) {
    return new BatchReader(standardizer, batchSize, train.height() * train.width());
  }

  private static int[] shuffled(Images images) {
    return CounterRandom.of(SPLIT_SEED, CounterRandom.Purpose.SPLIT, 0).permutation(images.size());
  }
}
