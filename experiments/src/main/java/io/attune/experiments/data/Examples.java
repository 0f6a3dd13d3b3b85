package io.attune.experiments.data;

import java.util.Arrays;
import java.util.List;

/** Some samples of a data set, in a fixed order. Immutable and shared between trials. */
public final class Examples {
  private final Samples samples;
  private final int[] rows;

  Examples(Samples samples, int[] rows) {
    this.samples = samples;
    this.rows = rows.clone();
  }

  /** How many there are. */
  public int size() {
    return rows.length;
  }

  /** What each of them looks like. */
  public Shape shape() {
    return samples.rows().shape();
  }

  /** Colours of an image, or features of a row. */
  public int channels() {
    return shape().channels();
  }

  /** Rows of pixels per image; 1 for rows of features. */
  public int height() {
    return shape().height();
  }

  /** Pixels per row; 1 for rows of features. */
  public int width() {
    return shape().width();
  }

  /** Whether classes or numbers are to be predicted. */
  public Task task() {
    return samples.targets() instanceof Targets.Labels ? Task.CLASSIFICATION : Task.REGRESSION;
  }

  /** How many classes there are; 0 where numbers are to be predicted. */
  public int classes() {
    return classNames().size();
  }

  /** Names of the classes; none where numbers are to be predicted. */
  public List<String> classNames() {
    return samples.targets() instanceof Targets.Labels labels ? labels.names() : List.of();
  }

  /** Numbers that a network puts out for an example: a score per class, or the prediction. */
  public int outputs() {
    return Math.max(1, classes());
  }

  /**
   * The class of one of them, from 0.
   *
   * @throws IllegalStateException where numbers are to be predicted
   */
  public int label(int index) {
    if (samples.targets() instanceof Targets.Labels labels) {
      return labels.labels()[rows[index]];
    }
    throw new IllegalStateException("these examples have numbers to predict, not classes.");
  }

  /** What is to be predicted of one of them: a number, or the class as a number. */
  public float target(int index) {
    return samples.targets() instanceof Targets.Values values
        ? values.values()[rows[index]]
        : label(index);
  }

  /** The first {@code count} of them, or all if there are no more. */
  public Examples first(int count) {
    return new Examples(samples, Arrays.copyOf(rows, Math.min(count, rows.length)));
  }

  Rows rows() {
    return samples.rows();
  }

  /** Where one of them lies among the rows. */
  int row(int index) {
    return rows[index];
  }
}
