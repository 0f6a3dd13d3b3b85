package io.attune.client;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * JSON (RFC 8259) as maps, lists, texts, Long, Double, Boolean and null. NaN and the infinities,
 * which JSON lacks, are written as bare words, as Python writes them, and read back.
 */
final class JsonText {
  private static final int DEEPEST = 64;

  private final String text;
  private int at;
  private int depth;

  private JsonText(String text) {
    this.text = text;
  }

  /**
   * The value that a text is.
   *
   * @throws IllegalArgumentException if it is none; the message says where
   */
  static @Nullable Object read(String text) {
    JsonText reader = new JsonText(text);
    Object value = reader.value();
    reader.skipBlanks();
    if (reader.at < text.length()) {
      throw reader.unexpected();
    }
    return value;
  }

  /** A value as one line. */
  static String write(@Nullable Object value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  private static void write(@Nullable Object value, StringBuilder out) {
    if (value instanceof Map<?, ?> map) {
      writeMap(map, out);
    } else if (value instanceof List<?> list) {
      writeList(list, out);
    } else if (value instanceof CharSequence characters) {
      writeText(characters, out);
    } else {
      out.append(value);
    }
  }

  private static void writeMap(Map<?, ?> map, StringBuilder out) {
    String separator = "{";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(separator);
      writeText(String.valueOf(entry.getKey()), out);
      out.append(": ");
      write(entry.getValue(), out);
      separator = ", ";
    }
    out.append(map.isEmpty() ? "{}" : "}");
  }

  private static void writeList(List<?> list, StringBuilder out) {
    out.append('[');
    for (Iterator<?> items = list.iterator(); items.hasNext(); ) {
      write(items.next(), out);
      out.append(items.hasNext() ? ", " : "");
    }
    out.append(']');
  }

  private static void writeText(CharSequence characters, StringBuilder out) {
    out.append('"');
    characters
        .chars()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
              } else if (c < ' ') {
                out.append("\\u%04x".formatted(c));
              } else {
                out.append((char) c);
              }
            });
    out.append('"');
  }

  // Reading.

  private @Nullable Object value() {
    skipBlanks();
    switch (peek()) {
      case '{':
        return deeper(this::map);
      case '[':
        return deeper(this::list);
      case '"':
        return string();
      default:
        return word();
    }
  }

  private <T> T deeper(Supplier<T> read) {
    if (++depth > DEEPEST) {
      throw new IllegalArgumentException("nested more than " + DEEPEST + " levels deep");
    }
    at++;
    T value = read.get();
    depth--;
    return value;
  }

  private Map<String, @Nullable Object> map() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    if (!ends('}')) {
      do {
        skipBlanks();
        String name = string();
        skipBlanks();
        expect(':');
        map.put(name, value());
      } while (goesOn('}'));
    }
    return map;
  }

  private List<@Nullable Object> list() {
    List<@Nullable Object> list = new ArrayList<>();
    if (!ends(']')) {
      do {
        list.add(value());
      } while (goesOn(']'));
    }
    return list;
  }

  /** Takes the bracket if it comes. */
  private boolean ends(char bracket) {
    skipBlanks();
    if (peek() == bracket) {
      at++;
      return true;
    }
    return false;
  }

  /** Takes a comma or the bracket. */
  private boolean goesOn(char bracket) {
    if (ends(bracket)) {
      return false;
    }
    expect(',');
    return true;
  }

  private String string() {
    expect('"');
    StringBuilder characters = new StringBuilder();
    while (peek() != '"') {
      char c = text.charAt(at++);
      if (c < ' ') {
        throw unexpected();
      }
      characters.append(c == '\\' ? escaped() : c);
    }
    at++;
    return characters.toString();
  }

  private char escaped() {
    char c = peek();
    at++;
    if (c == 'u') {
      at += 4;
      return (char) Integer.parseInt(part(at - 4, at), 16);
    }
    int index = "\"\\/bfnrt".indexOf(c);
    if (index < 0) {
      throw unexpected();
    }
    return "\"\\/\b\f\n\r\t".charAt(index);
  }

  private @Nullable Object word() {
    int start = at;
    while (at < text.length() && ",]}: \t\r\n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String word = text.substring(start, at);
    switch (word) {
      case "null":
        return null;
      case "true", "false":
        return word.equals("true");
      case "NaN", "Infinity", "-Infinity":
        return Double.parseDouble(word);
      default:
        return number(word, start);
    }
  }

  private Number number(String word, int start) {
    if (!word.matches("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][-+]?\\d+)?")) {
      at = start;
      throw unexpected();
    }
    boolean whole = word.matches("-?\\d{1,18}");
    return whole ? (Number) Long.parseLong(word) : (Number) Double.parseDouble(word);
  }

  private void expect(char wanted) {
    if (peek() != wanted) {
      throw unexpected();
    }
    at++;
  }

  private char peek() {
    if (at >= text.length()) {
      throw new IllegalArgumentException("the JSON ends too early");
    }
    return text.charAt(at);
  }

  private String part(int from, int to) {
    if (to > text.length()) {
      throw new IllegalArgumentException("the JSON ends too early");
    }
    return text.substring(from, to);
  }

  private void skipBlanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private IllegalArgumentException unexpected() {
    return new IllegalArgumentException("no JSON at character " + at);
  }
}
