package io.attune.sweep;

import java.util.Map;

/** Keys may be given once; YAML and JSON agree on that. */
final class Duplicates {
  private Duplicates() {}

  static void put(Map<String, Node.Entry> entries, Node.Entry entry, Problems problems) {
    Node.Entry first = entries.putIfAbsent(entry.key(), entry);
    if (first != null) {
      problems.add(
          entry.place(),
          "this key is already given in line %d. Maybe remove one of the two.",
          first.place().line());
    }
  }
}
