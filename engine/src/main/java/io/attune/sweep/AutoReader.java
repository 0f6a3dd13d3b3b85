package io.attune.sweep;

import io.attune.sweep.Groundwork.AutoRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code min: auto} and {@code max: auto}, which leave a range to measurement. */
final class AutoReader {
  /** What can be measured. */
  private static final String MEASURED = "learning_rate";

  private static final String LOG = "log_uniform_values";

  /** No training that makes sense is outside; until it is measured, this is the range. */
  private static final double WIDEST_MIN = 1e-8;

  private static final double WIDEST_MAX = 100;

  private AutoReader() {}

  /** The range that a parameter leaves to measurement, if it does. */
  static Optional<AutoRange> range(String name, Node.Mapping body) {
    boolean min = isAuto(body, "min");
    boolean max = isAuto(body, "max");
    return min || max ? Optional.of(new AutoRange(name, min, max)) : Optional.empty();
  }

  /**
   * The body of such a parameter with numbers for it, on a logarithmic scale.
   *
   * @throws Complaint if its range cannot be measured
   */
  static Node.Mapping widest(AutoRange range, Node.Mapping body) {
    Node.Entry blamed = body.entry(range.min() ? "min" : "max").orElseThrow();
    if (!range.parameter().equals(MEASURED)) {
      throw new Complaint(
          blamed.place(), "only the range of learning_rate can be auto. Give a number.");
    }
    body.get("distribution").ifPresent(AutoReader::checkLogarithmic);
    List<Node.Entry> entries = new ArrayList<>();
    body.entries().forEach(entry -> entries.add(widest(entry)));
    add(entries, blamed.place(), "distribution", LOG);
    return new Node.Mapping(body.place(), entries);
  }

  private static void checkLogarithmic(Node node) {
    if (!Expect.text(node).equals(LOG)) {
      throw Complaint.at(
          node, "a range that is auto has distribution %s. Remove this or give numbers.", LOG);
    }
  }

  private static Node.Entry widest(Node.Entry entry) {
    double end = entry.key().equals("min") ? WIDEST_MIN : WIDEST_MAX;
    return isAuto(entry.value())
        ? new Node.Entry(entry.key(), entry.place(), scalar(entry.value().place(), end))
        : entry;
  }

  private static void add(List<Node.Entry> entries, Place place, String key, Object value) {
    if (entries.stream().noneMatch(entry -> entry.key().equals(key))) {
      entries.add(new Node.Entry(key, place, scalar(place, value)));
    }
  }

  private static Node scalar(Place place, Object value) {
    return new Node.Scalar(place, value.toString(), Optional.of(value));
  }

  private static boolean isAuto(Node.Mapping body, String key) {
    return body.get(key).filter(AutoReader::isAuto).isPresent();
  }

  private static boolean isAuto(Node node) {
    return node instanceof Node.Scalar scalar && scalar.value().equals(Optional.of("auto"));
  }
}
