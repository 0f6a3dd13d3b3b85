package io.attune.experiments.data;

import io.attune.experiments.tensor.Backend;

/**
 * Three disjoint sets of examples: to learn from, to choose by, and to judge the choice once. The
 * parts are the same for every trial and every sweep. Immutable and shared between trials.
 */
public final class Dataset {
  private final Examples train;
  private final Examples validation;
  private final Examples test;
  private final Scaling scaling;
  private final Augmentation augmentation;
  private final Fingerprint fingerprint;

  private Dataset(
      Examples train,
      Examples validation,
      Examples test,
      Scaling scaling,
      Augmentation augmentation,
      Fingerprint fingerprint) {
    this.train = train;
    this.validation = validation;
    this.test = test;
    this.scaling = scaling;
    this.augmentation = augmentation;
    this.fingerprint = fingerprint;
  }

  /** Three parts with numbers as they are. */
  Dataset(Examples train, Examples validation, Examples test) {
    this(
        train,
        validation,
        test,
        Scaling.none(train.shape()),
        Augmentation.NONE,
        new Fingerprint(train, validation, test));
  }

  /** The same data, each number shifted and scaled as follows from the training part. */
  Dataset scaled(Preparation preparation) {
    Scaling scale = Statistics.of(train).scaling(preparation.method());
    return new Dataset(train, validation, test, scale, augmentation, fingerprint);
  }

  /** The same data along other axes. */
  Dataset turned(Rotation rotation, Backend backend) {
    Examples turned = rotation.apply(train, backend);
    return new Dataset(
        turned,
        rotation.apply(validation, backend),
        rotation.apply(test, backend),
        Scaling.none(turned.shape()),
        augmentation,
        fingerprint);
  }

  /** The same data with images that change each time they are learned from. */
  public Dataset augmented(Augmentation changes) {
    Shape shape = changes.of(train.shape());
    return new Dataset(
        train.as(shape), validation.as(shape), test.as(shape), scaling, changes, fingerprint);
  }

  /** The same data with the first examples to learn from and to choose by. */
  public Dataset first(Portion portion) {
    return new Dataset(
        train.first(portion.train()),
        validation.first(portion.validation()),
        test,
        scaling,
        augmentation,
        fingerprint);
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

  /** What a network sees of each example. */
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

  /**
   * SHA-256 of the data before it is prepared, all of it, and of its split; in 64 hexadecimal
   * digits.
   */
  public String fingerprint() {
    return fingerprint.text();
  }

  /** A reader of batches to evaluate on. */
  public BatchReader reader(int batchSize) {
    return new BatchReader(train, scaling, augmentation.fixed(train.rows().shape()), batchSize);
  }

  /**
   * A reader of batches to learn from, which changes images at random once {@link BatchReader#draw}
   * has given it random numbers.
   */
  public BatchReader learningReader(int batchSize) {
    return new BatchReader(train, scaling, augmentation.random(train.rows().shape()), batchSize);
  }
}
