package io.attune.search.tpe;

import io.attune.search.axes.Axes;
import io.attune.search.axes.Untried;
import io.attune.space.Assignment;
import io.attune.space.SearchSpace;
import io.attune.trial.History;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * The tree-structured Parzen estimator (Bergstra et al. 2011, "Algorithms for hyper-parameter
 * optimization"; Watanabe 2023, "Tree-structured Parzen estimator: understanding its algorithm
 * components"), with the settings that Optuna 5 takes by default. It estimates where good trials
 * lie and where bad ones do, draws candidates from the good, and suggests the one that is the most
 * likelier good than bad.
 *
 * <p>Keeps nothing between suggestions. Immutable and thread-safe.
 */
public final class TreeParzenSearch {
  private static final int REDRAWS = 100;

  private final Axes axes;
  private final Untried untried;
  private final int startTrials;
  private final int candidates;

  /**
   * A search of a space.
   *
   * @param startTrials trials drawn at random, until so many have ended
   * @param candidates points drawn for each suggestion
   */
  public TreeParzenSearch(SearchSpace space, int startTrials, int candidates) {
    this.axes = new Axes(space);
    this.untried = new Untried(axes);
    this.startTrials = startTrials;
    this.candidates = candidates;
  }

  /**
   * The next assignment to try, different from all in the history as long as that is possible.
   *
   * @return empty once all assignments of a space with at most {@value Untried#MOST} were tried;
   *     larger spaces may repeat assignments when hardly any are left
   */
  public Optional<Assignment> suggest(History history, RandomGenerator random) {
    Split split = Split.of(history);
    return suggest(
        history, Optional.of(split).filter(known -> known.measured() >= startTrials), random);
  }

  /** The same from known good and bad trials; without them, a random assignment. */
  Optional<Assignment> suggest(History history, Optional<Split> split, RandomGenerator random) {
    Optional<List<Axes.Point>> left = untried.left(history);
    if (left.isPresent() && left.get().isEmpty()) {
      return Optional.empty();
    }
    Optional<Ratio> ratio = split.map(this::ratio);
    List<Assignment> drawn =
        ratio
            .map(known -> known.ranked(Stream.generate(() -> known.draw(random)), candidates))
            .orElseGet(() -> List.of(axes.random(random).assignment()));
    return first(history, drawn)
        .or(() -> left.map(points -> ranked(ratio, points, random).get(0)))
        .or(() -> first(history, redraws(random)))
        .or(() -> Optional.of(drawn.get(0)));
  }

  private Ratio ratio(Split split) {
    return new Ratio(mixture(split.good()), mixture(split.bad()));
  }

  /** Number of parameters that vary. */
  int dimensions() {
    return axes.count();
  }

  private Mixture mixture(List<Assignment> assignments) {
    return new Mixture(axes, assignments.stream().map(axes::coordinates).toList());
  }

  private static Optional<Assignment> first(History history, List<Assignment> assignments) {
    return assignments.stream().filter(assignment -> Untried.test(history, assignment)).findFirst();
  }

  /** Some of the points that are left, the most promising first. */
  private List<Assignment> ranked(
      Optional<Ratio> ratio, List<Axes.Point> left, RandomGenerator random) {
    Stream<Axes.Point> some = Stream.generate(() -> left.get(random.nextInt(left.size())));
    return ratio.isPresent()
        ? ratio.get().ranked(some, candidates)
        : some.limit(1).map(Axes.Point::assignment).toList();
  }

  private List<Assignment> redraws(RandomGenerator random) {
    return Stream.generate(() -> axes.random(random).assignment()).limit(REDRAWS).toList();
  }

  /** How much likelier points are among good trials than among bad ones. */
  private record Ratio(Mixture good, Mixture bad) {
    Axes.Point draw(RandomGenerator random) {
      return good.draw(random);
    }

    /** Assignments of the first few points, the likeliest good first; of equals the earlier one. */
    List<Assignment> ranked(Stream<Axes.Point> points, int few) {
      return points
          .limit(few)
          .map(point -> new Scored(score(point.coordinates()), point.assignment()))
          .sorted(Comparator.comparingDouble(Scored::score).reversed())
          .map(Scored::assignment)
          .toList();
    }

    private double score(double[] coordinates) {
      return good.logDensity(coordinates) - bad.logDensity(coordinates);
    }
  }

  private record Scored(double score, Assignment assignment) {}
}
