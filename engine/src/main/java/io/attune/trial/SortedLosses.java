package io.attune.trial;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;

/** Losses kept in ascending order in one array. */
final class SortedLosses {
  private double[] values = new double[8];
  private int size;

  void add(double loss) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    int found = Arrays.binarySearch(values, 0, size, loss);
    int at = found < 0 ? -found - 1 : found;
    System.arraycopy(values, at, values, at + 1, size - at);
    values[at] = loss;
    size++;
  }

  /** Takes out one loss that was added. */
  void remove(double loss) {
    int at = Arrays.binarySearch(values, 0, size, loss);
    System.arraycopy(values, at + 1, values, at, size - at - 1);
    size--;
  }

  List<Double> view() {
    return new AbstractList<>() {
      @Override
      public Double get(int index) {
        return values[index];
      }

      @Override
      public int size() {
        return size;
      }
    };
  }
}
