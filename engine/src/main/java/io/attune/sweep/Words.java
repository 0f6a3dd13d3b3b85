package io.attune.sweep;

import java.util.LinkedHashMap;
import java.util.Map;

/** The words that a key takes, each with its meaning. */
final class Words<T> {
  private final Map<String, T> meanings = new LinkedHashMap<>();
  private final Map<String, String> later = new LinkedHashMap<>();

  Words<T> word(String word, T meaning) {
    meanings.put(word, meaning);
    return this;
  }

  /** Adds a word of W&amp;B's that has no meaning here yet, and what to do about it. */
  Words<T> later(String word, String remedy) {
    later.put(word, remedy);
    return this;
  }

  boolean knows(String word) {
    return meanings.containsKey(word);
  }

  T meaning(Node node) {
    String word = Expect.text(node);
    T meaning = meanings.get(word);
    if (meaning != null) {
      return meaning;
    }
    String remedy = later.get(word);
    throw remedy == null
        ? Complaint.at(
            node, "%s is unknown. %s", quoted(word), Nearest.hint(word, meanings.keySet()))
        : Complaint.at(node, "%s is not supported yet. %s", quoted(word), remedy);
  }

  private static String quoted(String word) {
    return "\"" + Texts.brief(word) + "\"";
  }
}
