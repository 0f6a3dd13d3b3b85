package io.attune.experiments.data;

/**
 * Brings images to another size: each new pixel is the mean of the area that it covers in the old
 * image. The same on every machine.
 */
final class Resampling {
  private Resampling() {}

  /**
   * A plane in another size.
   *
   * @param plane row by row
   * @param oldWidth pixels per row
   */
  static float[] resized(float[] plane, int oldWidth, int height, int width) {
    int oldHeight = plane.length / oldWidth;
    if (oldHeight == height && oldWidth == width) {
      return plane;
    }
    float[] narrow = new float[oldHeight * width];
    for (int row = 0; row < oldHeight; row++) {
      shrink(plane, row * oldWidth, 1, oldWidth, narrow, row * width, 1, width);
    }
    float[] small = new float[height * width];
    for (int column = 0; column < width; column++) {
      shrink(narrow, column, width, oldHeight, small, column, width, height);
    }
    return small;
  }

  /** One line of pixels, each {@code step} numbers after the one before. */
  private static void shrink(
      float[] from,
      int start,
      int step,
      int length,
      float[] to,
      int toStart,
      int toStep,
      int size) {
    double scale = (double) length / size;
    for (int i = 0; i < size; i++) {
      double left = i * scale;
      double right = (i + 1) * scale;
      double sum = 0;
      for (int j = (int) left; j < Math.min(length, Math.ceil(right)); j++) {
        double share = Math.min(right, j + 1) - Math.max(left, j);
        sum += share * from[start + j * step];
      }
      to[toStart + i * toStep] = (float) (sum / scale);
    }
  }
}
