package io.attune.search.qmc;

/** Which points to take. */
public enum Sequence {
  /** The most even in blocks of 2, 4, 8, … points. */
  SOBOL {
    @Override
    Points points(int dimensions) {
      return new SobolPoints(dimensions);
    }
  },
  /** Even at any number of points; less so in many dimensions. */
  HALTON {
    @Override
    Points points(int dimensions) {
      return new HaltonPoints(dimensions);
    }
  };

  abstract Points points(int dimensions);
}
