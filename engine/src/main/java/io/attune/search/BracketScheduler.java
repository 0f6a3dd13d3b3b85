package io.attune.search;

import io.attune.trial.History;
import io.attune.trial.TrialEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiPredicate;

/**
 * Bracket after bracket of successive halving, and again from the first. A free worker serves the
 * oldest bracket that has a trial to go on with; where all wait for others to arrive, it starts a
 * trial of the newest.
 *
 * <p>With one kind of bracket this is successive halving (Jamieson and Talwalkar 2016); with
 * brackets that start ever fewer trials ever further it is Hyperband (Li et al. 2018, algorithm 1).
 */
final class BracketScheduler implements Scheduler {
  private final List<Size> cycle;
  private final double eta;
  private final List<Bracket> brackets = new ArrayList<>();
  // Nothing changes in brackets that are over, so that it need not be looked at again.
  private int over;

  BracketScheduler(List<Size> cycle, double eta) {
    this.cycle = List.copyOf(cycle);
    this.eta = eta;
  }

  /**
   * A kind of bracket.
   *
   * @param trials to start
   */
  record Size(int trials, Ladder ladder) {}

  @Override
  public Move next(History history) {
    return promotion(history, Bracket::isFull).orElse(new Move.Start());
  }

  /** Brackets that cannot be filled any more make do with the trials they have. */
  @Override
  public Move finish(History history) {
    return promotion(history, (bracket, all) -> true)
        .orElse(new Move.Finish("no paused trial deserves to go on"));
  }

  @Override
  public Verdict judge(History history, TrialEvent.Reported report) {
    if (!Evidence.in(report, history)) {
      return new Verdict.Continue();
    }
    Bracket bracket = bracketOf(report.trial());
    OptionalInt arrival = bracket.ladder().arrival(Evidence.curve(report, history));
    return arrival.isPresent() ? new Verdict.Pause() : new Verdict.Continue();
  }

  private Optional<Move> promotion(History history, BiPredicate<Bracket, History> mayPromote) {
    bracketOf(Math.max(1, history.trials().size()));
    while (over < brackets.size() && brackets.get(over).isOver(history)) {
      over++;
    }
    return brackets.subList(over, brackets.size()).stream()
        .filter(bracket -> mayPromote.test(bracket, history))
        .flatMap(bracket -> bracket.promotion(history).stream())
        .findFirst()
        .map(Move.Resume::new);
  }

  /** Brackets take trials in the order of their numbers, whoever asked for them. */
  private Bracket bracketOf(int trial) {
    while (brackets.isEmpty() || brackets.get(brackets.size() - 1).last() < trial) {
      Size size = cycle.get(brackets.size() % cycle.size());
      int first = brackets.isEmpty() ? 1 : brackets.get(brackets.size() - 1).last() + 1;
      brackets.add(new Bracket(first, first + size.trials() - 1, size.ladder(), eta));
    }
    for (int i = brackets.size() - 1; i > 0; i--) {
      if (brackets.get(i).has(trial)) {
        return brackets.get(i);
      }
    }
    return brackets.get(0);
  }
}
