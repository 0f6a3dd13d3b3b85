package io.attune.experiments.data;

import java.util.Arrays;

/** Some images of a set, in a fixed order. Immutable and shared between trials. */
public final class Examples {
  private final Images images;
  private final int[] rows;

  Examples(Images images, int[] rows) {
    this.images = images;
    this.rows = rows.clone();
  }

  /** How many there are. */
  public int size() {
    return rows.length;
  }

  /** The class of one of them, from 0. */
  public int label(int index) {
    return images.label(rows[index]);
  }

  /** Rows of pixels per image. */
  public int height() {
    return images.height();
  }

  /** Pixels per row. */
  public int width() {
    return images.width();
  }

  /** The first {@code count} of them, or all if there are no more. */
  public Examples first(int count) {
    return new Examples(images, Arrays.copyOf(rows, Math.min(count, rows.length)));
  }

  /** Mean and standard deviation of all pixels. */
  Standardizer standardizer() {
    long[] counts = new long[256];
    for (int row : rows) {
      for (int i = 0; i < images.area(); i++) {
        counts[images.pixel(row, i)]++;
      }
    }
    return Standardizer.of(counts);
  }

  /** Puts the standardised pixels of one image into an array of exactly that size. */
  void copy(int index, Standardizer standardizer, float[] into) {
    int row = rows[index];
    for (int i = 0; i < into.length; i++) {
      into[i] = standardizer.apply(images.pixel(row, i));
    }
  }
}
