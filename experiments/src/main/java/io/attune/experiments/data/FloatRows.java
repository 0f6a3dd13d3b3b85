package io.attune.experiments.data;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.security.MessageDigest;

/**
 * Numbers row after row, in memory or in a mapped file.
 *
 * @param numbers never changed after this was made
 */
record FloatRows(Shape shape, FloatBuffer numbers) implements Rows {
  @Override
  public int size() {
    return numbers.capacity() / shape.size();
  }

  @Override
  public RowReader reader(Scaling scaling) {
    float[] shifts = scaling.shifts(shape);
    float[] factors = scaling.factors(shape);
    return (row, into) -> {
      numbers.get(row * into.length, into);
      for (int i = 0; i < into.length; i++) {
        into[i] = (into[i] - shifts[i]) * factors[i];
      }
    };
  }

  @Override
  public void digest(int row, MessageDigest sum) {
    ByteBuffer bytes = ByteBuffer.allocate(shape.size() * Float.BYTES);
    bytes.asFloatBuffer().put(numbers.slice(row * shape.size(), shape.size()));
    sum.update(bytes);
  }
}
