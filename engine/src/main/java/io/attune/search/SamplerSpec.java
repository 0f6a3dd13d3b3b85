package io.attune.search;

import io.attune.search.gp.Imputation;
import io.attune.search.qmc.Sequence;
import io.attune.space.SearchSpace;
import io.attune.trial.Criteria;
import java.util.OptionalInt;

/** Which sampler to use and how it is set. A value: it can be stored, compared and sent. */
public sealed interface SamplerSpec {
  /** The name in sweep files. */
  String type();

  /**
   * A sampler for a space.
   *
   * @param trials planned number of trials, if there is a plan
   * @param seed of random choices that concern several trials at once, such as how a sequence is
   *     scrambled; those of one suggestion come with the call
   * @throws IllegalArgumentException if the sampler cannot search the space; the message starts
   *     with the name of the parameter that is in the way
   */
  Sampler create(SearchSpace space, OptionalInt trials, long seed);

  /** The same with a fixed seed. */
  default Sampler create(SearchSpace space, OptionalInt trials) {
    return create(space, trials, 0);
  }

  /**
   * Checks that the sampler can search by some criteria; most can by any.
   *
   * @throws IllegalArgumentException if not; the message says which can
   */
  default void check(Criteria criteria) {}

  /** Every combination, in order. */
  record Grid() implements SamplerSpec {
    @Override
    public String type() {
      return "grid";
    }

    @Override
    public Sampler create(SearchSpace space, OptionalInt trials, long seed) {
      return new GridSampler(space);
    }
  }

  /** Independent draws. */
  record Random() implements SamplerSpec {
    @Override
    public String type() {
      return "random";
    }

    @Override
    public Sampler create(SearchSpace space, OptionalInt trials, long seed) {
      return new RandomSampler(space);
    }
  }

  /**
   * Bayesian optimisation with a Gaussian process.
   *
   * @param imputation what trials without a score count as; a single metric without constraints is
   *     needed for any but the standard one
   */
  record Bayes(Imputation imputation) implements SamplerSpec {
    /** With the standard imputation. */
    public Bayes() {
      this(Imputation.STANDARD);
    }

    @Override
    public String type() {
      return "bayes";
    }

    @Override
    public void check(Criteria criteria) {
      if (!criteria.plain() && !imputation.equals(Imputation.STANDARD)) {
        throw new IllegalArgumentException(
            "with several metrics or constraints trials without a score cannot be imputed."
                + " Maybe remove impute and impute_while_running.");
      }
    }

    @Override
    public Sampler create(SearchSpace space, OptionalInt trials, long seed) {
      return new GaussianProcessSampler(space, trials, imputation);
    }
  }

  /**
   * The tree-structured Parzen estimator.
   *
   * @param startTrials trials that have to end before the estimate begins, at least 2
   * @param candidates points compared for each suggestion, at least 1
   */
  record Tpe(int startTrials, int candidates) implements SamplerSpec {
    /** Checks the settings. */
    public Tpe {
      if (startTrials < 2) {
        throw new IllegalArgumentException(
            "start_trials must be at least 2, but is " + startTrials + ". Maybe use 10.");
      }
      if (candidates < 1) {
        throw new IllegalArgumentException(
            "candidates must be at least 1, but is " + candidates + ". Maybe use 24.");
      }
    }

    /** Ten random trials, 24 candidates. */
    public static Tpe standard() {
      return new Tpe(10, 24);
    }

    @Override
    public String type() {
      return "tpe";
    }

    @Override
    public Sampler create(SearchSpace space, OptionalInt trials, long seed) {
      return new TpeSampler(space, this);
    }
  }

  /**
   * The tree-structured Parzen estimator of BOHB: it looks at the largest step that enough trials
   * have reached. With {@link RungSpec.Hyperband} it is BOHB itself.
   *
   * @param candidates points compared for each suggestion that is not random, at least 1
   */
  record Bohb(int candidates) implements SamplerSpec {
    /** Checks the settings. */
    public Bohb {
      Settings.atLeast("candidates", candidates, 1, 64);
    }

    /** 64 candidates. */
    public static Bohb standard() {
      return new Bohb(64);
    }

    @Override
    public String type() {
      return "bohb";
    }

    @Override
    public Sampler create(SearchSpace space, OptionalInt trials, long seed) {
      return new BohbSampler(space, this);
    }
  }

  /**
   * Covariance matrix adaptation with restarts.
   *
   * @param sigma standard deviation at the start, as a share of every range, in (0, 1]
   * @param population trials in a generation of the first run, at least 4; empty for the usual
   *     number, which grows with the logarithm of the number of parameters
   */
  record Cma(double sigma, OptionalInt population) implements SamplerSpec {
    /** Checks the settings. */
    public Cma {
      if (!(sigma > 0 && sigma <= 1)) {
        throw new IllegalArgumentException(
            "sigma must be above 0 and at most 1, but is " + sigma + ". Maybe use 0.17.");
      }
      if (population.orElse(4) < 4) {
        throw new IllegalArgumentException(
            "population must be at least 4, but is " + population.getAsInt() + ". Maybe use 10.");
      }
    }

    /** A sixth of every range, the usual population. */
    public static Cma standard() {
      return new Cma(1.0 / 6, OptionalInt.empty());
    }

    @Override
    public String type() {
      return "cma";
    }

    @Override
    public void check(Criteria criteria) {
      if (criteria.several()) {
        throw new IllegalArgumentException(
            "cma searches by one metric, but there are %d. Maybe use bayes or nsga2."
                .formatted(criteria.objectives().size()));
      }
    }

    @Override
    public Sampler create(SearchSpace space, OptionalInt trials, long seed) {
      return new CmaSampler(space, this, seed);
    }
  }

  /** Points of a scrambled low-discrepancy sequence. */
  record Qmc(Sequence kind) implements SamplerSpec {
    /** Sobol's sequence. */
    public static Qmc standard() {
      return new Qmc(Sequence.SOBOL);
    }

    @Override
    public String type() {
      return "qmc";
    }

    @Override
    public Sampler create(SearchSpace space, OptionalInt trials, long seed) {
      return new QmcSampler(space, this, seed);
    }
  }

  /**
   * The genetic algorithm NSGA-II.
   *
   * @param population points kept as parents, at least 2; empty for 50, or a fifth of the planned
   *     trials if that is less, but at least 10
   */
  record Nsga2(OptionalInt population) implements SamplerSpec {
    /** Checks the settings. */
    public Nsga2 {
      if (population.isPresent() && population.getAsInt() < 2) {
        throw new IllegalArgumentException(
            "population must be at least 2, but is "
                + population.getAsInt()
                + ". Maybe leave it out.");
      }
    }

    /** A population that suits the plan. */
    public static Nsga2 standard() {
      return new Nsga2(OptionalInt.empty());
    }

    @Override
    public String type() {
      return "nsga2";
    }

    @Override
    public Sampler create(SearchSpace space, OptionalInt trials, long seed) {
      return new Nsga2Sampler(space, this, trials);
    }
  }
}
