package io.attune.app;

import io.attune.run.Confirmation;
import io.attune.sweep.Sweep;
import io.attune.trial.Constraint;
import io.attune.trial.Front;
import io.attune.trial.History;
import io.attune.trial.Objective;
import io.attune.trial.Outcome;
import io.attune.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How good trials are, in words: the same for one objective, several, and constraints. */
final class Verdicts {
  private Verdicts() {}

  /** What a sweep looks for. */
  static String search(Sweep sweep) {
    String aims =
        sweep.criteria().objectives().stream()
            .map(Verdicts::aim)
            .collect(Collectors.joining(" and "));
    String limits =
        sweep.criteria().constraints().stream()
            .map(Verdicts::limit)
            .collect(Collectors.joining(" and "));
    return limits.isEmpty() ? aims : aims + ", with " + limits;
  }

  private static String aim(Objective objective) {
    String end = objective.goal() == Objective.Goal.MAXIMIZE ? "highest" : "lowest";
    return "the " + end + " " + objective.metric();
  }

  private static String limit(Constraint constraint) {
    List<String> limits = new ArrayList<>();
    constraint.min().ifPresent(min -> limits.add("at least " + Numbers.of(min)));
    constraint.max().ifPresent(max -> limits.add("at most " + Numbers.of(max)));
    return constraint.metric() + " " + String.join(" and ", limits);
  }

  /** The best trial in few words, or the size of the front. */
  static Optional<String> best(History history) {
    Optional<Trial> best = history.best();
    boolean feasible = best.flatMap(history::outcome).map(Outcome::feasible).orElse(false);
    if (best.isPresent() && history.criteria().several() && feasible) {
      int size = history.front().trials().size();
      return Optional.of("front of " + size + (size == 1 ? " trial" : " trials"));
    }
    return best.map(trial -> values(history, trial) + (feasible ? "" : ", infeasible"));
  }

  /** What has the best mean of the trials that are repeated; empty before there are means. */
  static Optional<String> leader(Sweep sweep, History history) {
    return Confirmation.leader(sweep, history)
        .map(
            leader ->
                "best mean %s %s (%s, %d runs)"
                    .formatted(
                        history.objective().metric(),
                        Numbers.of(history.objective().loss(leader.mean())),
                        leader.name(),
                        leader.losses().size()));
  }

  /** Metrics of the objectives with a trial's values. */
  static String values(History history, Trial trial) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < history.objectives().size(); i++) {
      parts.add(history.objectives().get(i).metric() + " " + value(history, trial, i));
    }
    return String.join(", ", parts);
  }

  /** Value of a trial in the objective with an index. */
  static String value(History history, Trial trial, int objective) {
    return history.outcome(trial).map(o -> Numbers.of(o.values().get(objective))).orElse("–");
  }

  /** Latest value of the constraint with an index that counts for a trial. */
  static String measured(History history, Trial trial, int constraint) {
    return history
        .outcome(trial)
        .map(o -> o.measured().get(constraint))
        .map(value -> Double.isNaN(value) ? "–" : Numbers.of(value))
        .orElse("–");
  }

  /** Whether a trial keeps its constraints: yes, no, or nothing to say. */
  static String feasible(History history, Trial trial) {
    return history.outcome(trial).map(o -> o.feasible() ? "yes" : "no").orElse("–");
  }

  private static String what(Sweep sweep, History history) {
    return Confirmation.repeats(sweep, history) ? "single runs" : "trials";
  }

  private static String stage(History history) {
    return history.steering().stage(history.best().map(Trial::number).orElse(1));
  }

  /** What the list of the best trials is; the front says from where its volume is measured. */
  static String heading(Sweep sweep, History history) {
    Front front = history.front();
    if (!history.constraints().isEmpty() && front.trials().isEmpty()) {
      return "No trial keeps all constraints; these break them least";
    }
    if (!history.criteria().several()) {
      return history
          .steering()
          .phase()
          .map(phase -> "Best %s of stage %s".formatted(what(sweep, history), stage(history)))
          .orElse("Best trials");
    }
    List<String> reference = new ArrayList<>();
    for (int i = 0; i < front.reference().size(); i++) {
      reference.add(
          history.objectives().get(i).metric() + " " + Numbers.of(front.reference().get(i)));
    }
    return "Pareto front: %d of %d trials, hypervolume %s from %s%s"
        .formatted(
            front.trials().size(),
            history.trials().size(),
            Numbers.of(front.hypervolume()),
            String.join(", ", reference),
            front.given() ? "" : " (a tenth past the worst)");
  }
}
