package io.attune.ui;

import io.attune.store.SweepId;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the changing parts of an address; refuses what it does not understand. */
record Query(Context context) {
  private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");
  private static final Pattern COUNT = Pattern.compile("0|[1-9][0-9]{0,17}");

  /** Refuses query parameters other than the named ones, and repeated ones. */
  Query allow(String... names) {
    Set<String> allowed = Set.of(names);
    context
        .queryParamMap()
        .forEach(
            (name, values) -> {
              if (!allowed.contains(name)) {
                throw Problem.badRequest(
                    "unknown query parameter " + name + "; there are " + names(names));
              }
              checkOnce(name, values);
            });
    return this;
  }

  /** The sweep in the path. */
  SweepId sweep() {
    return new SweepId(id("sweep"));
  }

  /** The trial number in the path. */
  long trial() {
    return id("trial");
  }

  /** A text that must be there. */
  String text(String name) {
    return optional(name)
        .filter(text -> !text.isEmpty())
        .orElseThrow(() -> Problem.badRequest("query parameter " + name + " is missing."));
  }

  /** A whole number from 0, or {@code otherwise} where it is not given. */
  long count(String name, long otherwise) {
    return optional(name).map(text -> count(name, text)).orElse(otherwise);
  }

  /** A whole number inside bounds, or {@code otherwise} where it is not given. */
  int count(String name, int min, int max, int otherwise) {
    long value = count(name, otherwise);
    if (value < min || value > max) {
      throw Problem.badRequest("%s must be %d to %d, but is %d.".formatted(name, min, max, value));
    }
    return (int) value;
  }

  private static long count(String name, String text) {
    if (!COUNT.matcher(text).matches()) {
      throw Problem.badRequest(
          name + " must be a whole number from 0, but is \"" + shorten(text) + "\".");
    }
    return Long.parseLong(text);
  }

  private long id(String kind) {
    String text = context.pathParam(kind);
    if (!ID.matcher(text).matches()) {
      throw Problem.notFound("there is no " + kind + " \"" + shorten(text) + "\".");
    }
    return Long.parseLong(text);
  }

  /** A text, if it is there. */
  Optional<String> optional(String name) {
    return Optional.ofNullable(context.queryParam(name));
  }

  private static void checkOnce(String name, List<String> values) {
    if (values.size() > 1) {
      throw Problem.badRequest("query parameter " + name + " is given twice.");
    }
  }

  private static String names(String... names) {
    return names.length == 0 ? "none." : String.join(", ", names) + ".";
  }

  static String shorten(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
