package io.attune.sweep;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The key that parts a sweep into stages. */
final class StageKeys {
  private static final String FIRST = "{name: coarse, trials: 20, fixed: {epochs: 2}}";
  private static final List<String> KEYS = List.of("name", "trials", "keep", "repeats", "fixed");

  private final SweepDraft draft;
  private final Map<String, Place> names = new HashMap<>();
  private final List<Stage> stages = new ArrayList<>();
  private Optional<Stage> last = Optional.empty();

  private StageKeys(SweepDraft draft) {
    this.draft = draft;
  }

  /** A list of stages in their order. */
  static void stages(SweepDraft draft, Node node) {
    List<Node> items = Expect.list(node, "[" + FIRST + "]");
    if (items.isEmpty()) {
      throw Complaint.at(node, "there is no stage. Maybe write %s.", "[" + FIRST + "]");
    }
    StageKeys keys = new StageKeys(draft);
    for (Node item : items) {
      // What is wrong with one stage does not keep the next from being read.
      Optional<Stage> before = keys.last;
      keys.last = Optional.empty();
      draft.problems().gather(() -> keys.read(item, before, item == items.get(0)));
    }
    if (keys.stages.size() == items.size()) {
      draft.stages(node, keys.stages);
    }
  }

  private void read(Node item, Optional<Stage> before, boolean first) {
    Node.Mapping mapping = Expect.mapping(item, FIRST);
    for (Node.Entry entry : mapping.entries()) {
      if (!KEYS.contains(entry.key())) {
        draft
            .problems()
            .add(entry.place(), "a stage has no such key. %s", Nearest.hint(entry.key(), KEYS));
      }
    }
    Map<String, Object> fixed =
        mapping
            .get("fixed")
            .map(node -> GuidanceKeys.held(draft, Expect.mapping(node, "{epochs: 2}")))
            .orElse(Map.of());
    String name = name(mapping);
    int keep = first ? none(mapping) : keep(mapping, before);
    int repeats = mapping.get("repeats").map(this::repeats).orElse(0);
    int trials = repeats > 0 ? times(mapping, keep, repeats) : trials(mapping, keep);
    Stage stage = new Stage(name, trials, keep, repeats, fixed);
    last = Optional.of(stage);
    stages.add(stage);
  }

  private String name(Node.Mapping mapping) {
    Node node =
        mapping
            .get("name")
            .orElseThrow(() -> missing(mapping, "name", "Maybe write `name: coarse`."));
    String name = Expect.word(node);
    Place first = names.putIfAbsent(name, node.place());
    if (first != null) {
      throw Complaint.at(
          node, "the stage in line %d is called %s too. Give another name.", first.line(), name);
    }
    return name;
  }

  /** The first stage has nothing to go on from. */
  private static int none(Node.Mapping mapping) {
    mapping.entry("keep").ifPresent(StageKeys::refuseInFirst);
    mapping.entry("repeats").ifPresent(StageKeys::refuseInFirst);
    return 0;
  }

  private static int keep(Node.Mapping mapping, Optional<Stage> before) {
    Node node =
        mapping
            .get("keep")
            .orElseThrow(
                () ->
                    missing(
                        mapping,
                        "keep",
                        "It says how many of the best of the stage before to go on from; maybe"
                            + " 3."));
    int keep = Expect.count(node, 1);
    before
        .filter(stage -> keep > stage.trials())
        .ifPresent(
            stage -> {
              throw Complaint.at(
                  node,
                  "%d is more than the %d trials of %s. Maybe 3.",
                  keep,
                  stage.trials(),
                  stage.name());
            });
    return keep;
  }

  private static void refuseInFirst(Node.Entry entry) {
    throw new Complaint(
        entry.place(), "this stage is the first; nothing comes before it. Remove this key.");
  }

  private int repeats(Node node) {
    int repeats = Expect.count(node, 2);
    if (repeats > Stage.MOST_REPEATS) {
      throw Complaint.at(
          node, "%d is too large. The most is %d; maybe 5.", repeats, Stage.MOST_REPEATS);
    }
    return repeats;
  }

  private int times(Node.Mapping mapping, int keep, int repeats) {
    mapping
        .entry("trials")
        .ifPresent(
            entry -> {
              throw new Complaint(
                  entry.place(),
                  "%d trials, each %d times, make %d. Remove this key."
                      .formatted(keep, repeats, keep * repeats));
            });
    return keep * repeats;
  }

  private int trials(Node.Mapping mapping, int keep) {
    Node node =
        mapping
            .get("trials")
            .orElseThrow(
                () -> missing(mapping, "trials", "Maybe write `trials: 20`, or `repeats: 5`."));
    int trials = Expect.count(node, 1);
    if (trials < keep) {
      throw Complaint.at(
          node, "%d trials cannot train the %d that are kept. Maybe %d.", trials, keep, 3 * keep);
    }
    return trials;
  }

  private static Complaint missing(Node.Mapping mapping, String key, String remedy) {
    return new Complaint(
        mapping.place().as(mapping.place().under(key)), "this key is missing. " + remedy);
  }
}
