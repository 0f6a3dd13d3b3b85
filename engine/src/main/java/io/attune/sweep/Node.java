package io.attune.sweep;

import java.util.List;
import java.util.Optional;

/** One piece of a sweep file with its place: what YAML and JSON have in common. */
sealed interface Node {
  Place place();

  /** What it is, for error messages: {@code the number 5}. */
  String described();

  /**
   * Keys with values in the order of the file; no key occurs twice.
   *
   * @param place of the first key
   */
  record Mapping(Place place, List<Entry> entries) implements Node {
    public Mapping {
      entries = List.copyOf(entries);
    }

    Optional<Entry> entry(String key) {
      return entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
    }

    Optional<Node> get(String key) {
      return entry(key).map(Entry::value);
    }

    @Override
    public String described() {
      return "a mapping";
    }
  }

  /**
   * One key with its value.
   *
   * @param place of the key
   */
  record Entry(String key, Place place, Node value) {}

  /** Items in order. */
  record Sequence(Place place, List<Node> items) implements Node {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String described() {
      return "a list";
    }
  }

  /**
   * A single value.
   *
   * @param text as it stands in the file
   * @param value a String, Long, Double or Boolean; empty for null
   */
  record Scalar(Place place, String text, Optional<Object> value) implements Node {
    @Override
    public String described() {
      return value.map(this::described).orElse("nothing");
    }

    private String described(Object some) {
      if (some instanceof String) {
        return "the text \"" + Texts.brief(text) + "\"";
      }
      return (some instanceof Boolean ? "the truth value " : "the number ") + Texts.brief(text);
    }
  }
}
