package io.attune.client;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parameters as programs are given them. */
final class Arguments {
  private Arguments() {}

  /** Those of arguments like {@code --name=value}; what is a number is one. */
  static Map<String, @Nullable Object> params(String... arguments) {
    Map<String, @Nullable Object> params = new LinkedHashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (argument.startsWith("--") && equals > 2) {
        params.put(argument.substring(2, equals), value(argument.substring(equals + 1)));
      }
    }
    return params;
  }

  /** A JSON object as a map from names. */
  static Map<String, @Nullable Object> named(@Nullable Object json) {
    if (!(json instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException("no parameters: " + json);
    }
    Map<String, @Nullable Object> params = new LinkedHashMap<>();
    map.forEach((name, value) -> params.put(String.valueOf(name), value));
    return params;
  }

  private static @Nullable Object value(String text) {
    switch (text) {
      case "True":
        return true;
      case "False":
        return false;
      case "None":
        return null;
      default:
        return plain(text);
    }
  }

  private static @Nullable Object plain(String text) {
    try {
      return JsonText.read(text);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
