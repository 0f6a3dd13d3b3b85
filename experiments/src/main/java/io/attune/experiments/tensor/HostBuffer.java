package io.attune.experiments.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * Floats outside the Java heap, where an engine reads them in place. Made once, refilled often. The
 * memory starts on a 64-byte boundary: matrix products may round differently elsewhere, and equal
 * trials would differ.
 */
public final class HostBuffer {
  private static final int ALIGNMENT = 64;

  private final ByteBuffer bytes;
  private final FloatBuffer floats;

  private HostBuffer(ByteBuffer bytes) {
    this.bytes = bytes;
    this.floats = bytes.asFloatBuffer();
  }

  /** Room for a number of floats, all 0. */
  public static HostBuffer of(int capacity) {
    int size = Math.multiplyExact(capacity, Float.BYTES);
    ByteBuffer bytes = ByteBuffer.allocateDirect(Math.addExact(size, ALIGNMENT));
    int start = (ALIGNMENT - bytes.alignmentOffset(0, ALIGNMENT)) % ALIGNMENT;
    return new HostBuffer(bytes.slice(start, size).order(ByteOrder.nativeOrder()));
  }

  /** A copy of these floats. */
  public static HostBuffer of(float[] values) {
    HostBuffer buffer = of(values.length);
    buffer.put(0, values);
    return buffer;
  }

  /** How many floats fit. */
  public int capacity() {
    return floats.capacity();
  }

  /** Replaces the floats from {@code index} on. */
  public void put(int index, float[] values) {
    floats.put(index, values);
  }

  /** The first {@code count} floats, in place. */
  public ByteBuffer first(int count) {
    return bytes.slice(0, count * Float.BYTES).order(ByteOrder.nativeOrder());
  }
}
