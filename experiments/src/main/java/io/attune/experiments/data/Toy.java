package io.attune.experiments.data;

import io.attune.experiments.nn.CounterRandom;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Points of the plane whose classes no straight line separates. */
enum Toy implements Loader {
  /** Each of three arms winds 4 radians around the middle while its radius grows from 0 to 1. */
  SPIRAL(3) {
    @Override
    double[] point(int label, CounterRandom random) {
      double radius = random.nextDouble();
      return polar(radius, 4 * radius + 2 * Math.PI * label / 3);
    }
  },
  /** Rings with radius 0.5 and 1. */
  CIRCLES(2) {
    @Override
    double[] point(int label, CounterRandom random) {
      return polar(0.5 * (1 + label), 2 * Math.PI * random.nextDouble());
    }
  },
  /** The upper half of a circle of radius 1, and a lower half moved by (1, 0.5). */
  MOONS(2) {
    @Override
    double[] point(int label, CounterRandom random) {
      double[] point = polar(1, Math.PI * random.nextDouble());
      return label == 0 ? point : new double[] {1 - point[0], 0.5 - point[1]};
    }
  },
  /** Squares of side 1 around the middle; those on a diagonal belong together. */
  XOR(2) {
    @Override
    double[] point(int label, CounterRandom random) {
      double x = 2 * random.nextDouble() - 1;
      double y = random.nextDouble();
      return new double[] {x, (x > 0) == (label == 0) ? y : -y};
    }
  };

  static final String REMEDY = "It is computed from data_seed.";

  private final int classes;

  Toy(int classes) {
    this.classes = classes;
  }

  /** A point of a class, without noise. */
  abstract double[] point(int label, CounterRandom random);

  @Override
  public Optional<String> problem(DataRequest request) {
    return Optional.empty();
  }

  @Override
  public Shape shape(DataRequest request) {
    return Shape.row(2);
  }

  @Override
  public List<String> classNames(DataRequest request) {
    return IntStream.range(0, classes).mapToObj(Integer::toString).toList();
  }

  @Override
  public Parts read(DataRequest request) {
    DataRequest.Recipe recipe = request.recipe();
    CounterRandom random = CounterRandom.of(recipe.seed(), CounterRandom.Purpose.DATA, 0);
    int[] labels = IntStream.range(0, recipe.examples()).map(i -> i % classes).toArray();
    FloatBuffer numbers = FloatBuffer.allocate(2 * labels.length);
    for (int label : labels) {
      for (double coordinate : point(label, random)) {
        numbers.put((float) (coordinate + recipe.noise() * random.nextGaussian()));
      }
    }
    return Parts.of(
        new Samples(
            new FloatRows(shape(request), numbers),
            new Targets.Labels(labels, classNames(request))));
  }

  private static double[] polar(double radius, double angle) {
    return new double[] {radius * StrictMath.cos(angle), radius * StrictMath.sin(angle)};
  }
}
