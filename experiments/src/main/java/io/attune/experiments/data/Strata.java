package io.attune.experiments.data;

import java.util.Arrays;

/** Stratified sampling. */
final class Strata {
  private Strata() {}

  /**
   * Reorders samples so that every stretch of the order has nearly the same share of each class:
   * the {@code k}-th sample of a class with {@code n} samples comes at {@code (k + ½) / n} of the
   * way. Where numbers are to be predicted, the order stays.
   */
  static int[] spread(Targets targets, int[] order) {
    return targets instanceof Targets.Labels labels ? spread(labels, order) : order;
  }

  private static int[] spread(Targets.Labels targets, int[] order) {
    int[] labels = targets.labels();
    int[] sizes = new int[targets.names().size()];
    for (int row : order) {
      sizes[labels[row]]++;
    }
    int[] seen = new int[sizes.length];
    Place[] places = new Place[order.length];
    for (int i = 0; i < order.length; i++) {
      int label = labels[order[i]];
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
