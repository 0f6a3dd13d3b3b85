package io.attune.search.gp;

import io.attune.space.Assignment;
import io.attune.space.SearchSpace;
import io.attune.trial.History;
import io.attune.trial.Trial;
import io.attune.trial.TrialState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * Bayesian optimisation: a space-filling start, then the point with the largest expected
 * improvement under a Gaussian process of all trials, running ones included.
 *
 * <p>Keeps nothing between suggestions, and computes with {@link StrictMath} and plain arithmetic
 * only, so equal histories and random numbers give equal suggestions in every process. Immutable
 * and thread-safe.
 */
public final class GaussianProcessSearch {
  private static final int DESIGN = 5;
  private static final int GLOBAL = 1024;
  private static final int OUTCOMES = 32;
  private static final int MOST_PENDING = 64;
  private static final int INCUMBENTS = 5;
  private static final int REDRAWS = 1000;
  private static final int LOOK_AROUND = 3;

  private final Encoding encoding;
  private final Optional<FinitePoints> finite;
  private final SobolPoints sobol;
  private final HyperparameterFit fit;
  private final HyperparameterFit straight;
  private final CurveFit curveFit;
  private final int design;
  private final int wideDesign;
  private final Imputation imputation;

  /**
   * A search of a space.
   *
   * @param trials planned number of trials; a quarter of them at most fill the space at the start
   * @param imputation what trials without a score count as
   */
  public GaussianProcessSearch(SearchSpace space, OptionalInt trials, Imputation imputation) {
    this.imputation = imputation;
    this.encoding = new Encoding(space);
    this.finite = FinitePoints.of(encoding);
    this.sobol = new SobolPoints(GLOBAL, encoding.axes().size());
    this.fit = new HyperparameterFit(encoding.kinds());
    this.straight = new HyperparameterFit(Features.rigid(encoding.kinds().nominal()));
    this.curveFit = new CurveFit(encoding.kinds().nominal());
    int quarter = trials.isPresent() ? Math.max(2, trials.getAsInt() / 4) : Integer.MAX_VALUE;
    this.design = Math.min(DESIGN, quarter);
    this.wideDesign = Math.min(encoding.axes().size() + 3, quarter);
  }

  /**
   * The next assignment to try, different from all in the history as long as that is possible.
   *
   * @return empty once all assignments of a space with at most 4096 were tried; larger finite
   *     spaces may repeat assignments when hardly any are left
   */
  public Optional<Assignment> suggest(History history, RandomGenerator random) {
    Observations seen = new Observations(history, imputation);
    Optional<List<double[]>> left = finite.map(points -> points.except(seen.tried()));
    if (left.isPresent() && left.get().isEmpty()) {
      return Optional.empty();
    }
    boolean modelled =
        history.trials().size() >= enough(history) && seen.measured() >= 2 && !looksAround(history);
    Optional<Assignment> chosen =
        modelled ? promising(history, seen, left, random) : filling(history, seen, left, random);
    return chosen.or(() -> Optional.of(redraw(seen, random)));
  }

  /**
   * Whether the next trial fills the space whatever the model says: every third where trials wait
   * at checkpoints. It costs a few steps there, not a training, and a model of few trials in many
   * dimensions may be sure and wrong.
   */
  private static boolean looksAround(History history) {
    return history.trials().size() % LOOK_AROUND == 0
        && history.trials().stream().anyMatch(trial -> trial.state() instanceof TrialState.Paused);
  }

  /**
   * Trials that fill the space: more where a whole front is to be found, fewer where they are
   * short, since more can follow.
   */
  private int enough(History history) {
    if (!history.criteria().plain()) {
      return wideDesign;
    }
    return CurveObservations.partial(history)
        ? Math.min(design, CurveSearch.explored(encoding))
        : design;
  }

  /** The next point of the space-filling start, or an untried one if it was had already. */
  private Optional<Assignment> filling(
      History history, Observations seen, Optional<List<double[]>> left, RandomGenerator random) {
    double[] unit = uniform(random);
    if (!history.trials().isEmpty()) {
      double[] origin = encoding.unit(history.trial(1).assignment());
      unit = sobol.scrambled(history.trials().size(), origin, random);
    }
    Assignment point = encoding.assignment(encoding.draw(unit));
    if (!seen.tried().contains(point)) {
      return Optional.of(point);
    }
    return left.map(list -> encoding.assignment(list.get(random.nextInt(list.size()))));
  }

  /** The point of largest expected improvement. */
  private Optional<Assignment> promising(
      History history, Observations seen, Optional<List<double[]>> left, RandomGenerator random) {
    Optional<CurveSurrogate> curves = curves(history);
    Merit merit =
        curves
            .<Merit>map(surrogate -> new Acquisition(surrogate.process(random)))
            .orElseGet(() -> merit(history, seen, random));
    AcquisitionOptimizer optimizer = new AcquisitionOptimizer(encoding, merit, seen.tried());
    return left.isPresent()
        ? optimizer.bestOf(left.get())
        : optimizer.climbFrom(
            new Candidates(encoding, sobol, random)
                .around(
                    curves
                        .map(surrogate -> surrogate.incumbents(INCUMBENTS))
                        .orElseGet(() -> incumbents(history, seen))));
  }

  /** A model of curves knows by itself what trials that run will come to; others may disagree. */
  private Optional<CurveSurrogate> curves(History history) {
    return imputation.equals(Imputation.STANDARD)
        ? CurveSurrogate.of(history, encoding, curveFit)
        : Optional.empty();
  }

  /** Several models, each of one metric, keep to straight axes: bending them lost on DTLZ2. */
  private Merit merit(History history, Observations seen, RandomGenerator random) {
    return history.criteria().plain()
        ? new Acquisition(process(seen, random))
        : new TradeOffModel(encoding, straight).merit(history, latest(seen.pending()), random);
  }

  private GaussianProcess process(Observations seen, RandomGenerator random) {
    List<double[]> rows = features(seen.known());
    double[] y = seen.targets(view(random));
    Hyperparameters sample = fit.ofSample(rows, y);
    int[] active = ActiveSet.choose(sample.warp().of(rows), y, sample.kernel());
    List<double[]> activeRows = Arrays.stream(active).mapToObj(rows::get).toList();
    double[] activeY = Arrays.stream(active).mapToDouble(i -> y[i]).toArray();
    Hyperparameters fitted = fit.refine(activeRows, activeY, sample);
    return GaussianProcess.of(
        fitted, activeRows, activeY, features(latest(seen.pending())), OUTCOMES, random);
  }

  /**
   * Either view of the losses as likely. One that looks closely at the best may be stuck with
   * polishing a local optimum, and one that does not may be slow to polish; taking turns beats both
   * (docs/benchmarks.md).
   */
  private static OutputWarp.View view(RandomGenerator random) {
    return random.nextBoolean() ? OutputWarp.View.SHAPED : OutputWarp.View.PLAIN;
  }

  private static List<Assignment> latest(List<Assignment> pending) {
    return pending.subList(Math.max(0, pending.size() - MOST_PENDING), pending.size());
  }

  private List<double[]> features(List<Assignment> assignments) {
    return assignments.stream().map(encoding::features).toList();
  }

  private List<double[]> incumbents(History history, Observations seen) {
    if (!history.criteria().plain()) {
      return best(history);
    }
    List<Assignment> known = seen.known();
    int[] order = Ranks.order(seen.targets(OutputWarp.View.PLAIN));
    List<double[]> best = new ArrayList<>();
    for (int i = 0; i < Math.min(INCUMBENTS, order.length); i++) {
      best.add(encoding.genotype(known.get(order[i])));
    }
    return best;
  }

  /** Some of the front, or the best trial while there is none. */
  private List<double[]> best(History history) {
    List<Trial> best = new ArrayList<>(history.front().trials());
    history.best().filter(trial -> best.isEmpty()).ifPresent(best::add);
    // Evenly from one end of the front to the other.
    int count = Math.min(INCUMBENTS, best.size());
    List<double[]> genotypes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      genotypes.add(encoding.genotype(best.get(i * best.size() / count).assignment()));
    }
    return genotypes;
  }

  /** A random assignment, untried if one turns up. */
  private Assignment redraw(Observations seen, RandomGenerator random) {
    Assignment drawn = draw(random);
    for (int i = 0; i < REDRAWS && seen.tried().contains(drawn); i++) {
      drawn = draw(random);
    }
    return drawn;
  }

  private Assignment draw(RandomGenerator random) {
    return encoding.assignment(encoding.draw(uniform(random)));
  }

  private double[] uniform(RandomGenerator random) {
    double[] unit = new double[encoding.axes().size()];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = random.nextDouble();
    }
    return unit;
  }
}
