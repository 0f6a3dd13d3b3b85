package io.attune.search;

import io.attune.space.Assignment;
import io.attune.space.SearchSpace;
import io.attune.trial.History;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Independent draws from the distributions of the parameters (Bergstra and Bengio 2012). */
record RandomSampler(SearchSpace space) implements Sampler {
  @Override
  public Optional<Assignment> suggest(History history, RandomGenerator random) {
    double[] unit = new double[space.dimensions()];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = random.nextDouble();
    }
    return Optional.of(space.decode(unit));
  }

  @Override
  public boolean instant() {
    return true;
  }
}
