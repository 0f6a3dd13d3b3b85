package io.attune.ui.mlflow;

import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;

/** MLflow's limits, and the names it takes. */
final class Rules {
  static final int BYTES = 1 << 20;
  private static final int KEY = 250;
  private static final int PARAM = 6_000;
  private static final int TAG = 8_000;
  private static final int EXPERIMENT = 500;
  private static final int METRICS = 1_000;
  private static final int OTHERS = 100;
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_.:-]([\\p{L}\\p{N}_./: -]*)");

  private Rules() {}

  /** Names become names of files elsewhere, so they must not lead anywhere. */
  static String key(String what, String key) {
    if (key.length() > KEY) {
      throw MlflowError.invalid(
          "%s name has %d characters; %d are the most.".formatted(what, key.length(), KEY));
    }
    if (!NAME.matcher(key).matches() || !unique(key)) {
      throw MlflowError.invalid(
          "Invalid %s name: '%s'. Names may have letters, digits, _ - . / : and spaces, begin with no space or /, and have no parts like .. or //."
              .formatted(what, Ask.shorten(key)));
    }
    return key;
  }

  private static boolean unique(String key) {
    return Arrays.stream(key.split("/", -1))
        .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
  }

  static Map<String, String> params(Map<String, String> params) {
    most("params", params.size(), OTHERS);
    params.forEach(
        (key, value) -> {
          key("param", key);
          length("Param '" + key + "'", value, PARAM);
        });
    return params;
  }

  static Map<String, String> tags(Map<String, String> tags) {
    most("tags", tags.size(), OTHERS);
    tags.forEach(
        (key, value) -> {
          key("tag", key);
          length("Tag '" + key + "'", value, TAG);
        });
    return tags;
  }

  static String experiment(String name) {
    if (name.isBlank()) {
      throw MlflowError.invalid("Invalid experiment name: '%s'.".formatted(name));
    }
    length("Experiment name", name, EXPERIMENT);
    return name;
  }

  static void metrics(int count) {
    most("metrics", count, METRICS);
  }

  static void total(int count) {
    most("metrics, params and tags together", count, METRICS);
  }

  private static void most(String what, int count, int most) {
    if (count > most) {
      throw MlflowError.invalid(
          "A batch logging request can contain at most %d %s. Got %d %s. Please split up %s across multiple requests and try again."
              .formatted(most, what, count, what, what));
    }
  }

  private static void length(String what, String value, int most) {
    if (value.length() > most) {
      throw MlflowError.invalid(
          "%s has %d characters; %d are the most.".formatted(what, value.length(), most));
    }
  }
}
