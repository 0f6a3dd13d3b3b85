package io.attune.search.gp;

import io.attune.space.Assignment;
import io.attune.space.SearchSpace;
import io.attune.trial.History;
import io.attune.trial.Trial;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Forecasts of how trials end, and what a new one is worth beside them; for schedulers. Equal
 * histories give equal answers. Thread-safe.
 */
public final class CurveSearch {
  private static final int GLOBAL = 512;
  private static final int INCUMBENTS = 5;

  private final Encoding encoding;
  private final Optional<FinitePoints> finite;
  private final SobolPoints sobol;
  private final CurveFit fit;

  /** For the trials of a space. */
  public CurveSearch(SearchSpace space) {
    this.encoding = new Encoding(space);
    this.finite = FinitePoints.of(encoding);
    this.sobol = new SobolPoints(GLOBAL, encoding.axes().size());
    this.fit = new CurveFit(encoding.kinds().nominal());
  }

  /** With how many trials forecasts begin; before, the space is to be explored. */
  public int explored() {
    return explored(encoding);
  }

  static int explored(Encoding encoding) {
    return 3 + encoding.axes().size() / 2;
  }

  /** Whether a trial is a point of the space; nothing can be said of others. */
  public boolean knows(Trial trial) {
    return encoding.holds(trial.assignment());
  }

  /**
   * What a history promises; empty while fewer than two trials of the space have a finite loss.
   *
   * @param longest steps that a whole training takes
   * @param judged number of a running trial that may not go on; 0 for none
   */
  public Optional<Outlook> outlook(History history, long longest, int judged) {
    List<Trial> known = history.trials().stream().filter(this::knows).toList();
    return CurveSurrogate.of(history, known, encoding, fit, longest, judged)
        .map(surrogate -> new Outlook(history, surrogate));
  }

  /** Expected improvements on the best loss so far, as logarithms in units that all share. */
  public final class Outlook {
    private final History history;
    private final CurveSurrogate surrogate;

    private Outlook(History history, CurveSurrogate surrogate) {
      this.history = history;
      this.surrogate = surrogate;
    }

    /** What a trial of the space promises once it has trained to its end. */
    public double ofTrial(Trial trial) {
      return surrogate.forecast(trial).logImprovement(surrogate.best());
    }

    /** How probable it is that a trial of the space becomes the best, from 0 to 1. */
    public double chance(Trial trial) {
      CurveModel.Forecast forecast = surrogate.forecast(trial);
      return Normal.cumulative((surrogate.best() - forecast.mean()) / forecast.deviation());
    }

    /** What the most promising new trial promises; empty if everything was tried. */
    public OptionalDouble ofNew() {
      RandomGenerator random = new SplittableRandom(history.sequence());
      Acquisition acquisition = new Acquisition(surrogate.process(random));
      return chosen(acquisition, random)
          .map(encoding::features)
          .map(row -> acquisition.at(Points.of(List.of(row), row.length))[0])
          .map(OptionalDouble::of)
          .orElse(OptionalDouble.empty());
    }

    private Optional<Assignment> chosen(Acquisition acquisition, RandomGenerator random) {
      Set<Assignment> tried = new HashSet<>();
      history.trials().forEach(trial -> tried.add(trial.assignment()));
      AcquisitionOptimizer optimizer = new AcquisitionOptimizer(encoding, acquisition, tried);
      return finite.isPresent()
          ? optimizer.bestOf(finite.get().except(tried))
          : optimizer.climbFrom(
              new Candidates(encoding, sobol, random).around(surrogate.incumbents(INCUMBENTS)));
    }
  }
}
