package io.attune.app;

import io.attune.space.Parameter;
import io.attune.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The best trials side by side: one column a trial, one row a parameter that varies. */
final class Ranking {
  private Ranking() {}

  /** As many of the best trials as fit, at least one. */
  static List<String> lines(SweepView view, int most, int width) {
    List<String> lines = lines(view, most);
    return most == 1 || lines.stream().allMatch(line -> Plain.width(line) <= width)
        ? lines
        : lines(view, most - 1, width);
  }

  private static List<String> lines(SweepView view, int most) {
    List<Trial> best = view.ranking().stream().limit(most).toList();
    Table table = new Table();
    table.row(row("trial", best, trial -> "#" + trial.number()));
    for (int i = 0; i < view.history().objectives().size(); i++) {
      int index = i;
      String metric = view.history().objectives().get(i).metric();
      table.row(row(metric, best, trial -> Verdicts.value(view.history(), trial, index)));
    }
    for (int i = 0; i < view.history().constraints().size(); i++) {
      int index = i;
      String metric = view.history().constraints().get(i).metric();
      if (view.history().objectives().stream().noneMatch(o -> o.metric().equals(metric))) {
        table.row(row(metric, best, trial -> Verdicts.measured(view.history(), trial, index)));
      }
    }
    for (Parameter parameter : view.space().parameters()) {
      if (!parameter.cardinality().equals(OptionalLong.of(1))) {
        table.row(row(parameter.name(), best, trial -> value(trial, parameter.name())));
      }
    }
    return table.lines();
  }

  private static String value(Trial trial, String name) {
    Object value = trial.assignment().values().get(name);
    return value == null ? "–" : Numbers.of(value);
  }

  private static List<String> row(
      String head, List<Trial> trials, java.util.function.Function<Trial, String> cell) {
    List<String> cells = new ArrayList<>();
    cells.add(head);
    trials.forEach(trial -> cells.add(cell.apply(trial)));
    return cells;
  }
}
