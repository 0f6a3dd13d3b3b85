package io.attune.experiments.data;

import io.attune.experiments.tensor.HostBuffer;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Gathers examples into batches, in one buffer that every batch overwrites. For one thread. */
public final class BatchReader {
  private final Scaling scaling;
  private final ImageCut cut;
  private final HostBuffer buffer;
  private final float[] row;
  private final float[] changed;
  private Source source;
  private float[] targets = new float[0];
  private Optional<RandomGenerator> random = Optional.empty();

  /** A reader that cuts images, at random if it has been given random numbers. */
  BatchReader(Examples usual, Scaling scaling, ImageCut cut, int batchSize) {
    this.scaling = scaling;
    this.cut = cut;
    this.row = new float[usual.rows().shape().size()];
    this.changed = cut.isNothing() ? row : new float[usual.shape().size()];
    this.buffer = HostBuffer.of(Math.multiplyExact(batchSize, changed.length));
    this.source = Source.of(usual.rows(), scaling);
  }

  /** Cuts images at random from now on, with these numbers. */
  public void draw(RandomGenerator numbers) {
    random = Optional.of(numbers);
  }

  /** Reads the examples at positions {@code from} to {@code to} of an order. */
  public void read(Examples examples, int[] order, int from, int to) {
    if (examples.rows() != source.rows()) {
      source = Source.of(examples.rows(), scaling);
    }
    targets = targets.length == to - from ? targets : new float[to - from];
    for (int i = from; i < to; i++) {
      targets[i - from] = examples.target(order[i]);
      source.reader().read(examples.row(order[i]), row);
      change();
      buffer.put((i - from) * changed.length, changed);
    }
  }

  /** The numbers of the batch, example after example, each channel after channel. */
  public HostBuffer inputs() {
    return buffer;
  }

  /** The classes of the batch, where classes are to be predicted. */
  public int[] labels() {
    int[] labels = new int[targets.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (int) targets[i];
    }
    return labels;
  }

  /** What is to be predicted of each example of the batch; classes as numbers. */
  public float[] targets() {
    return targets.clone();
  }

  private void change() {
    if (cut.isNothing()) {
      return;
    }
    if (random.isPresent()) {
      cut.anywhere(row, changed, random.get());
    } else {
      cut.middle(row, changed);
    }
  }

  private record Source(Rows rows, RowReader reader) {
    static Source of(Rows rows, Scaling scaling) {
      return new Source(rows, rows.reader(scaling));
    }
  }
}
