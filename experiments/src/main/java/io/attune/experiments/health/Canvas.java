package io.attune.experiments.health;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.imageio.ImageIO;

/** A small picture with nothing on it at first, so that it suits light pages and dark ones. */
final class Canvas {
  private static final int OPAQUE = 0xFF000000;

  private final BufferedImage image;

  Canvas(int width, int height) {
    this.image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
  }

  int width() {
    return image.getWidth();
  }

  int height() {
    return image.getHeight();
  }

  /** Colour and opacity at a place, as 0xAARRGGBB. */
  int at(int x, int y) {
    return image.getRGB(x, y);
  }

  /**
   * Fills a rectangle; what lies outside the picture is left out.
   *
   * @param colour as 0xRRGGBB
   */
  void fill(int left, int top, int width, int height, int colour) {
    for (int y = Math.max(0, top); y < Math.min(height(), top + height); y++) {
      for (int x = Math.max(0, left); x < Math.min(width(), left + width); x++) {
        image.setRGB(x, y, OPAQUE | colour);
      }
    }
  }

  /** Red, green and blue as a colour, each from 0 to 1; what lies beyond is cut. */
  static int colour(double red, double green, double blue) {
    return (level(red) << 16) | (level(green) << 8) | level(blue);
  }

  private static int level(double share) {
    return (int) Math.round(255 * Math.max(0, Math.min(1, share)));
  }

  /** Writes a PNG file that is either whole or as it was. */
  void write(Path file) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
    ImageIO.write(image, "png", unfinished.toFile());
    Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
