package io.attune.sweep;

import io.attune.space.CategoricalParameter;
import io.attune.space.SearchSpace;
import io.attune.space.SpaceEdit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Changes of a sweep as people write them on a command line, such as {@code
 * learning_rate=1e-5..0.1}. Values mean what they mean in sweep files.
 */
public final class Orders {
  private static final Pattern RANGE = Pattern.compile("([^=]+)=(.+?)\\.\\.(.+)");
  private static final Pattern VALUE = Pattern.compile("([^=]+)=(.*)");

  private final SearchSpace space;

  /** Orders about a space, whose choices tell a text {@code 1} from a number. */
  public Orders(SearchSpace space) {
    this.space = space;
  }

  /**
   * A wider range.
   *
   * @throws IllegalArgumentException if the text is no range
   */
  public SpaceEdit widen(String text) {
    Matcher range = matched(RANGE, text, "learning_rate=1e-5..1");
    return new SpaceEdit.Widen(name(range), number(range, 2), number(range, 3));
  }

  /**
   * A narrower range.
   *
   * @throws IllegalArgumentException if the text is no range
   */
  public SpaceEdit narrow(String text) {
    Matcher range = matched(RANGE, text, "learning_rate=1e-3..0.1");
    return new SpaceEdit.Narrow(name(range), number(range, 2), number(range, 3));
  }

  /**
   * One more choice.
   *
   * @throws IllegalArgumentException if the text names no value
   */
  public SpaceEdit add(String text) {
    Matcher value = matched(VALUE, text, "optimizer=adamw");
    return new SpaceEdit.Add(name(value), value(name(value), value.group(2)));
  }

  /**
   * One choice less.
   *
   * @throws IllegalArgumentException if the text names no value
   */
  public SpaceEdit remove(String text) {
    Matcher value = matched(VALUE, text, "optimizer=sgd");
    return new SpaceEdit.Remove(name(value), value(name(value), value.group(2)));
  }

  /**
   * A parameter held at a value.
   *
   * @throws IllegalArgumentException if the text names no value
   */
  public SpaceEdit fix(String text) {
    Matcher value = matched(VALUE, text, "optimizer=sgd");
    return new SpaceEdit.Fix(name(value), value(name(value), value.group(2)));
  }

  /**
   * Values of some parameters, parted by commas.
   *
   * @throws IllegalArgumentException if a part names no value
   */
  public Map<String, Object> point(String text) {
    Map<String, Object> point = new LinkedHashMap<>();
    for (String part : text.split(",", -1)) {
      Matcher value = matched(VALUE, part, "learning_rate=0.01,optimizer=adam");
      point.put(name(value), value(name(value), value.group(2)));
    }
    return point;
  }

  private Object value(String name, String text) {
    String word = text.strip();
    return isText(name, word) ? word : PlainScalar.meaning(word).orElse(word);
  }

  /** Whether a value is a text though it looks like a number. */
  private boolean isText(String name, String word) {
    return space.parameter(name).orElse(null) instanceof CategoricalParameter categorical
        && (categorical.choices().contains(word)
            || categorical.choices().stream().allMatch(String.class::isInstance));
  }

  private static String name(Matcher matcher) {
    return matcher.group(1).strip();
  }

  private static Matcher matched(Pattern pattern, String text, String example) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "\"%s\" is not understood. Maybe write %s.".formatted(Texts.brief(text), example));
    }
    return matcher;
  }

  private static double number(Matcher range, int group) {
    String text = range.group(group).strip();
    if (PlainScalar.meaning(text).orElse("") instanceof Number number) {
      return number.doubleValue();
    }
    throw new IllegalArgumentException(
        "%s: \"%s\" is no number.".formatted(name(range), Texts.brief(text)));
  }
}
