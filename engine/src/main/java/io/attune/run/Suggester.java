package io.attune.run;

import io.attune.search.Sampler;
import io.attune.space.Assignment;
import io.attune.sweep.Sweep;
import io.attune.trial.History;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Asks a sweep's sampler with the random numbers that belong to the suggestion: they follow from
 * the sweep's seed and the trial's number alone, so any suggestion can be made again.
 */
final class Suggester {
  private static final RandomGeneratorFactory<RandomGenerator> GENERATORS =
      RandomGeneratorFactory.of("L64X128MixRandom");

  private final Sampler sampler;
  private final long seed;

  Suggester(Sweep sweep) {
    this.sampler = sweep.sampler().create(sweep.space(), sweep.budget().trials(), sweep.seed());
    this.seed = sweep.seed();
  }

  /** The assignment for the trial after those in the history. */
  Optional<Assignment> suggest(History history) {
    int trial = history.trials().size() + 1;
    return sampler.suggest(history, GENERATORS.create(mix(seed, trial)));
  }

  /** See {@link Sampler#instant}. */
  boolean instant() {
    return sampler.instant();
  }

  /** Seed of a trial's own random choices. */
  static long trialSeed(Sweep sweep, int trial) {
    return mix(~sweep.seed(), trial) >>> 1;
  }

  /** SplitMix64 (Steele, Lea and Flood 2014): neighbouring inputs give unrelated seeds. */
  private static long mix(long seed, long index) {
    long z = seed + index * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
