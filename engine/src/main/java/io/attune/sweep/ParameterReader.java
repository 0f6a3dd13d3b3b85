package io.attune.sweep;

import io.attune.space.Parameter;
import java.util.List;
import java.util.Optional;

/** Makes a parameter of its mapping. The condition is added later, when all parents are known. */
final class ParameterReader {
  private static final List<String> KNOWN =
      List.of(
          "value",
          "values",
          "probabilities",
          "distribution",
          "min",
          "max",
          "q",
          "mu",
          "sigma",
          "a",
          "b",
          "log",
          "when",
          "parameters");

  private final Problems problems;

  ParameterReader(Problems problems) {
    this.problems = problems;
  }

  /**
   * The parameter of a mapping; empty if a key is unknown, since it may stand for one that would
   * seem to be missing.
   *
   * @throws Complaint if the rest makes no sense
   */
  Optional<Parameter> read(ParameterNode node) {
    node.body().entries().forEach(entry -> problems.gather(() -> checkKnown(entry)));
    if (!node.body().entries().stream().map(Node.Entry::key).allMatch(KNOWN::contains)) {
      return Optional.empty();
    }
    Form form = form(node);
    node.body().entries().forEach(entry -> problems.gather(() -> checkTaken(entry, form)));
    checkComplete(node, form);
    return Optional.of(node.blaming("distribution", () -> form.make().apply(node)));
  }

  private static void checkKnown(Node.Entry entry) {
    if (!KNOWN.contains(entry.key())) {
      throw new Complaint(
          entry.place(), "this key is unknown. " + Nearest.hint(entry.key(), KNOWN));
    }
  }

  private static Form form(ParameterNode node) {
    if (node.get("distribution").isPresent()) {
      return Forms.named(node.at("distribution"));
    }
    if (node.get("value").isPresent()) {
      return Forms.VALUE;
    }
    if (node.get("values").isPresent()) {
      return Forms.VALUES;
    }
    if (node.get("min").or(() -> node.get("max")).isPresent()) {
      return Forms.RANGE;
    }
    throw new Complaint(node.place(), "nothing says which values it takes. " + remedy(node));
  }

  private static String remedy(ParameterNode node) {
    if (node.get("mu").or(() -> node.get("sigma")).isPresent()) {
      return "Maybe add `distribution: normal`.";
    }
    return node.get("a").or(() -> node.get("b")).isPresent()
        ? "Maybe add `distribution: beta`."
        : "Give value, values, or min and max.";
  }

  private static void checkTaken(Node.Entry entry, Form form) {
    boolean general = entry.key().equals("distribution") || entry.key().equals("when");
    if (!general && !form.takes(entry.key())) {
      throw new Complaint(
          entry.place(),
          "%s takes %s, not this key. %s"
              .formatted(form.label(), form.keys(), misplaced(entry.key())));
    }
  }

  private static String misplaced(String key) {
    return key.equals("q")
        ? "Maybe use a distribution whose name begins with q_."
        : "Maybe remove it.";
  }

  private static void checkComplete(ParameterNode node, Form form) {
    for (String key : form.required()) {
      if (node.get(key).isEmpty()) {
        throw new Complaint(
            node.place(), "%s is missing; %s takes %s.".formatted(key, form.label(), form.keys()));
      }
    }
  }
}
