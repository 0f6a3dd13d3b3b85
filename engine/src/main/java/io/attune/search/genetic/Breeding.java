package io.attune.search.genetic;

import io.attune.space.Assignment;
import io.attune.space.CategoricalParameter;
import io.attune.space.Parameter;
import io.attune.space.SearchSpace;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Makes points of a space from others. Every parameter is one gene, its coordinate in the unit
 * cube; genes of parameters that are not active in a parent are missing, and drawn anew.
 */
final class Breeding {
  private static final double CROSSOVER = 0.9;
  private static final double SWAP = 0.5;

  /** Distribution index of the mutation: most steps are within a tenth of the range. */
  private static final double NEARNESS = 20;

  private final SearchSpace space;
  private final RandomGenerator random;

  Breeding(SearchSpace space, RandomGenerator random) {
    this.space = space;
    this.random = random;
  }

  /** A point without parents. */
  Assignment stranger() {
    double[] genes = new double[space.dimensions()];
    for (int i = 0; i < genes.length; i++) {
      genes[i] = random.nextDouble();
    }
    return space.decode(genes);
  }

  /** A child of one or two parents, mutated in one gene on average. */
  Assignment child(Parents parents) {
    double[] genes = genes(parents.tournament(random));
    if (random.nextDouble() < CROSSOVER) {
      cross(genes, genes(parents.tournament(random)));
    }
    for (int i = 0; i < genes.length; i++) {
      if (Double.isNaN(genes[i])) {
        genes[i] = random.nextDouble();
      } else if (random.nextDouble() < 1.0 / varying()) {
        genes[i] = mutated(space.parameters().get(i), genes[i]);
      }
    }
    return space.decode(genes);
  }

  private void cross(double[] genes, double[] other) {
    for (int i = 0; i < genes.length; i++) {
      if (Double.isNaN(genes[i]) || (random.nextDouble() < SWAP && !Double.isNaN(other[i]))) {
        genes[i] = other[i];
      }
    }
  }

  private double[] genes(Assignment parent) {
    double[] genes = new double[space.dimensions()];
    for (int i = 0; i < genes.length; i++) {
      Parameter parameter = space.parameters().get(i);
      @Nullable Object value = parent.values().get(parameter.name());
      genes[i] = value == null || !parameter.accepts(value) ? Double.NaN : parameter.encode(value);
    }
    return genes;
  }

  private long varying() {
    long constant = space.parameters().stream().filter(p -> p.cardinality().orElse(2) == 1).count();
    return Math.max(1, space.dimensions() - constant);
  }

  /** Drawn anew, or where values have an order, half of the time only moved. */
  private double mutated(Parameter parameter, double gene) {
    boolean anew = parameter instanceof CategoricalParameter || random.nextBoolean();
    return anew ? random.nextDouble() : moved(gene);
  }

  /** Polynomial mutation (Deb and Agrawal 1999), bounded by the unit interval. */
  private double moved(double gene) {
    double u = random.nextDouble();
    double power = 1 / (NEARNESS + 1);
    if (u < 0.5) {
      double edge = StrictMath.pow(1 - gene, NEARNESS + 1);
      return gene + StrictMath.pow(2 * u + (1 - 2 * u) * edge, power) - 1;
    }
    double edge = StrictMath.pow(gene, NEARNESS + 1);
    return gene + 1 - StrictMath.pow(2 * (1 - u) + (2 * u - 1) * edge, power);
  }
}
