package io.attune.experiments.data;

import io.attune.experiments.nn.CounterRandom;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Numbers {@code y = x² + x} plus normal noise, for {@code x} spread evenly at random over [−1, 1].
 * The features are the powers of {@code x} from the first to the degree.
 */
final class Polynomial implements Loader {
  @Override
  public Optional<String> problem(DataRequest request) {
    return Optional.empty();
  }

  @Override
  public Shape shape(DataRequest request) {
    return Shape.row(request.recipe().degree());
  }

  @Override
  public List<String> classNames(DataRequest request) {
    return List.of();
  }

  @Override
  public Parts read(DataRequest request) {
    DataRequest.Recipe recipe = request.recipe();
    CounterRandom random = CounterRandom.of(recipe.seed(), CounterRandom.Purpose.DATA, 0);
    FloatBuffer powers = FloatBuffer.allocate(recipe.examples() * recipe.degree());
    float[] values = new float[recipe.examples()];
    for (int i = 0; i < values.length; i++) {
      double x = 2 * random.nextDouble() - 1;
      putPowers(x, recipe.degree(), powers);
      values[i] = (float) (x * x + x + recipe.noise() * random.nextGaussian());
    }
    return Parts.of(new Samples(new FloatRows(shape(request), powers), new Targets.Values(values)));
  }

  private static void putPowers(double x, int degree, FloatBuffer into) {
    double power = 1;
    for (int i = 0; i < degree; i++) {
      power *= x;
      into.put((float) power);
    }
  }
}
