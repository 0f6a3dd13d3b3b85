package io.attune.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The keys that one kind of mapping takes. Reading is the same for all of them: every key is looked
 * up, read or refused, and what is wrong with one key does not keep the others from being read.
 */
final class KeyTable<T> {
  private final Map<String, BiConsumer<T, Node>> readers = new LinkedHashMap<>();
  private final Map<String, String> refused = new LinkedHashMap<>();

  /** Adds a key and what to do with its value, which may throw a {@link Complaint}. */
  KeyTable<T> key(String name, BiConsumer<T, Node> reader) {
    readers.put(name, reader);
    return this;
  }

  /** Adds a key of W&amp;B's that cannot be honoured here, and why. */
  KeyTable<T> refused(String name, String reason) {
    refused.put(name, reason);
    return this;
  }

  /** Reads a mapping into a target and returns the target. */
  T read(Node.Mapping mapping, T target, Problems problems) {
    for (Node.Entry entry : mapping.entries()) {
      problems.gather(() -> read(entry, target));
    }
    return target;
  }

  private void read(Node.Entry entry, T target) {
    BiConsumer<T, Node> reader = readers.get(entry.key());
    if (reader == null) {
      throw new Complaint(entry.place(), refusal(entry.key()));
    }
    reader.accept(target, entry.value());
  }

  private String refusal(String key) {
    String reason = refused.get(key);
    return reason == null ? "this key is unknown. " + Nearest.hint(key, known()) : reason;
  }

  private List<String> known() {
    return new ArrayList<>(readers.keySet());
  }
}
