package io.attune.search.gp;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Points to start looking from: evenly all over the space, and around the best trials. */
final class Candidates {
  private static final int PERTURBATIONS = 256;
  private static final double WIDEST = 0.2;
  private static final double DECADES = 1.5;
  private static final int CROSSINGS = 256;
  private static final double MOST_REPLACED = 0.6;
  private static final double ENDS = 0.2;

  private final Encoding encoding;
  private final SobolPoints sobol;
  private final RandomGenerator random;

  Candidates(Encoding encoding, SobolPoints sobol, RandomGenerator random) {
    this.encoding = encoding;
    this.sobol = sobol;
    this.random = random;
  }

  /** Genotypes from everywhere and around each of the given ones. */
  List<double[]> around(List<double[]> best) {
    List<double[]> genotypes = new ArrayList<>();
    for (double[] unit : sobol.shifted(random)) {
      genotypes.add(encoding.draw(unit));
    }
    for (int i = 0; i < PERTURBATIONS; i++) {
      genotypes.add(perturbed(best.get(i % best.size())));
    }
    for (int i = 0; i < CROSSINGS; i++) {
      genotypes.add(crossed(best.get(i % best.size())));
    }
    return genotypes;
  }

  /** A genotype with some coordinates a little different. */
  private double[] perturbed(double[] genotype) {
    double[] copy = genotype.clone();
    double share = Math.max(0.3, 2.0 / copy.length);
    double width = WIDEST * StrictMath.pow(10, -DECADES * random.nextDouble());
    int certain = random.nextInt(copy.length);
    for (int i = 0; i < copy.length; i++) {
      if (i == certain || random.nextDouble() < share) {
        copy[i] = moved(encoding.axes().get(i), copy[i], width);
      }
    }
    return copy;
  }

  private double moved(Axis axis, double coordinate, double width) {
    return axis.nominal()
        ? axis.draw(random.nextDouble())
        : axis.snap(coordinate + width * Outcomes.gaussian(random));
  }

  /**
   * A genotype with some coordinates from anywhere. Optima like to lie in corners of the cube,
   * which points all over it never come near when there are many axes.
   */
  private double[] crossed(double[] genotype) {
    double[] copy = genotype.clone();
    double share = Math.max(2.0 / copy.length, MOST_REPLACED * random.nextDouble());
    int certain = random.nextInt(copy.length);
    for (int i = 0; i < copy.length; i++) {
      if (i == certain || random.nextDouble() < share) {
        copy[i] = encoding.axes().get(i).draw(anywhere());
      }
    }
    return copy;
  }

  /** Uniform, but often at an end. */
  private double anywhere() {
    double stretched = (random.nextDouble() - ENDS) / (1 - 2 * ENDS);
    return Math.max(0, Math.min(1, stretched));
  }
}
