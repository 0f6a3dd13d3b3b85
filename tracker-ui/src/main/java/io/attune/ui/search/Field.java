package io.attune.ui.search;

import java.util.Locale;
import java.util.Optional;

/**
 * Something that is known of a run.
 *
 * @param key name of a metric, parameter, tag or attribute
 */
public record Field(Kind kind, String key) {
  /** What kinds there are. */
  public enum Kind {
    /** A number: the latest value. */
    METRIC,
    /** A text. */
    PARAM,
    /** A text. */
    TAG,
    /** A number or a text. */
    ATTRIBUTE;

    /** Of the word before the dot; MLflow knows several for each. */
    static Optional<Kind> of(String word) {
      return switch (word.toLowerCase(Locale.ROOT)) {
        case "metric", "metrics" -> Optional.of(METRIC);
        case "param", "params", "parameter", "parameters" -> Optional.of(PARAM);
        case "tag", "tags" -> Optional.of(TAG);
        case "attribute", "attributes", "attr", "run" -> Optional.of(ATTRIBUTE);
        default -> Optional.empty();
      };
    }
  }

  /** An attribute; some have several names. */
  static Field attribute(String name) {
    return new Field(
        Kind.ATTRIBUTE,
        switch (name.toLowerCase(Locale.ROOT)) {
          case "run name" -> "run_name";
          case "created" -> "start_time";
          default -> name;
        });
  }
}
