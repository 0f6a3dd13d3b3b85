package io.attune.search.cma;

import io.attune.search.axes.Axes;
import io.attune.search.axes.Untried;
import io.attune.search.numeric.Mix;
import io.attune.space.Assignment;
import io.attune.space.SearchSpace;
import io.attune.trial.History;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * Covariance matrix adaptation with restarts. Nothing is kept between suggestions: what the
 * distribution has become is worked out anew from the trials that have ended, generation by
 * generation. Immutable and thread-safe.
 */
public final class CovarianceSearch {
  private static final int REDRAWS = 10;

  private final Axes axes;
  private final double width;
  private final int members;
  private final long seed;

  /**
   * A search of a space.
   *
   * @param width standard deviation at the start, as a share of every range
   * @param members of a generation in the first run, if not the usual number
   * @param seed of restarts
   */
  public CovarianceSearch(SearchSpace space, double width, OptionalInt members, long seed) {
    this.axes = new Axes(space);
    this.width = width;
    this.members = members.orElse(4 + (int) (3 * StrictMath.log(Math.max(1, axes.count()))));
    this.seed = seed;
  }

  /** A draw from the distribution as it is now; one that no trial had, if that comes soon. */
  public Assignment suggest(History history, RandomGenerator random) {
    Run run = replay(new Generations(history));
    Assignment drawn = run.draw(random).assignment();
    for (int i = 0; i < REDRAWS && !Untried.test(history, drawn); i++) {
      drawn = run.draw(random).assignment();
    }
    return drawn;
  }

  private Run replay(Generations generations) {
    Restarts restarts = new Restarts(members, width, seed);
    double[] middle = new double[axes.count()];
    Arrays.fill(middle, 0.5);
    Run run = new Run(axes, restarts.first(), middle, restarts.seed());
    while (generations.has(run.members())) {
      boolean over = run.learn(generations.next(run.members()));
      if (over) {
        Restarts.Start start = restarts.next(run.trials());
        run = new Run(axes, start, anywhere(restarts.seed()), restarts.seed());
      }
    }
    return run;
  }

  private double[] anywhere(long runSeed) {
    double[] point = new double[axes.count()];
    for (int i = 0; i < point.length; i++) {
      point[i] = Mix.uniform(Mix.seed(runSeed, i));
    }
    return point;
  }
}
