package io.attune.experiments.data;

import java.nio.FloatBuffer;

/** What readers put into batches, as arrays. */
final class Batches {
  private Batches() {}

  /** A batch of one example. */
  static float[] of(BatchReader reader, Examples examples, int index) {
    reader.read(examples, new int[] {index}, 0, 1);
    return floats(reader, examples.shape().size());
  }

  /** The first numbers of a batch. */
  static float[] floats(BatchReader reader, int count) {
    FloatBuffer buffer = reader.inputs().first(count).asFloatBuffer();
    float[] values = new float[count];
    buffer.get(values);
    return values;
  }
}
