package io.attune.experiments.data;

/**
 * What one example looks like: an image, or a row of features, which is an image of one pixel with
 * a channel per feature.
 *
 * @param channels 1 for grey images, 3 for coloured ones
 * @param height rows of pixels
 * @param width pixels per row
 */
public record Shape(int channels, int height, int width) {
  /** A row of features. */
  public static Shape row(int features) {
    return new Shape(features, 1, 1);
  }

  /** Numbers per example. */
  public int size() {
    return Math.multiplyExact(channels, area());
  }

  /** Pixels per channel. */
  public int area() {
    return Math.multiplyExact(height, width);
  }

  /** Whether neighbours mean anything. */
  public boolean isImage() {
    return area() > 1;
  }

  @Override
  public String toString() {
    return isImage()
        ? channels + " × " + height + " × " + width
        : channels + (channels == 1 ? " feature" : " features");
  }
}
