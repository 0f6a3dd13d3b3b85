package io.attune.experiments.data;

import java.util.Arrays;

/** Stratified sampling. */
final class Strata {
  private Strata() {}

  /**
   * Reorders images so that every stretch of the order has nearly the same share of each class: the
   * {@code k}-th image of a class with {@code n} images comes at {@code (k + ½) / n} of the way.
   */
  static int[] spread(Images images, int[] order) {
    int[] sizes = new int[Dataset.CLASSES];
    for (int row : order) {
      sizes[images.label(row)]++;
    }
    int[] seen = new int[Dataset.CLASSES];
    Place[] places = new Place[order.length];
    for (int i = 0; i < order.length; i++) {
      int label = images.label(order[i]);
      places[i] = new Place((seen[label]++ + 0.5) / sizes[label], order[i]);
    }
    Arrays.sort(places);
    return Arrays.stream(places).mapToInt(Place::row).toArray();
  }

  private record Place(double position, int row) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byPosition = Double.compare(position, other.position);
      return byPosition == 0 ? Integer.compare(row, other.row) : byPosition;
    }
  }
}
