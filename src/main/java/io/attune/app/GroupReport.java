package io.attune.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.attune.trial.Objective;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a metric is like for each value of one parameter, or of two.
 *
 * @param metric its name
 * @param objective the same where it is one; then the best group can be told
 */
record GroupReport(
    String metric, Optional<Objective> objective, List<Grouping> by, List<Group> groups) {
  static GroupReport of(SweepView view, GroupOptions options) {
    List<Grouping> by = options.groupings(view);
    return new GroupReport(
        options.metric(view),
        options.objective(view),
        by,
        Group.of(options.trials(view), by, options.measure(view)));
  }

  void print(PrintWriter out, String conditions) {
    out.printf(
        "%s%s by %s, %s%s%n%n",
        Plain.line(metric),
        objective.isPresent() ? "" : " (the last value)",
        String.join(" and ", by.stream().map(Grouping::name).toList()),
        trials(groups.stream().mapToInt(Group::trials).sum()),
        conditions.isEmpty() ? "" : " with " + Plain.line(conditions));
    (by.size() == 1 ? list() : matrix()).lines().forEach(out::println);
    out.println();
    out.println(footnote());
  }

  private static String trials(int count) {
    return count == 1 ? "1 trial" : count + " trials";
  }

  private Table list() {
    Table table = new Table();
    table.row(List.of(by.get(0).name(), "trials", "with value", "mean", "se", "sd", "min", "max"));
    for (Group group : groups) {
      table.row(
          List.of(
              Grouping.text(group.keys().get(0)),
              Integer.toString(group.trials()),
              Integer.toString(group.values().size()),
              mean(group),
              number(group.error()),
              number(group.deviation()),
              number(group.min()),
              number(group.max())));
    }
    return table;
  }

  /** Means; the first parameter goes down, the second to the right. */
  private Table matrix() {
    Table table = new Table();
    List<String> head = new ArrayList<>(List.of(by.get(0).name() + " \\ " + by.get(1).name()));
    by.get(1).keys().forEach(key -> head.add(Grouping.text(key)));
    table.row(head);
    for (Object down : by.get(0).keys()) {
      List<String> row = new ArrayList<>(List.of(Grouping.text(down)));
      by.get(1).keys().forEach(right -> row.add(cell(List.of(down, right))));
      table.row(row);
    }
    return table;
  }

  private String cell(List<Object> keys) {
    return groups.stream()
        .filter(group -> group.keys().equals(keys))
        .findFirst()
        .map(this::mean)
        .orElse("");
  }

  private String mean(Group group) {
    String mark = best().filter(group::equals).isPresent() ? "*" : " ";
    return number(group.mean()) + (objective.isPresent() ? mark : "");
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "–" : Numbers.of(value);
  }

  private Optional<Group> best() {
    return objective.flatMap(
        aim ->
            groups.stream()
                .filter(group -> !group.values().isEmpty())
                .min(Comparator.comparingDouble(group -> aim.loss(group.mean()))));
  }

  private String footnote() {
    List<String> notes = new ArrayList<>();
    if (objective.isPresent()) {
      notes.add("* the best mean.");
    }
    notes.add("Means are over trials with a value; – where none has one.");
    double deviation = pooled();
    if (by.size() > 1 && !Double.isNaN(deviation)) {
      notes.add(
          "Trials of one cell differ by a standard deviation of %s."
              .formatted(Numbers.of(deviation)));
    }
    return String.join(" ", notes);
  }

  /** Root of the mean variance within groups, weighted by degrees of freedom. */
  private double pooled() {
    double squares = 0;
    int freedom = 0;
    for (Group group : groups) {
      if (group.values().size() > 1) {
        int degrees = group.values().size() - 1;
        squares += degrees * group.deviation() * group.deviation();
        freedom += degrees;
      }
    }
    return freedom == 0 ? Double.NaN : Math.sqrt(squares / freedom);
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("metric", metric);
    json.put("value", objective.isPresent() ? "score" : "last");
    by.forEach(grouping -> json.withArray("by").add(grouping.name()));
    groups.forEach(group -> json.withArray("groups").add(json(group)));
    return json;
  }

  private ObjectNode json(Group group) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ObjectNode values = json.putObject("values");
    for (int i = 0; i < by.size(); i++) {
      values.putPOJO(by.get(i).name(), group.keys().get(i));
    }
    json.put("trials", group.trials()).put("with_value", group.values().size());
    put(json, "mean", group.mean());
    put(json, "se", group.error());
    put(json, "sd", group.deviation());
    put(json, "min", group.min());
    put(json, "max", group.max());
    return json;
  }

  private static void put(ObjectNode json, String name, double value) {
    if (Double.isFinite(value)) {
      json.put(name, value);
    } else {
      json.putNull(name);
    }
  }
}
