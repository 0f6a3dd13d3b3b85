package io.attune.sweep;

import io.attune.space.Parameter;
import io.attune.space.SearchSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Makes a search space of `parameters`, flattening groups to dotted names. */
final class SpaceReader {
  /** What W&B takes. Names reach programs as arguments, so they are plainer than they must be. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

  private final SweepDraft draft;
  private final Problems problems;
  private final Map<String, ParameterNode> nodes = new LinkedHashMap<>();
  private final Map<String, Parameter> parameters = new LinkedHashMap<>();

  SpaceReader(SweepDraft draft) {
    this.draft = draft;
    this.problems = draft.problems();
  }

  void read(Node node) {
    find("", Expect.mapping(node, "{learning_rate: {min: 0.001, max: 0.1}}"));
    ParameterReader reader = new ParameterReader(problems);
    for (ParameterNode found : nodes.values()) {
      problems.gather(() -> reader.read(found).ifPresent(p -> parameters.put(found.name(), p)));
      problems.gather(() -> Choices.repeated(found).forEach(this::notice));
    }
    ConditionReader conditions = new ConditionReader(nodes, parameters, problems);
    List<Parameter> complete = new ArrayList<>();
    nodes.values().forEach(found -> problems.gather(() -> add(complete, found, conditions)));
    if (problems.none()) {
      conditions.checkCircles(complete);
      draft.space(node, new SearchSpace(complete), places());
    }
  }

  private void notice(Node repeated) {
    String value = Texts.brief(Expect.value(repeated));
    draft.notice(repeated, value + " is listed twice. It is one choice with the shares of both.");
  }

  private static void add(
      List<Parameter> complete, ParameterNode found, ConditionReader conditions) {
    conditions.apply(found).ifPresent(complete::add);
  }

  private void find(String group, Node.Mapping mapping) {
    for (Node.Entry entry : mapping.entries()) {
      problems.gather(() -> find(group, entry));
    }
  }

  private void find(String group, Node.Entry entry) {
    String name = group.isEmpty() ? entry.key() : group + "." + entry.key();
    if (!NAME.matcher(entry.key()).matches()) {
      throw new Complaint(
          entry.place(),
          "parameter name \"%s\" must start with a letter or _ and go on with letters, digits, _ . -"
              .formatted(Texts.brief(entry.key())));
    }
    Node.Mapping body = Expect.mapping(entry.value(), example(entry.value()));
    if (body.get("parameters").isPresent()) {
      openGroup(name, body);
      return;
    }
    Node.Mapping settled =
        AutoReader.range(name, body).map(auto -> widest(auto, body)).orElse(body);
    ParameterNode other =
        nodes.putIfAbsent(name, new ParameterNode(name, group, entry.place(), settled));
    if (other != null) {
      throw new Complaint(
          entry.place(),
          "%s is already given in line %d. Maybe remove one of the two."
              .formatted(name, other.place().line()));
    }
  }

  private Node.Mapping widest(Groundwork.AutoRange auto, Node.Mapping body) {
    draft.auto(auto);
    return AutoReader.widest(auto, body);
  }

  private void openGroup(String name, Node.Mapping body) {
    for (Node.Entry entry : body.entries()) {
      if (!entry.key().equals("parameters")) {
        problems.add(
            entry.place(), "a group takes only parameters. Maybe move this key into each of them.");
      }
    }
    draft.group(name);
    find(name, Expect.mapping(body.get("parameters").orElseThrow(), "{units: {values: [32, 64]}}"));
  }

  private static String example(Node node) {
    return node instanceof Node.Sequence ? "{values: [1, 2, 3]}" : "{value: 1}";
  }

  private Map<String, Place> places() {
    Map<String, Place> places = new LinkedHashMap<>();
    nodes.values().forEach(node -> places.put(node.name(), node.place()));
    return places;
  }
}
