package io.attune.run.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.attune.run.Content;
import io.attune.run.ContentReader;
import io.attune.sweep.Command;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds reports in what a program prints. A line that is a JSON object with numbers in it is a
 * report; where there are patterns, their metrics are reported together once each was found, or
 * once one of them comes again. For one thread.
 */
final class OutputReader {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
  private static final String STEP = "step";
  private static final String KIND = "attune";

  private final Map<String, Pattern> metrics = new LinkedHashMap<>();
  private final Optional<Pattern> stepPattern;
  private final Listener listener;
  private final Map<String, Double> found = new LinkedHashMap<>();
  private OptionalLong foundStep = OptionalLong.empty();
  private long lastStep;

  OutputReader(Command command, Listener listener) {
    command.metrics().forEach((name, pattern) -> metrics.put(name, Pattern.compile(pattern)));
    this.stepPattern = command.step().map(Pattern::compile);
    this.listener = listener;
  }

  /** What is found. */
  interface Listener {
    /** A report; steps may repeat or go back. */
    void reported(long step, Map<String, Double> metrics);

    /** Something beside metrics. */
    void recorded(Content content);

    /** A line that is no report, or only the source of one. */
    void printed(String line);
  }

  /** Takes a line. */
  void line(String line) {
    Optional<JsonNode> json = object(line);
    if (json.isPresent() && (record(json.get()) || report(json.get()))) {
      return;
    }
    listener.printed(line);
    match(line);
  }

  /** There are no more lines. */
  void end() {
    flush();
  }

  private static Optional<JsonNode> object(String line) {
    String text = line.strip();
    if (!text.startsWith("{") || !text.endsWith("}")) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(JSON.readTree(text)).filter(JsonNode::isObject);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** Objects with the field "attune" hold what it says, such as a histogram. */
  private boolean record(JsonNode object) {
    if (!object.path(KIND).isTextual()) {
      return false;
    }
    try {
      listener.recorded(ContentReader.read(object.path(KIND).textValue(), object));
    } catch (IllegalArgumentException e) {
      listener.printed("attune: " + e.getMessage());
    }
    return true;
  }

  private boolean report(JsonNode object) {
    Map<String, Double> values = new LinkedHashMap<>();
    object
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isNumber() && !field.getKey().equals(STEP)) {
                values.put(field.getKey(), field.getValue().doubleValue());
              }
            });
    if (values.isEmpty()) {
      return false;
    }
    JsonNode step = object.path(STEP);
    tell(step.canConvertToExactIntegral() ? step.longValue() : lastStep + 1, values);
    return true;
  }

  private void match(String line) {
    stepPattern.flatMap(pattern -> first(pattern, line)).ifPresent(this::stepFound);
    metrics.forEach(
        (name, pattern) -> first(pattern, line).ifPresent(value -> metricFound(name, value)));
    if (!found.isEmpty() && found.size() == metrics.size()) {
      flush();
    }
  }

  private void stepFound(double step) {
    long whole = (long) step;
    if (foundStep.isPresent() && foundStep.getAsLong() != whole) {
      flush();
    }
    foundStep = OptionalLong.of(whole);
  }

  private void metricFound(String name, double value) {
    if (found.containsKey(name)) {
      flush();
    }
    found.put(name, value);
  }

  private void flush() {
    if (!found.isEmpty()) {
      tell(foundStep.orElse(lastStep + 1), Map.copyOf(found));
      found.clear();
    }
  }

  private void tell(long step, Map<String, Double> values) {
    lastStep = step;
    listener.reported(step, values);
  }

  private static Optional<Double> first(Pattern pattern, String line) {
    Matcher matcher = pattern.matcher(line);
    if (!matcher.find() || matcher.group(1) == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(number(matcher.group(1).strip()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Numbers as Python, C and Java write them. */
  private static double number(String text) {
    switch (text.toLowerCase(java.util.Locale.ROOT)) {
      case "nan":
        return Double.NaN;
      case "inf", "+inf", "infinity", "+infinity":
        return Double.POSITIVE_INFINITY;
      case "-inf", "-infinity":
        return Double.NEGATIVE_INFINITY;
      default:
        return Double.parseDouble(text);
    }
  }
}
