package io.attune.sweep;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.events.ScalarEvent;

/** The tags of YAML that a sweep file may use: those that say which kind of word a word is. */
final class YamlTags {
  private static final String STANDARD = "tag:yaml.org,2002:";
  private static final Set<String> PLAIN =
      Set.of("!", STANDARD + "str", STANDARD + "seq", STANDARD + "map");

  private YamlTags() {}

  /**
   * Refuses tags that would have to make something else of what they stand before.
   *
   * @throws Complaint that names the tag
   */
  static void check(@Nullable String tag, Place place) {
    if (tag != null && !PLAIN.contains(tag)) {
      throw refused(tag, place, "is not supported. Maybe leave it out.");
    }
  }

  /**
   * What a word means, as {@link PlainScalar#meaning}; in quotes or with a tag it may be text, or
   * with <code>!!float 1e-5</code> a number, whatever its quotes.
   *
   * @throws Complaint if the word is not what its tag says
   * @throws NumberFormatException if it is a number too large to hold; the message says so
   */
  static Optional<Object> meaning(ScalarEvent event, Place place) {
    String tag = event.getTag();
    String text = event.getValue();
    if (tag == null) {
      return event.isPlain() ? PlainScalar.meaning(text) : Optional.of(text);
    }
    if (PLAIN.contains(tag)) {
      return Optional.of(text);
    }
    return switch (tag.replace(STANDARD, "")) {
      case "float" -> Optional.of(as(Number.class, text, tag, place).doubleValue());
      case "int" -> Optional.of(as(Long.class, text, tag, place));
      case "bool" -> Optional.of(as(Boolean.class, text, tag, place));
      case "null" -> Optional.empty();
      default -> throw refused(tag, place, "is not supported. Maybe leave it out.");
    };
  }

  private static <T> T as(Class<T> kind, String text, String tag, Place place) {
    return PlainScalar.meaning(text)
        .filter(kind::isInstance)
        .map(kind::cast)
        .orElseThrow(
            () ->
                refused(
                    tag, place, "does not fit \"" + Texts.brief(text) + "\". Maybe leave it out."));
  }

  private static Complaint refused(String tag, Place place, String why) {
    return new Complaint(
        place, "tag %s %s".formatted(Texts.brief(tag.replace(STANDARD, "!!")), why));
  }
}
