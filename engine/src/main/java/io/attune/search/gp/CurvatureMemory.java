package io.attune.search.gp;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** The last few steps of a minimisation and how the gradient changed along them. */
final class CurvatureMemory {
  private static final double CURVED = 1e-10;

  private final int capacity;
  private final Deque<Pair> pairs = new ArrayDeque<>();

  CurvatureMemory(int capacity) {
    this.capacity = capacity;
  }

  private record Pair(double[] step, double[] change, double product) {}

  void add(double[] step, double[] change) {
    double product = Vectors.dot(step, change);
    if (product > CURVED * Vectors.norm(step) * Vectors.norm(change)) {
      pairs.addLast(new Pair(step, change, product));
    }
    if (pairs.size() > capacity) {
      pairs.removeFirst();
    }
  }

  void clear() {
    pairs.clear();
  }

  boolean isEmpty() {
    return pairs.isEmpty();
  }

  /** Minus the gradient times the approximate inverse curvature, among the free coordinates. */
  double[] direction(double[] gradient, boolean[] free) {
    double[] q = mask(gradient.clone(), free);
    double[] shares = new double[pairs.size()];
    int i = pairs.size();
    for (Iterator<Pair> newest = pairs.descendingIterator(); newest.hasNext(); ) {
      Pair pair = newest.next();
      shares[--i] = Vectors.dot(pair.step, q) / pair.product;
      q = Vectors.sum(q, -shares[i], pair.change);
    }
    q = Vectors.sum(new double[q.length], -curvature(), q);
    for (Pair pair : pairs) {
      double share = shares[i++] + Vectors.dot(pair.change, q) / pair.product;
      q = Vectors.sum(q, -share, pair.step);
    }
    return mask(q, free);
  }

  /** Size of the inverse curvature along the newest step. */
  private double curvature() {
    if (pairs.isEmpty()) {
      return 1;
    }
    Pair newest = pairs.getLast();
    return newest.product / Vectors.dot(newest.change, newest.change);
  }

  private static double[] mask(double[] vector, boolean[] free) {
    for (int i = 0; i < vector.length; i++) {
      vector[i] = free[i] ? vector[i] : 0;
    }
    return vector;
  }
}
