package io.attune.experiments.data;

import io.attune.experiments.tensor.Backend;
import io.attune.experiments.tensor.HostBuffer;
import io.attune.experiments.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Sums of products of every two numbers of an example, in blocks, of which only those on and below
 * the diagonal are computed. For one thread.
 */
final class Covariance {
  /** Numbers in a block: large enough for fast products, small enough to leave half of them out. */
  private static final int WIDTH = 512;

  /** Examples to multiply at a time. */
  private static final int BATCH = 1024;

  private final Backend backend;
  private final int size;
  private final List<Block> blocks;
  private final List<List<Tensor>> sums;

  private Covariance(Backend backend, int size) {
    this.backend = backend;
    this.size = size;
    this.blocks =
        IntStream.range(0, (size + WIDTH - 1) / WIDTH)
            .mapToObj(i -> Block.of(i * WIDTH, Math.min(size, (i + 1) * WIDTH)))
            .toList();
    this.sums = blocks.stream().map(this::row).toList();
  }

  /**
   * The covariances of the numbers of some examples, as a square matrix row by row. Divides by the
   * number of examples.
   *
   * @param precise sums in 64 bits
   * @param centred takes off the mean of each number
   */
  static double[] of(Backend precise, Examples examples, Scaling centred) {
    Covariance covariance = new Covariance(precise, examples.shape().size());
    RowReader reader = examples.rows().reader(centred);
    for (int from = 0; from < examples.size(); from += BATCH) {
      covariance.add(reader, examples, from);
    }
    return covariance.divided(examples.size());
  }

  private List<Tensor> row(Block left) {
    return blocks.stream()
        .filter(right -> right.from() <= left.from())
        .map(right -> backend.zeros(left.width(), right.width()))
        .toList();
  }

  private void add(RowReader reader, Examples examples, int from) {
    float[] row = new float[size];
    int count = Math.min(BATCH, examples.size() - from);
    for (int i = 0; i < count; i++) {
      reader.read(examples.row(from + i), row);
      for (Block block : blocks) {
        block.take(row, i);
      }
    }
    blocks.forEach(block -> block.finish(count));
    backend.scoped(this::multiply);
  }

  private int multiply() {
    List<Tensor> views = new ArrayList<>();
    for (Block block : blocks) {
      views.add(backend.view(block.buffer(), block.width(), BATCH));
    }
    for (int i = 0; i < blocks.size(); i++) {
      for (int j = 0; j <= i; j++) {
        sums.get(i).get(j).add(views.get(i).linear(views.get(j)), 1);
      }
    }
    return blocks.size();
  }

  private double[] divided(int examples) {
    double[] all = new double[Math.multiplyExact(size, size)];
    for (int i = 0; i < blocks.size(); i++) {
      for (int j = 0; j <= i; j++) {
        copy(sums.get(i).get(j).toDoubles(), blocks.get(i), blocks.get(j), examples, all);
      }
    }
    return all;
  }

  private void copy(double[] block, Block left, Block right, int divisor, double[] all) {
    for (int i = 0; i < left.width(); i++) {
      for (int j = 0; j < right.width(); j++) {
        double value = block[i * right.width() + j] / divisor;
        all[(left.from() + i) * size + right.from() + j] = value;
        all[(right.from() + j) * size + left.from() + i] = value;
      }
    }
  }

  /**
   * Some numbers of a batch of examples, number after number.
   *
   * @param turned what goes into the buffer next
   */
  private record Block(int from, int width, float[] turned, HostBuffer buffer) {
    static Block of(int from, int to) {
      int capacity = (to - from) * BATCH;
      return new Block(from, to - from, new float[capacity], HostBuffer.of(capacity));
    }

    void take(float[] row, int example) {
      for (int i = 0; i < width; i++) {
        turned[i * BATCH + example] = row[from + i];
      }
    }

    /** Examples that are missing count nothing. */
    void finish(int examples) {
      for (int i = 0; examples < BATCH && i < width; i++) {
        Arrays.fill(turned, i * BATCH + examples, (i + 1) * BATCH, 0);
      }
      buffer.put(0, turned);
    }
  }
}
