package io.attune.experiments.data;

import java.nio.ByteBuffer;
import java.security.MessageDigest;

/**
 * Images of one unsigned byte per number, in memory or in a mapped file.
 *
 * @param start where the first image starts
 * @param stride bytes from the start of one image to that of the next
 */
record ByteRows(Shape shape, ByteBuffer bytes, int start, int stride, int size) implements Rows {
  private static final int VALUES = 256;

  /** Images that follow each other without a gap. */
  static ByteRows of(Shape shape, byte[] pixels) {
    int size = pixels.length / shape.size();
    return new ByteRows(shape, ByteBuffer.wrap(pixels), 0, shape.size(), size);
  }

  @Override
  public RowReader reader(Scaling scaling) {
    byte[] pixels = new byte[shape.size()];
    return scaling.perChannel(shape) ? byTable(pixels, scaling) : oneByOne(pixels, scaling);
  }

  @Override
  public void digest(int row, MessageDigest sum) {
    sum.update(bytes.slice(start + row * stride, shape.size()));
  }

  /** A table per channel, since a pixel has 256 values. */
  private RowReader byTable(byte[] pixels, Scaling scaling) {
    float[][] tables = new float[shape.channels()][VALUES];
    for (int channel = 0; channel < tables.length; channel++) {
      for (int value = 0; value < VALUES; value++) {
        tables[channel][value] = scaling.apply(value, channel);
      }
    }
    return (row, into) -> {
      bytes.get(start + row * stride, pixels);
      for (int channel = 0; channel < tables.length; channel++) {
        look(pixels, into, tables[channel], channel * shape.area(), (channel + 1) * shape.area());
      }
    };
  }

  private static void look(byte[] pixels, float[] into, float[] table, int from, int to) {
    for (int i = from; i < to; i++) {
      into[i] = table[pixels[i] & 0xff];
    }
  }

  private RowReader oneByOne(byte[] pixels, Scaling scaling) {
    float[] shifts = scaling.shifts(shape);
    float[] factors = scaling.factors(shape);
    return (row, into) -> {
      bytes.get(start + row * stride, pixels);
      for (int i = 0; i < into.length; i++) {
        into[i] = ((pixels[i] & 0xff) - shifts[i]) * factors[i];
      }
    };
  }
}
