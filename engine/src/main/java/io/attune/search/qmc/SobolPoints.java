package io.attune.search.qmc;

import org.apache.commons.math3.random.SobolSequenceGenerator;

/**
 * Sobol's sequence with the direction numbers of Joe and Kuo (2008), in the order of Gray codes.
 * There are numbers for {@value #MOST_DIMENSIONS} axes; those beyond go round again.
 */
final class SobolPoints implements Points {
  private static final int MOST_DIMENSIONS = 1000;

  private final SobolSequenceGenerator sequence;
  private final int known;
  private int at = -1;
  private double[] point = {};

  SobolPoints(int dimensions) {
    this.known = Math.max(1, Math.min(dimensions, MOST_DIMENSIONS));
    this.sequence = new SobolSequenceGenerator(known);
  }

  @Override
  public synchronized Digits coordinate(int index, int axis) {
    if (index != at) {
      point = index == 0 ? new double[known] : sequence.skipTo(index);
      at = index;
    }
    return Digits.binary(point[axis % known]);
  }
}
