package io.attune.experiments.data;

import io.attune.experiments.data.Preparation.Method;
import io.attune.experiments.tensor.Backend;
import io.attune.experiments.tensor.HostBuffer;
import io.attune.experiments.tensor.Tensor;
import java.nio.FloatBuffer;

/**
 * Centred numbers along other axes: those of largest variance first (principal components), divided
 * by the root of that variance where they are whitened, and turned back for ZCA (Bell and Sejnowski
 * 1997, "The independent components of natural scenes are edge filters", section 2).
 *
 * @param centred takes off the mean of each number
 * @param shape what an example looks like afterwards
 * @param axes one after the other, each as long as an example
 */
record Rotation(Scaling centred, Shape shape, float[] axes) {
  /** Examples to turn at a time. */
  private static final int BATCH = 1024;

  /**
   * What a preparation makes of some axes.
   *
   * @param image what an example looks like
   * @param precise computes with 64 bits
   */
  static Rotation of(
      PrincipalAxes principal, Shape image, Preparation preparation, Backend precise) {
    int kept = preparation.components().orElse(principal.size());
    double epsilon = preparation.epsilon();
    Scaling centred = principal.centred();
    if (preparation.method() == Method.ZCA) {
      return new Rotation(centred, image, principal.turnedBack(epsilon, precise));
    }
    float[] axes =
        preparation.method() == Method.PCA
            ? principal.plain(kept)
            : principal.whitening(kept, epsilon);
    return new Rotation(centred, Shape.row(kept), axes);
  }

  /** The same examples along the new axes, computed once and for all. */
  Examples apply(Examples examples, Backend backend) {
    int size = examples.shape().size();
    FloatBuffer turned = LargeFloats.of((long) examples.size() * shape.size());
    Tensor matrix = backend.zeros(shape.size(), size);
    matrix.assign(axes);
    RowReader reader = examples.rows().reader(centred);
    HostBuffer batch = HostBuffer.of(BATCH * size);
    for (int from = 0; from < examples.size(); from += BATCH) {
      int count = Math.min(BATCH, examples.size() - from);
      read(reader, examples, from, count, batch);
      float[] rows =
          backend.scoped(() -> backend.view(batch, count, size).linear(matrix).toArray());
      turned.put(from * shape.size(), rows);
    }
    return examples.with(new FloatRows(shape, turned));
  }

  private static void read(
      RowReader reader, Examples examples, int from, int count, HostBuffer into) {
    float[] row = new float[examples.shape().size()];
    for (int i = 0; i < count; i++) {
      reader.read(examples.row(from + i), row);
      into.put(i * row.length, row);
    }
  }
}
