package io.attune.app;

import io.attune.analysis.Comparison;
import io.attune.run.Confirmation;
import io.attune.trial.Objective;
import io.attune.trial.Phase;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What repeats say, as a table and two sentences. */
final class Confirmations {
  private Confirmations() {}

  static void print(SweepView view, PrintWriter out) {
    Optional<Comparison> comparison = Confirmation.compare(view.sweep(), view.history());
    out.println();
    out.println(Plain.line(what(view)));
    if (comparison.isEmpty()) {
      out.println("There are no two complete turns to compare yet.");
      return;
    }
    table(comparison.get(), view.history().objective()).lines().forEach(l -> out.println("  " + l));
    out.println();
    out.println(noise(comparison.get()));
    out.println(Plain.line(winner(comparison.get(), view)));
  }

  private static String what(SweepView view) {
    return Confirmation.is(view.sweep())
        ? view.sweep().description() + " Here they are, in this order, " + numbers(view) + "."
        : "What the repeats say of the trials they go on from:";
  }

  private static String numbers(SweepView view) {
    return IntStream.rangeClosed(1, view.sweep().conduct().trialsPerSeed())
        .mapToObj(number -> "#" + number)
        .collect(Collectors.joining(", "));
  }

  private static Table table(Comparison comparison, Objective objective) {
    Table table = new Table();
    table.row(
        List.of("trial", "mean " + objective.metric(), "deviation", "repeats", "best in", "p"));
    for (Comparison.Standing standing : comparison.standings()) {
      boolean first = standing.equals(comparison.standings().get(0));
      table.row(
          List.of(
              standing.contender().name(),
              Numbers.of(objective.loss(standing.contender().mean())),
              Numbers.of(standing.contender().deviation()),
              Integer.toString(standing.contender().losses().size()),
              Math.round(100 * standing.probabilityBest()) + " %",
              first ? "–" : Numbers.of(standing.p())));
    }
    return table;
  }

  private static String noise(Comparison comparison) {
    return "Luck alone moves a score by %s (one standard deviation over seeds); the means differ by %s."
        .formatted(Numbers.of(comparison.noise()), Numbers.of(comparison.spread()));
  }

  /** How to get more repeats than there were. */
  private static String how(SweepView view) {
    return Confirmation.is(view.sweep())
        ? "--repeats, or repeats: in the file"
        : "`repeats` of stage "
            + view.history().steering().phase().map(Phase::name).orElse("")
            + " in the file";
  }

  private static String winner(Comparison comparison, SweepView view) {
    List<Comparison.Standing> undecided = comparison.undecided();
    String best = undecided.get(0).contender().name();
    if (undecided.size() == 1) {
      return best + " is better than each other one by more than luck explains (p below 0.05).";
    }
    String others =
        undecided.stream().skip(1).map(s -> s.contender().name()).collect(Collectors.joining(", "));
    return "%s cannot be told from %s: take whichever is cheaper, or repeat them more often (%s)."
        .formatted(best, others, how(view));
  }
}
