package io.attune.exchange.intake;

import io.attune.trial.Label;
import io.attune.trial.Relabel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Changes of labels. */
final class Relabels {
  private Relabels() {}

  static Relabel plus(Relabel change, String tag, String value) {
    Map<String, String> tags = new LinkedHashMap<>(change.tags());
    tags.put(tag, value);
    return new Relabel(change.name(), tags, change.removed(), change.lifecycle());
  }

  /** What of a change is new to a label; names and lifecycles that were changed here stay. */
  static Relabel news(Relabel change, Label label) {
    Map<String, String> tags = new LinkedHashMap<>(change.tags());
    tags.entrySet().removeIf(tag -> tag.getValue().equals(label.tags().get(tag.getKey())));
    return new Relabel(Optional.empty(), tags, List.of(), Optional.empty());
  }
}
