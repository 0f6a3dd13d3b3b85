package io.attune.experiments.data;

import io.attune.experiments.tensor.HostBuffer;
import java.util.Arrays;

/** Gathers examples into batches, in one buffer that every batch overwrites. For one thread. */
public final class BatchReader {
  private final Standardizer standardizer;
  private final HostBuffer buffer;
  private final float[] row;
  private int[] labels = new int[0];

  BatchReader(Standardizer standardizer, int batchSize, int area) {
    this.standardizer = standardizer;
    this.buffer = HostBuffer.of(Math.multiplyExact(batchSize, area));
    this.row = new float[area];
  }

  /** Reads the examples at positions {@code from} to {@code to} of an order. */
  public void read(Examples examples, int[] order, int from, int to) {
    labels = new int[to - from];
    for (int i = from; i < to; i++) {
      labels[i - from] = examples.label(order[i]);
      examples.copy(order[i], standardizer, row);
      buffer.put((i - from) * row.length, row);
    }
  }

  /** The pixels of the batch, image after image. */
  public HostBuffer pixels() {
    return buffer;
  }

  /** The labels of the batch. */
  public int[] labels() {
    return Arrays.copyOf(labels, labels.length);
  }
}
