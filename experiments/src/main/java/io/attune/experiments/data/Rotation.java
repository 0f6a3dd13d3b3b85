package io.attune.experiments.data;

import io.attune.experiments.data.Preparation.Method;
import java.nio.FloatBuffer;

/**
 * Centred numbers along other axes: those of largest variance first (principal components), divided
 * by the root of that variance where they are whitened, and turned back for ZCA (Bell and Sejnowski
 * 1997, "The independent components of natural scenes are edge filters", section 2).
 */
final class Rotation {
  private final Scaling centred;
  private final Shape shape;
  private final float[][] axes;

  private Rotation(Scaling centred, Shape shape, float[][] axes) {
    this.centred = centred;
    this.shape = shape;
    this.axes = axes;
  }

  /**
   * Finds the axes of some examples.
   *
   * @param centred takes off the mean of each number
   * @throws DataException if there are too many numbers per example, or fewer than components
   */
  static Rotation of(Examples train, Scaling centred, Preparation preparation) {
    PrincipalAxes principal = PrincipalAxes.of(train, centred, preparation);
    if (preparation.method() == Method.ZCA) {
      return new Rotation(centred, train.shape(), principal.turnedBack(preparation.epsilon()));
    }
    float[][] axes =
        preparation.method() == Method.PCA
            ? principal.plain()
            : principal.whitening(preparation.epsilon());
    return new Rotation(centred, Shape.row(axes.length), axes);
  }

  /** The same examples along the new axes. */
  Examples apply(Examples examples) {
    FloatBuffer turned = LargeFloats.of((long) examples.size() * axes.length);
    RowReader reader = examples.rows().reader(centred);
    float[] row = new float[examples.shape().size()];
    float[] result = new float[axes.length];
    for (int i = 0; i < examples.size(); i++) {
      reader.read(examples.row(i), row);
      for (int axis = 0; axis < axes.length; axis++) {
        result[axis] = dot(axes[axis], row);
      }
      turned.put(i * axes.length, result);
    }
    return examples.with(new FloatRows(shape, turned));
  }

  private static float dot(float[] axis, float[] row) {
    double sum = 0;
    for (int i = 0; i < row.length; i++) {
      sum += axis[i] * row[i];
    }
    return (float) sum;
  }
}
