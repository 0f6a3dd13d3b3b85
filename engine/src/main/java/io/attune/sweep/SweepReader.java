package io.attune.sweep;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a sweep of a tree, whichever format the tree came from. */
final class SweepReader {
  private final String file;
  private final Problems problems;

  SweepReader(String file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /**
   * The sweep of a tree.
   *
   * @throws SweepFileException with every problem found
   */
  SweepDocument read(Node tree, String source) {
    Node.Mapping root = root(tree);
    SweepDraft draft = new SweepDraft(problems);
    SweepKeys.TOP.read(root, draft, problems);
    draft.checkMissing(root);
    draft.settle();
    problems.raise();
    Sweep sweep = tried(draft, root);
    return new SweepDocument(
        sweep, source, places(root, draft), draft.groundwork(), notices(draft));
  }

  private List<String> notices(SweepDraft draft) {
    return draft.notices().entrySet().stream()
        .map(notice -> Problems.line(file, notice.getKey(), notice.getValue()))
        .toList();
  }

  private static Node.Mapping root(Node tree) {
    if (tree instanceof Node.Scalar scalar && scalar.value().isEmpty()) {
      throw new Complaint(
          Place.FILE, "the file is empty. A sweep needs trainer, metric and parameters.");
    }
    return Expect.mapping(tree, "keys with values, such as `trainer: mlp`");
  }

  private String stem() {
    int dot = file.lastIndexOf('.');
    return dot <= 0 ? file : file.substring(0, dot);
  }

  /** A sampler may refuse what it shall search; better now than when the sweep starts. */
  private Sweep tried(SweepDraft draft, Node.Mapping root) {
    try {
      Sweep sweep = draft.build(stem());
      sweep.sampler().create(sweep.domain().open(), sweep.budget().trials());
      return sweep;
    } catch (IllegalArgumentException e) {
      Place method =
          root.entry("method")
              .or(() -> root.entry("sampler"))
              .map(Node.Entry::place)
              .orElse(Place.FILE);
      throw problems
          .with(blame(String.valueOf(e.getMessage()), draft.parameters(), method))
          .exception();
    }
  }

  /** Samplers begin with the name of the parameter that is in their way. */
  private static Complaint blame(String message, Map<String, Place> parameters, Place otherwise) {
    int colon = message.indexOf(": ");
    Optional<Place> place =
        Optional.ofNullable(parameters.get(message.substring(0, Math.max(0, colon))));
    return place
        .map(known -> new Complaint(known, message.substring(colon + 2)))
        .orElseGet(() -> new Complaint(otherwise, message));
  }

  private Places places(Node.Mapping root, SweepDraft draft) {
    Map<String, Place> keys = new HashMap<>();
    collect(root, keys);
    return new Places(file, draft.parameters(), keys);
  }

  private static void collect(Node node, Map<String, Place> keys) {
    if (node instanceof Node.Mapping mapping) {
      for (Node.Entry entry : mapping.entries()) {
        keys.put(entry.place().path(), entry.place());
        collect(entry.value(), keys);
      }
    }
  }
}
