package io.attune.search.gp;

import io.attune.space.Assignment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Every point of a space that has few. A search can then rank all of them, and knows when it is
 * done.
 */
final class FinitePoints {
  private static final long MOST = 4096;

  private final Map<Assignment, double[]> genotypes = new LinkedHashMap<>();

  private FinitePoints(Encoding encoding) {
    expand(encoding, new double[encoding.axes().size()], 0);
  }

  /** The points of a space; empty if there are too many to list. */
  static Optional<FinitePoints> of(Encoding encoding) {
    long count = 1;
    for (Axis axis : encoding.axes()) {
      count *= axis.drawnLevels();
      if (count < 1 || count > MOST) {
        return Optional.empty();
      }
    }
    return Optional.of(new FinitePoints(encoding));
  }

  private void expand(Encoding encoding, double[] genotype, int axis) {
    if (axis == genotype.length) {
      genotypes.putIfAbsent(encoding.assignment(genotype), genotype.clone());
      return;
    }
    for (int level = 0; level < encoding.axes().get(axis).drawnLevels(); level++) {
      genotype[axis] = encoding.axes().get(axis).drawnLevel(level);
      expand(encoding, genotype, axis + 1);
    }
  }

  /** Genotypes of the assignments that were not tried, in the order of the space. */
  List<double[]> except(Set<Assignment> tried) {
    List<double[]> left = new ArrayList<>();
    genotypes.forEach(
        (assignment, genotype) -> {
          if (!tried.contains(assignment)) {
            left.add(genotype);
          }
        });
    return left;
  }
}
