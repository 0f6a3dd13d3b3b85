package io.attune.experiments.data;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;

/**
 * One image: a red, a green and a blue plane.
 *
 * @param pixels plane after plane, row by row; unsigned
 */
record Picture(Path file, int height, int width, byte[] pixels) {
  private static final int PLANES = 3;

  /**
   * Reads an image and brings it to a square, if wanted.
   *
   * @param side in pixels
   * @throws DataException if the file is no image
   */
  static Picture read(Path file, Optional<Integer> side) {
    BufferedImage image = decode(file);
    int height = side.orElse(image.getHeight());
    int width = side.orElse(image.getWidth());
    byte[] pixels = new byte[PLANES * height * width];
    for (int plane = 0; plane < PLANES; plane++) {
      float[] values = Resampling.resized(plane(image, plane), image.getWidth(), height, width);
      for (int i = 0; i < values.length; i++) {
        pixels[plane * values.length + i] = (byte) Math.round(values[i]);
      }
    }
    return new Picture(file, height, width, pixels);
  }

  Shape shape() {
    return new Shape(PLANES, height, width);
  }

  /** Whether all three planes are the same. */
  boolean isGrey() {
    int area = height * width;
    for (int i = 0; i < area; i++) {
      if (pixels[i] != pixels[i + area] || pixels[i] != pixels[i + 2 * area]) {
        return false;
      }
    }
    return true;
  }

  private static BufferedImage decode(Path file) {
    try {
      return Optional.ofNullable(ImageIO.read(file.toFile()))
          .orElseThrow(() -> new IOException("neither PNG nor JPEG"));
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new DataException(
          "%s: is no image that can be read (%s). Replace or remove it."
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static float[] plane(BufferedImage image, int plane) {
    int[] colours =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    int shift = 8 * (PLANES - 1 - plane);
    float[] values = new float[colours.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = colours[i] >> shift & 0xff;
    }
    return values;
  }
}
