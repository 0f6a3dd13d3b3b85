package io.attune.experiments.data;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Some samples of a data set, in a fixed order. Immutable and shared between trials. */
public final class Examples {
  private final Samples samples;
  private final int[] rows;
  private final Shape shape;

  Examples(Samples samples, int[] rows) {
    this(samples, rows, samples.rows().shape());
  }

  private Examples(Samples samples, int[] rows, Shape shape) {
    this.samples = samples;
    this.rows = rows.clone();
    this.shape = shape;
  }

  /** How many there are. */
  public int size() {
    return rows.length;
  }

  /** What a network sees of each of them. */
  public Shape shape() {
    return shape;
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
    return new Examples(samples, Arrays.copyOf(rows, Math.min(count, rows.length)), shape);
  }

  /** The same, of which a network sees another shape. */
  Examples as(Shape other) {
    return new Examples(samples, rows, other);
  }

  /** The same targets with other numbers, one row for each of these in their order. */
  Examples with(Rows numbers) {
    Targets targets = samples.targets().at(rows);
    return new Examples(new Samples(numbers, targets), IntStream.range(0, rows.length).toArray());
  }

  Rows rows() {
    return samples.rows();
  }

  /** Where one of them lies among the rows. */
  int row(int index) {
    return rows[index];
  }
}
