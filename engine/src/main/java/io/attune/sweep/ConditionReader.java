package io.attune.sweep;

import io.attune.space.CategoricalParameter;
import io.attune.space.Condition;
import io.attune.space.Parameter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Reads `when`. A parent is looked for beside the child, then in each group around it, and last
 * among all dotted names; so a name inside a group hides the same name outside.
 */
final class ConditionReader {
  private final Map<String, ParameterNode> nodes;
  private final Map<String, Parameter> parameters;
  private final Problems problems;

  /**
   * For the parameters of one file.
   *
   * @param nodes all of them
   * @param parameters those that could be read
   */
  ConditionReader(
      Map<String, ParameterNode> nodes, Map<String, Parameter> parameters, Problems problems) {
    this.nodes = nodes;
    this.parameters = parameters;
    this.problems = problems;
  }

  /** The parameter under its condition; empty if the parameter could not be read. */
  Optional<Parameter> apply(ParameterNode child) {
    Condition condition = child.get("when").map(when -> read(child, when)).orElse(Condition.ALWAYS);
    return Optional.ofNullable(parameters.get(child.name()))
        .map(parameter -> parameter.when(condition));
  }

  /** Complains of the first parameter that depends on itself. */
  void checkCircles(List<Parameter> complete) {
    Set<String> settled = new HashSet<>();
    List<Parameter> waiting = new ArrayList<>(complete);
    while (waiting.removeIf(p -> settled.containsAll(parents(p)) && settled.add(p.name()))) {}
    if (!waiting.isEmpty()) {
      List<String> names = waiting.stream().map(Parameter::name).toList();
      throw new Complaint(
          Objects.requireNonNull(nodes.get(names.get(0))).at("when").place(),
          "the conditions of %s depend on each other in a circle. Maybe remove one."
              .formatted(Texts.brief(String.join(", ", names), 200)));
    }
  }

  private static Set<String> parents(Parameter parameter) {
    return parameter.condition().parents().keySet();
  }

  private Condition read(ParameterNode child, Node when) {
    Map<String, List<Object>> parents = new LinkedHashMap<>();
    for (Node.Entry entry : Expect.mapping(when, "{optimizer: [sgd, adam]}").entries()) {
      problems.gather(() -> parents.put(parent(child, entry), values(child, entry)));
    }
    return new Condition(parents);
  }

  private String parent(ParameterNode child, Node.Entry entry) {
    String group = child.group();
    while (!group.isEmpty()) {
      String name = group + "." + entry.key();
      if (nodes.containsKey(name)) {
        return name;
      }
      group = group.substring(0, Math.max(0, group.lastIndexOf('.')));
    }
    if (nodes.containsKey(entry.key())) {
      return entry.key();
    }
    List<String> others = nodes.keySet().stream().filter(n -> !n.equals(child.name())).toList();
    throw new Complaint(
        entry.place(), "there is no such parameter. " + Nearest.hint(entry.key(), others));
  }

  private List<Object> values(ParameterNode child, Node.Entry entry) {
    List<Node> items =
        entry.value() instanceof Node.Sequence list ? list.items() : List.of(entry.value());
    if (items.isEmpty()) {
      throw Complaint.at(entry.value(), "no value is listed. Name at least one.");
    }
    Optional<Parameter> parent = Optional.ofNullable(parameters.get(parent(child, entry)));
    return items.stream().map(item -> value(item, parent)).toList();
  }

  private static Object value(Node item, Optional<Parameter> parent) {
    Object value = Expect.value(item);
    return parent.map(known -> taken(item, value, known)).orElse(value);
  }

  /** The value as the parent spells it: 1 finds a choice 1.0. */
  private static Object taken(Node item, Object value, Parameter parent) {
    if (parent.accepts(value)) {
      return value;
    }
    return choices(parent).stream()
        .filter(choice -> sameNumber(choice, value))
        .findFirst()
        .orElseThrow(() -> neverTaken(item, value, parent));
  }

  private static List<Object> choices(Parameter parent) {
    return parent instanceof CategoricalParameter categorical ? categorical.choices() : List.of();
  }

  private static Complaint neverTaken(Node item, Object value, Parameter parent) {
    List<Object> choices = choices(parent);
    String range = choices.isEmpty() ? "" : " It takes " + choices + ".";
    return Complaint.at(
        item,
        "%s never has the value %s.%s",
        parent.name(),
        Texts.brief(value),
        Texts.brief(range, 200));
  }

  private static boolean sameNumber(Object a, Object b) {
    return a instanceof Number first
        && b instanceof Number second
        && first.doubleValue() == second.doubleValue();
  }
}
