package io.attune.search.genetic;

import io.attune.space.Assignment;
import io.attune.trial.History;
import io.attune.trial.Outcome;
import io.attune.trial.Trial;
import io.attune.trial.TrialState;
import io.attune.trial.pareto.Crowding;
import io.attune.trial.pareto.Domination;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The best trials by domination rank, then by crowding.
 *
 * @param assignments in that order, the best first
 */
record Parents(List<Assignment> assignments) {

  /** The best of a history: trials that ended, or pause, and have an outcome. */
  static Parents of(History history, int most) {
    List<Assignment> assignments = new ArrayList<>();
    List<Outcome> outcomes = new ArrayList<>();
    for (Trial trial : history.trials()) {
      Optional<Outcome> outcome = history.outcome(trial);
      if (outcome.isPresent() && !(trial.state() instanceof TrialState.Running)) {
        assignments.add(trial.assignment());
        outcomes.add(outcome.get());
      }
    }
    double[][] losses = outcomes.stream().map(history.criteria()::losses).toArray(double[][]::new);
    double[] violations = outcomes.stream().mapToDouble(Outcome::violation).toArray();
    return new Parents(
        Arrays.stream(order(losses, Domination.ranks(losses, violations)))
            .limit(most)
            .mapToObj(assignments::get)
            .toList());
  }

  private static int[] order(double[][] losses, int[] ranks) {
    double[] room = new double[ranks.length];
    for (int rank : Arrays.stream(ranks).distinct().toArray()) {
      int[] group = IntStream.range(0, ranks.length).filter(i -> ranks[i] == rank).toArray();
      double[] distances =
          Crowding.distances(
              Arrays.stream(group).mapToObj(i -> losses[i]).toArray(double[][]::new));
      for (int i = 0; i < group.length; i++) {
        room[group[i]] = distances[i];
      }
    }
    return IntStream.range(0, ranks.length)
        .boxed()
        .sorted(Comparator.<Integer>comparingInt(i -> ranks[i]).thenComparingDouble(i -> -room[i]))
        .mapToInt(i -> i)
        .toArray();
  }

  int size() {
    return assignments.size();
  }

  /** The better of two random ones. */
  Assignment tournament(RandomGenerator random) {
    return assignments.get(Math.min(random.nextInt(size()), random.nextInt(size())));
  }
}
