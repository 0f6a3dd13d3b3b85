package io.attune.search.cma;

import io.attune.space.Assignment;
import io.attune.trial.Cause;
import io.attune.trial.History;
import io.attune.trial.Outcome;
import io.attune.trial.Trial;
import io.attune.trial.TrialState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The trials that have something to teach, in the order in which they ended. Failed ones are worse
 * than all others. Not among them are running trials, those without any loss, and those lost with
 * the program.
 */
final class Generations {
  private static final Comparator<Member> BY_END =
      Comparator.comparing(Member::ended).thenComparingInt(Member::number);
  private static final Comparator<Member> BEST_FIRST =
      Comparator.comparingDouble(Member::violation).thenComparingDouble(Member::loss);

  private final List<Member> members = new ArrayList<>();
  private int taken;

  Generations(History history) {
    for (Trial trial : history.trials()) {
      OptionalDouble loss = history.loss(trial);
      if (failed(trial)) {
        add(trial, 0, Double.POSITIVE_INFINITY);
      } else if (loss.isPresent() && !(trial.state() instanceof TrialState.Running)) {
        add(trial, violation(history, trial), loss.getAsDouble());
      }
    }
    members.sort(BY_END);
  }

  private void add(Trial trial, double violation, double loss) {
    Instant ended = trial.ended().orElse(Instant.MAX);
    members.add(new Member(trial.number(), trial.assignment(), ended, violation, loss));
  }

  private static boolean failed(Trial trial) {
    return trial.state() instanceof TrialState.Failed failure
        && failure.cause().kind() != Cause.Kind.INTERRUPTED;
  }

  private static double violation(History history, Trial trial) {
    return history.constraints().isEmpty()
        ? 0
        : history.outcome(trial).map(Outcome::violation).orElse(0.0);
  }

  boolean has(int size) {
    return taken + size <= members.size();
  }

  /** The next few members, the best first; of equals the one that ended earlier. */
  List<Member> next(int size) {
    List<Member> generation = new ArrayList<>(members.subList(taken, taken + size));
    taken += size;
    generation.sort(BEST_FIRST);
    return generation;
  }

  /** One trial. A failed one has an infinite loss. */
  record Member(int number, Assignment assignment, Instant ended, double violation, double loss) {}
}
