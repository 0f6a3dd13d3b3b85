package io.attune.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sampler or a scheduler as sweep files describe it, and what to call it in results.
 *
 * @param yaml a mapping with a type, such as {@code {type: bayes}}
 */
record Setting(String label, String yaml) {
  private static final Pattern NOTATION =
      Pattern.compile("(?:(?<label>[\\w.+-]+)=)?(?<spec>[\\w-]+|\\{.*})");

  /**
   * Reads a list such as {@code bayes,small={type: tpe, candidates: 24}}: words, or the mapping
   * that a sweep file would have, each with a label before it if it shall have one.
   *
   * @param prefix goes before the labels of those that are given none
   * @throws BenchException if it is no such list
   */
  static List<Setting> list(String text, String prefix) {
    return parts(text).stream().map(part -> of(part, prefix)).toList();
  }

  private static Setting of(String text, String prefix) {
    Matcher matcher = NOTATION.matcher(text);
    if (!matcher.matches()) {
      throw BenchException.wrongInput(
          "\"%s\" names nothing. Maybe write a name, `bayes`, or `label={type: bayes}`."
              .formatted(text));
    }
    String spec = matcher.group("spec");
    String label = matcher.group("label");
    return new Setting(
        label == null ? prefix + spec : label,
        spec.startsWith("{") ? spec : "{type: " + spec + "}");
  }

  /** Splits at commas that are in no brackets. */
  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += "{[".indexOf(c) >= 0 ? 1 : "}]".indexOf(c) >= 0 ? -1 : 0;
      if (c == ',' && depth == 0) {
        parts.add(text.substring(start, i).strip());
        start = i + 1;
      }
    }
    parts.add(text.substring(start).strip());
    return parts;
  }
}
