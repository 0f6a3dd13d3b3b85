package io.attune.trial;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A change to what people say of a trial or a sweep.
 *
 * @param name a new one, if it changes
 * @param tags that are set, whether they were there before or not
 * @param removed names of tags that are taken away
 * @param lifecycle the new one, if it changes
 */
public record Relabel(
    Optional<String> name,
    Map<String, String> tags,
    List<String> removed,
    Optional<Lifecycle> lifecycle) {
  /** Changes nothing. */
  public static final Relabel NOTHING =
      new Relabel(Optional.empty(), Map.of(), List.of(), Optional.empty());

  /** Copies map and list, keeping their order. */
  public Relabel {
    tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    removed = List.copyOf(removed);
  }

  /** Another name. */
  public static Relabel named(String name) {
    return new Relabel(Optional.of(name), Map.of(), List.of(), Optional.empty());
  }

  /** These tags. */
  public static Relabel tagged(Map<String, String> tags) {
    return new Relabel(Optional.empty(), tags, List.of(), Optional.empty());
  }

  /** One tag less. */
  public static Relabel without(String tag) {
    return new Relabel(Optional.empty(), Map.of(), List.of(tag), Optional.empty());
  }

  /** Put away, or taken back. */
  public static Relabel to(Lifecycle lifecycle) {
    return new Relabel(Optional.empty(), Map.of(), List.of(), Optional.of(lifecycle));
  }
}
