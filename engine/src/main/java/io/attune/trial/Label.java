package io.attune.trial;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What people say of a trial or a sweep: its name, tags and notes, and whether it is still wanted.
 * Immutable.
 *
 * @param name if it was ever given one, or another than at first
 * @param tags by their names, in the order in which they came; a note is the tag {@link #NOTE}
 */
public record Label(Optional<String> name, Map<String, String> tags, Lifecycle lifecycle) {
  /** The tag that holds a note, in Markdown, as MLflow has it. */
  public static final String NOTE = "mlflow.note.content";

  /** The tag that holds what a program calls its run. */
  public static final String RUN = "attune.run";

  /**
   * The tag that holds the group a trial is in, such as a configuration trained with many seeds.
   */
  public static final String GROUP = "attune.group";

  /** The tag that names the trial this one is a part of: by its run, or by its number. */
  public static final String PARENT = "attune.parent";

  /** Nothing said. */
  public static final Label NONE = new Label(Optional.empty(), Map.of(), Lifecycle.ACTIVE);

  /** Copies the map, keeping its order. */
  public Label {
    tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
  }

  /** After one more change. */
  Label plus(Relabel change) {
    Map<String, String> now = new LinkedHashMap<>(tags);
    now.putAll(change.tags());
    now.keySet().removeAll(change.removed());
    return new Label(change.name().or(() -> name), now, change.lifecycle().orElse(lifecycle));
  }

  /** Whether it was put away. */
  public boolean deleted() {
    return lifecycle == Lifecycle.DELETED;
  }
}
