package io.attune.sweep;

import io.attune.trial.Constraint;
import io.attune.trial.Criteria;
import io.attune.trial.Objective;
import io.attune.trial.Objective.Goal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** The keys that say what trials are judged by. */
final class CriteriaKeys {
  private static final String METRIC_EXAMPLE = "{name: val_loss, goal: minimize}";
  private static final String CONSTRAINT_EXAMPLE = "{metric: latency_ms, max: 20}";

  private static final Words<Goal> GOALS =
      new Words<Goal>().word("minimize", Goal.MINIMIZE).word("maximize", Goal.MAXIMIZE);

  private static final KeyTable<Metric> METRIC =
      new KeyTable<Metric>()
          .key("name", (metric, node) -> metric.name = Optional.of(Expect.word(node)))
          .key("goal", (metric, node) -> metric.goal = GOALS.meaning(node))
          .key(
              "reference",
              (metric, node) -> metric.reference = OptionalDouble.of(Expect.number(node)))
          .key("target", (metric, node) -> metric.target = Optional.of(node))
          .key("impute", (metric, node) -> metric.failed = Optional.of(node))
          .key("impute_while_running", (metric, node) -> metric.running = Optional.of(node));

  private static final KeyTable<Limit> CONSTRAINT =
      new KeyTable<Limit>()
          .key("metric", (limit, node) -> limit.metric = Optional.of(Expect.word(node)))
          .key("min", (limit, node) -> limit.min = OptionalDouble.of(Expect.number(node)))
          .key("max", (limit, node) -> limit.max = OptionalDouble.of(Expect.number(node)));

  private CriteriaKeys() {}

  /** One metric, or a list of several. */
  static void metric(SweepDraft draft, Node node) {
    List<Node> metrics = node instanceof Node.Sequence list ? list.items() : List.of(node);
    checkSize(node, metrics);
    checkTarget(metrics);
    Set<String> seen = new HashSet<>();
    List<Objective> objectives = new ArrayList<>();
    for (Node metric : metrics) {
      objective(draft, metric)
          .ifPresent(
              objective -> {
                checkNew(metric, seen, objective.metric(), "Remove one.");
                objectives.add(objective);
              });
    }
    if (objectives.size() == metrics.size()) {
      draft.objectives(node, objectives);
    }
  }

  /** A list of limits. */
  static void constraints(SweepDraft draft, Node node) {
    Set<String> seen = new HashSet<>();
    List<Constraint> constraints = new ArrayList<>();
    for (Node item : Expect.list(node, "[" + CONSTRAINT_EXAMPLE + "]")) {
      constraint(draft, item)
          .ifPresent(
              constraint -> {
                checkNew(item, seen, constraint.metric(), "Give min and max in one.");
                constraints.add(constraint);
              });
    }
    draft.constraints(node, constraints);
  }

  /** W&amp;B's key for a single metric; among several it would not say how the others must be. */
  private static void checkTarget(List<Node> metrics) {
    for (Node metric : metrics) {
      if (metrics.size() > 1 && metric instanceof Node.Mapping m && m.get("target").isPresent()) {
        throw Complaint.at(
            m.get("target").orElseThrow(),
            "a target needs a single metric. Maybe write `stop: {target: 0.98}` for the first.");
      }
    }
  }

  private static Optional<Objective> objective(SweepDraft draft, Node node) {
    Node.Mapping mapping = Expect.mapping(node, "{name: val_loss}");
    Metric metric = new Metric();
    METRIC.read(mapping, metric, draft.problems());
    if (mapping.get("name").isEmpty()) {
      throw Complaint.at(node, "name is missing. Maybe write %s.", METRIC_EXAMPLE);
    }
    metric.target.ifPresent(target -> draft.target(target, Expect.number(target)));
    if (metric.failed.isPresent() || metric.running.isPresent()) {
      draft.imputation(ImputationKeys.read(draft, metric.failed, metric.running));
    }
    return metric.name.map(name -> new Objective(name, metric.goal, metric.reference));
  }

  private static Optional<Constraint> constraint(SweepDraft draft, Node node) {
    Node.Mapping mapping = Expect.mapping(node, CONSTRAINT_EXAMPLE);
    Limit limit = new Limit();
    CONSTRAINT.read(mapping, limit, draft.problems());
    if (mapping.get("metric").isEmpty()) {
      throw Complaint.at(node, "metric is missing. Maybe write %s.", CONSTRAINT_EXAMPLE);
    }
    if (mapping.get("min").isEmpty() && mapping.get("max").isEmpty()) {
      throw Complaint.at(node, "min or max is missing. Maybe write %s.", CONSTRAINT_EXAMPLE);
    }
    // A limit or name that could not be read was complained of at its own key.
    return limit.min.isEmpty() && limit.max.isEmpty()
        ? Optional.empty()
        : limit.metric.map(metric -> made(node, metric, limit));
  }

  private static Constraint made(Node node, String metric, Limit limit) {
    try {
      return new Constraint(metric, limit.min, limit.max);
    } catch (IllegalArgumentException e) {
      throw Complaint.at(node, "%s", String.valueOf(e.getMessage()));
    }
  }

  private static void checkSize(Node node, List<Node> metrics) {
    if (metrics.isEmpty()) {
      throw Complaint.at(node, "the list is empty. Maybe write [%s].", METRIC_EXAMPLE);
    }
    if (metrics.size() > Criteria.MOST_OBJECTIVES) {
      throw Complaint.at(
          node,
          "there are %d objectives; %d are the most. Maybe make some of them constraints.",
          metrics.size(),
          Criteria.MOST_OBJECTIVES);
    }
  }

  private static void checkNew(Node node, Set<String> seen, String metric, String remedy) {
    if (!seen.add(metric)) {
      throw Complaint.at(node, "%s is in the list twice. %s", Texts.brief(metric), remedy);
    }
  }

  private static final class Metric {
    private Optional<String> name = Optional.empty();
    private Goal goal = Goal.MINIMIZE;
    private Optional<Node> target = Optional.empty();
    private OptionalDouble reference = OptionalDouble.empty();
    private Optional<Node> failed = Optional.empty();
    private Optional<Node> running = Optional.empty();
  }

  private static final class Limit {
    private Optional<String> metric = Optional.empty();
    private OptionalDouble min = OptionalDouble.empty();
    private OptionalDouble max = OptionalDouble.empty();
  }
}
