package io.attune.experiments.data;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Cuts a part out of an image with a margin of zeros, and may mirror it. Immutable. */
final class ImageCut {
  private final Shape image;
  private final Shape cut;
  private final int padding;
  private final boolean flips;

  ImageCut(Shape image, Shape cut, int padding, boolean flips) {
    this.image = image;
    this.cut = cut;
    this.padding = padding;
    this.flips = flips;
  }

  /** Whether images come out as they went in. */
  boolean isNothing() {
    return image.equals(cut) && padding == 0 && !flips;
  }

  /** The part in the middle. */
  void middle(float[] from, float[] to) {
    cut(from, to, (image.height() - cut.height()) / 2, (image.width() - cut.width()) / 2, false);
  }

  /** A part at random; takes two numbers for the place and one more for the mirror. */
  void anywhere(float[] from, float[] to, RandomGenerator random) {
    int top = random.nextInt(image.height() + 2 * padding - cut.height() + 1) - padding;
    int left = random.nextInt(image.width() + 2 * padding - cut.width() + 1) - padding;
    cut(from, to, top, left, flips && random.nextBoolean());
  }

  private void cut(float[] from, float[] to, int top, int left, boolean mirrored) {
    int position = 0;
    for (int channel = 0; channel < image.channels(); channel++) {
      for (int y = top; y < top + cut.height(); y++) {
        if (y < 0 || y >= image.height()) {
          Arrays.fill(to, position, position + cut.width(), 0);
        } else {
          line(from, (channel * image.height() + y) * image.width(), left, to, position);
        }
        if (mirrored) {
          mirror(to, position, cut.width());
        }
        position += cut.width();
      }
    }
  }

  /** One line of pixels, with zeros where it reaches over the image. */
  private void line(float[] from, int start, int left, float[] to, int position) {
    int missing = Math.min(cut.width(), Math.max(0, -left));
    int end = Math.max(missing, Math.min(cut.width(), image.width() - left));
    Arrays.fill(to, position, position + missing, 0);
    System.arraycopy(from, start + left + missing, to, position + missing, end - missing);
    Arrays.fill(to, position + end, position + cut.width(), 0);
  }

  private static void mirror(float[] line, int start, int length) {
    for (int i = 0; i < length / 2; i++) {
      float left = line[start + i];
      line[start + i] = line[start + length - 1 - i];
      line[start + length - 1 - i] = left;
    }
  }
}
