package io.attune.run;

import io.attune.search.Sampler;
import io.attune.space.Assignment;
import io.attune.space.Domain;
import io.attune.space.Parameter;
import io.attune.space.SearchSpace;
import io.attune.sweep.Sweep;
import io.attune.trial.History;
import io.attune.trial.Steering;
import io.attune.trial.Trial;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/**
 * Says what the next trial is: the point that waits longest, else what the sweep's sampler suggests
 * where the sweep searches now. Samplers see only trials that are points of that space, and get
 * random numbers that follow from the sweep's seed and the trial's number alone, so any suggestion
 * can be made again. Not thread-safe.
 */
final class Suggester {
  private static final RandomGeneratorFactory<RandomGenerator> GENERATORS =
      RandomGeneratorFactory.of("L64X128MixRandom");

  private final Sweep sweep;
  private Search search;

  Suggester(Sweep sweep) {
    this.sweep = sweep;
    this.search = Search.of(sweep, sweep.domain(), sweep.budget().trials());
  }

  /** The assignment for the trial after those in the history. */
  Optional<Assignment> suggest(History history) {
    Steering steering = history.steering();
    move(sweep.domain(history), sweep.planned(history));
    RandomGenerator random = GENERATORS.create(mix(sweep.seed(), history.trials().size() + 1));
    return steering.waiting().isEmpty()
        ? search.sampler.suggest(seen(history), random)
        : Optional.of(complete(steering.waiting().get(0).point(), history, random));
  }

  /** See {@link Sampler#instant}. */
  boolean instant() {
    return search.sampler.instant();
  }

  /**
   * Seed of a trial's own random choices. So many trials in a row share one as the sweep says; in a
   * stage that repeats, the first repeats share one, then the second ones, and so on.
   */
  static long trialSeed(Sweep sweep, History history, int trial) {
    int at = history.steering().phaseOf(trial);
    boolean repeats =
        !history.steering().phases().isEmpty() && sweep.conduct().stages().get(at).repeats() > 0;
    int turn =
        repeats
            ? repeat(history, history.steering().phases().get(at).firstTrial(), trial)
            : 1 + (trial - 1) / sweep.conduct().trialsPerSeed();
    return mix(~sweep.seed(), turn) >>> 1;
  }

  /** A number from that of the stage's first trial on; so the seeds are new ones. */
  private static int repeat(History history, int first, int trial) {
    Assignment same = history.trial(trial).assignment();
    return first
        + (int)
            history.trials().subList(first - 1, trial - 1).stream()
                .filter(other -> other.assignment().equals(same))
                .count();
  }

  private void move(Domain domain, OptionalInt planned) {
    if (!search.domain.equals(domain) || !search.planned.equals(planned)) {
      search = Search.of(sweep, domain, planned);
    }
  }

  private History seen(History history) {
    Steering steering = history.steering();
    boolean all =
        steering.domain().isEmpty()
            && steering.priors().isEmpty()
            && history.trials().stream().noneMatch(Trial::erased);
    return all ? history : Steering.within(search.space, history);
  }

  /** The given values, the sampler's where they apply, and random ones for what then lacks. */
  private Assignment complete(Assignment given, History history, RandomGenerator random) {
    SearchSpace open = search.domain.open(given);
    boolean whole = open.cardinality().orElse(2) == 1;
    Optional<Assignment> suggested =
        whole ? Optional.empty() : search.sampler.suggest(seen(history), random);
    Map<String, Object> values = new HashMap<>();
    for (Parameter parameter : open.parentsFirst()) {
      if (parameter.condition().holds(values)) {
        @Nullable Object idea =
            suggested.map(assignment -> assignment.values().get(parameter.name())).orElse(null);
        boolean takes = idea != null && parameter.accepts(idea);
        values.put(parameter.name(), takes ? idea : parameter.decode(random.nextDouble()));
      }
    }
    return open.ordered(values);
  }

  /** SplitMix64 (Steele, Lea and Flood 2014): neighbouring inputs give unrelated seeds. */
  private static long mix(long seed, long index) {
    long z = seed + index * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  private record Search(Domain domain, OptionalInt planned, SearchSpace space, Sampler sampler) {
    static Search of(Sweep sweep, Domain domain, OptionalInt planned) {
      SearchSpace open = domain.open();
      return new Search(domain, planned, open, sweep.sampler().create(open, planned, sweep.seed()));
    }
  }
}
