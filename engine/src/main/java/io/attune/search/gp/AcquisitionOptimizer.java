package io.attune.search.gp;

import io.attune.space.Assignment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the most promising assignment that was not tried yet. */
final class AcquisitionOptimizer {
  private static final int STARTS = 4;
  private static final double DISTANT = 0.1;

  private final Encoding encoding;
  private final Merit merit;
  private final Set<Assignment> tried;

  AcquisitionOptimizer(Encoding encoding, Merit merit, Set<Assignment> tried) {
    this.encoding = encoding;
    this.merit = merit;
    this.tried = tried;
  }

  /** The best of some genotypes as they are; empty if there are none. */
  Optional<Assignment> bestOf(List<double[]> genotypes) {
    return firstNew(ranked(genotypes));
  }

  /** The best assignment that climbing from the best and distant ones of some genotypes finds. */
  Optional<Assignment> climbFrom(List<double[]> genotypes) {
    List<LocalSearch.Scored> ranked = ranked(genotypes);
    LocalSearch search = new LocalSearch(encoding, merit);
    List<LocalSearch.Scored> found = new ArrayList<>();
    starts(ranked).forEach(start -> found.add(search.improve(start)));
    found.sort(BEST_FIRST);
    found.addAll(ranked);
    return firstNew(found);
  }

  private static final Comparator<LocalSearch.Scored> BEST_FIRST =
      Comparator.comparingDouble(scored -> -scored.value());

  private List<LocalSearch.Scored> ranked(List<double[]> genotypes) {
    List<double[]> features = genotypes.stream().map(encoding::features).toList();
    double[] values = merit.at(Points.of(features, encoding.features()));
    List<LocalSearch.Scored> ranked = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      ranked.add(new LocalSearch.Scored(genotypes.get(i), values[i]));
    }
    ranked.sort(BEST_FIRST);
    return ranked;
  }

  private static List<LocalSearch.Scored> starts(List<LocalSearch.Scored> ranked) {
    List<LocalSearch.Scored> starts = new ArrayList<>();
    for (LocalSearch.Scored scored : ranked) {
      if (starts.size() < STARTS
          && starts.stream().allMatch(s -> distant(s.genotype(), scored.genotype()))) {
        starts.add(scored);
      }
    }
    return starts;
  }

  private static boolean distant(double[] a, double[] b) {
    for (int i = 0; i < a.length; i++) {
      if (Math.abs(a[i] - b[i]) > DISTANT) {
        return true;
      }
    }
    return false;
  }

  private Optional<Assignment> firstNew(List<LocalSearch.Scored> ranked) {
    return ranked.stream()
        .map(scored -> encoding.assignment(scored.genotype()))
        .filter(assignment -> !tried.contains(assignment))
        .findFirst();
  }
}
