package io.attune.sweep;

import io.attune.space.Domain;
import io.attune.space.SearchSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The keys that say what to hold, what to try first and what is known already. */
final class GuidanceKeys {
  private static final Pattern EARLIER = Pattern.compile("([1-9]\\d{0,17})(?:/([1-9]\\d{0,8}))?");
  private static final String POINT = "{learning_rate: 0.01}";

  private GuidanceKeys() {}

  /** Parameters with the values they are held at. */
  static void fixed(SweepDraft draft, Node node) {
    draft.fixed(node, held(draft, Expect.mapping(node, "{optimizer: sgd}")));
  }

  /** Values to hold parameters at, checked once the space is known. */
  static Map<String, Object> held(SweepDraft draft, Node.Mapping mapping) {
    draft.later(space -> values(mapping, space, draft.problems()));
    return plain(mapping, draft.problems());
  }

  /** A list of points, whole or in part. */
  static void enqueue(SweepDraft draft, Node node) {
    List<Map<String, Object>> points = new ArrayList<>();
    for (Node item : Expect.list(node, "[" + POINT + "]")) {
      Node.Mapping mapping = Expect.mapping(item, POINT);
      Map<String, Object> point = plain(mapping, draft.problems());
      if (point.isEmpty()) {
        throw Complaint.at(item, "there is no value. Maybe write %s.", POINT);
      }
      points.add(point);
      draft.later(
          space -> {
            if (values(mapping, space, draft.problems())) {
              draft.domain(space).ifPresent(domain -> part(mapping, point, domain));
            }
          });
    }
    draft.guide("the enqueued points", node, guidance -> withAll(guidance, points));
  }

  /** A list of sweeps and trials. */
  static void priorRuns(SweepDraft draft, Node node) {
    List<Guidance.Earlier> runs =
        Expect.list(node, "[12, 14/3]").stream().map(GuidanceKeys::earlier).toList();
    draft.guide(
        "the prior runs",
        node,
        guidance -> {
          Guidance all = guidance;
          for (Guidance.Earlier run : runs) {
            all = all.priorRun(run);
          }
          return all;
        });
  }

  /** The number of a sweep. */
  static void warmStart(SweepDraft draft, Node node) {
    long sweep = Expect.count(node, 1);
    draft.guide("the warm start", node, guidance -> guidance.warmStart(sweep));
  }

  private static Guidance withAll(Guidance guidance, List<Map<String, Object>> points) {
    Guidance all = guidance;
    for (Map<String, Object> point : points) {
      all = all.enqueue(point);
    }
    return all;
  }

  private static Guidance.Earlier earlier(Node node) {
    Matcher found = EARLIER.matcher(node instanceof Node.Scalar scalar ? scalar.text() : "");
    if (!found.matches()) {
      throw Complaint.at(
          node,
          "found %s, but expected the number of a sweep, such as 12, or of its trial, such as 12/3."
              + " `attune ls` lists them.",
          node.described());
    }
    long sweep = Long.parseLong(found.group(1));
    return found.group(2) == null
        ? Guidance.Earlier.sweep(sweep)
        : Guidance.Earlier.trial(sweep, Integer.parseInt(found.group(2)));
  }

  private static Map<String, Object> plain(Node.Mapping mapping, Problems problems) {
    Map<String, Object> values = new LinkedHashMap<>();
    mapping
        .entries()
        .forEach(
            entry -> problems.gather(() -> values.put(entry.key(), Expect.value(entry.value()))));
    return values;
  }

  /** Complains of each parameter that is unknown, or never has the value; true if none is. */
  private static boolean values(Node.Mapping mapping, SearchSpace space, Problems problems) {
    int before = problems.count();
    for (Node.Entry entry : mapping.entries()) {
      problems.gather(() -> value(entry, space));
    }
    return problems.count() == before;
  }

  private static void value(Node.Entry entry, SearchSpace space) {
    String name = entry.key();
    if (space.parameter(name).isEmpty()) {
      List<String> names = space.parameters().stream().map(p -> p.name()).toList();
      throw new Complaint(
          entry.place(), "there is no such parameter. " + Nearest.hint(name, names));
    }
    try {
      new Domain(space, Map.of(name, Expect.value(entry.value())));
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      String prefix = name + ": ";
      throw new Complaint(
          entry.value().place(),
          message.startsWith(prefix) ? message.substring(prefix.length()) : message);
    }
  }

  private static void part(Node.Mapping mapping, Map<String, Object> point, Domain domain) {
    try {
      domain.part(point);
    } catch (IllegalArgumentException e) {
      throw new Complaint(mapping.place(), String.valueOf(e.getMessage()));
    }
  }
}
