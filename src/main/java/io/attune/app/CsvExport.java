package io.attune.app;

import io.attune.space.Parameter;
import io.attune.space.SearchSpace;
import io.attune.trial.Curve;
import io.attune.trial.Label;
import io.attune.trial.Outcome;
import io.attune.trial.Trial;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One row a trial: number, state, reason, attempts, times, parameters, the score (of the first
 * objective), the last value of every metric, and with several objectives or constraints whether
 * the trial is feasible and on the front, and with stages which one it belongs to. Values as exact
 * as they are stored; quoting as RFC 4180 says.
 */
final class CsvExport {
  private CsvExport() {}

  static void write(SweepView view, Writer writer) throws IOException {
    Set<String> metrics = new LinkedHashSet<>();
    view.history().trials().forEach(trial -> metrics.addAll(trial.curves().keySet()));
    Set<String> tests = new LinkedHashSet<>();
    view.history().trials().forEach(trial -> tests.addAll(trial.test().keySet()));
    boolean named = named(view);
    Set<String> tags = tags(view);
    List<String> head = head(view, metrics, tests);
    if (named) {
      head.add("name");
    }
    tags.forEach(tag -> head.add("tags." + tag));
    writer.write(line(head));
    Set<Integer> front = new LinkedHashSet<>();
    view.history().front().trials().forEach(trial -> front.add(trial.number()));
    SearchSpace space = view.space();
    for (Trial trial : view.history().trials()) {
      List<String> row = row(view, space, trial, metrics, tests, front);
      row.addAll(said(trial.dossier().label(), named, tags));
      writer.write(line(row));
    }
  }

  private static List<String> head(SweepView view, Set<String> metrics, Set<String> tests) {
    List<String> cells =
        new ArrayList<>(
            List.of("trial", "state", "reason", "attempts", "started", "ended", "steps", "score"));
    if (view.staged()) {
      cells.addAll(List.of("stage", "origin"));
    }
    view.space().parameters().forEach(p -> cells.add("params." + p.name()));
    metrics.forEach(metric -> cells.add("metrics." + metric));
    if (!view.history().criteria().plain()) {
      cells.addAll(List.of("feasible", "front"));
    }
    tests.forEach(metric -> cells.add("test." + metric));
    return cells;
  }

  private static List<String> row(
      SweepView view,
      SearchSpace space,
      Trial trial,
      Set<String> metrics,
      Set<String> tests,
      Set<Integer> front) {
    List<String> cells = new ArrayList<>();
    cells.add(Integer.toString(trial.number()));
    cells.add(SweepView.word(trial.state()));
    cells.add(SweepView.reason(trial.state()));
    cells.add(Integer.toString(trial.attempt()));
    cells.add(trial.started().toString());
    cells.add(trial.ended().map(Object::toString).orElse(""));
    cells.add(Long.toString(trial.lastStep()));
    Optional<Outcome> outcome = view.history().outcome(trial);
    cells.add(outcome.map(o -> Double.toString(o.first())).orElse(""));
    if (view.staged()) {
      cells.add(view.history().steering().stage(trial.number()));
      cells.add(view.origin(trial));
    }
    for (Parameter parameter : space.parameters()) {
      Object value = trial.assignment().values().get(parameter.name());
      cells.add(value == null ? "" : value.toString());
    }
    for (String metric : metrics) {
      Curve curve = trial.curve(metric);
      cells.add(curve.isEmpty() ? "" : Double.toString(curve.last()));
    }
    if (!view.history().criteria().plain()) {
      cells.add(outcome.map(o -> Boolean.toString(o.feasible())).orElse(""));
      cells.add(Boolean.toString(front.contains(trial.number())));
    }
    for (String test : tests) {
      Double value = trial.test().get(test);
      cells.add(value == null ? "" : value.toString());
    }
    return cells;
  }

  /** What people say of a trial: its name where any has one, and each tag that any has. */
  private static List<String> said(Label label, boolean named, Set<String> tags) {
    List<String> cells = new ArrayList<>();
    if (named) {
      cells.add(label.name().orElse(""));
    }
    tags.forEach(tag -> cells.add(label.tags().getOrDefault(tag, "")));
    return cells;
  }

  private static boolean named(SweepView view) {
    return view.history().trials().stream().anyMatch(t -> t.dossier().label().name().isPresent());
  }

  private static Set<String> tags(SweepView view) {
    Set<String> tags = new LinkedHashSet<>();
    view.history().trials().forEach(trial -> tags.addAll(trial.dossier().label().tags().keySet()));
    return tags;
  }

  static String line(List<String> cells) {
    return String.join(",", cells.stream().map(CsvExport::quoted).toList()) + "\r\n";
  }

  private static String quoted(String cell) {
    return cell.matches("[^\",\r\n]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }
}
