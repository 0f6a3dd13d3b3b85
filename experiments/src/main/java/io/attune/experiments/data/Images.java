package io.attune.experiments.data;

import java.nio.file.Path;

/** Grey images of one size and their labels, one byte per pixel. Never changes. */
final class Images {
  private final int height;
  private final int width;
  private final byte[] pixels;
  private final byte[] labels;

  /**
   * Takes over two arrays without copying them, for they may be large.
   *
   * @param pixels image after image, row by row; unsigned
   * @param labels one per image
   */
  Images(int height, int width, byte[] pixels, byte[] labels) {
    this.height = height;
    this.width = width;
    this.pixels = pixels;
    this.labels = labels;
  }

  /** Joins two files' contents, which must agree on the number of images. */
  static Images join(Path folder, Idx images, Idx labels) {
    if (images.length(0) != labels.length(0)) {
      throw new DataException(
          "%s: there are %d images but %d labels. The files belong to different data sets; get both again."
              .formatted(folder, images.length(0), labels.length(0)));
    }
    return new Images(images.length(1), images.length(2), images.bytes(), labels.bytes());
  }

  int size() {
    return labels.length;
  }

  int height() {
    return height;
  }

  int width() {
    return width;
  }

  int label(int image) {
    return labels[image];
  }

  int area() {
    return height * width;
  }

  /** The pixel of an image at an offset into it, 0 to 255. */
  int pixel(int image, int offset) {
    return pixels[image * area() + offset] & 0xff;
  }
}
