package io.attune.sweep;

import io.attune.space.Nothing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes from a node the type that is wanted there; else complains of what it found. */
final class Expect {
  /** Up to here every whole number has a double of its own. */
  private static final long EXACT = 1L << 53;

  /** Longer texts are not taken for misspelt numbers; it keeps all of them in range. */
  private static final int LONGEST_NUMBER = 18;

  private Expect() {}

  static Node.Mapping mapping(Node node, String example) {
    if (node instanceof Node.Mapping mapping) {
      return mapping;
    }
    throw wrong(node, "a mapping", "Maybe write " + example + ".");
  }

  static List<Node> list(Node node, String example) {
    if (node instanceof Node.Sequence list) {
      return list.items();
    }
    throw wrong(node, "a list", "Maybe write " + example + ".");
  }

  static String text(Node node) {
    Optional<Object> value = scalar(node);
    if (value.orElse(0) instanceof String text) {
      return text;
    }
    throw wrong(node, "text", "Maybe put it in quotes.");
  }

  /** Text with something in it. */
  static String word(Node node) {
    String text = text(node);
    if (text.isBlank()) {
      throw Complaint.at(node, "found an empty text, but expected a name.");
    }
    return text;
  }

  static boolean truth(Node node) {
    if (scalar(node).orElse("") instanceof Boolean truth) {
      return truth;
    }
    throw wrong(node, "true or false", "Maybe write true.");
  }

  static long whole(Node node) {
    if (scalar(node).orElse("") instanceof Long whole) {
      return whole;
    }
    throw wrong(node, "a whole number", plainly(node));
  }

  /** A whole number, which may be written with a point, such as 10.0 or 1e3. */
  static long wholeOrPoint(Node node) {
    return scalar(node).orElse("") instanceof Double real
            && Math.abs(real) < EXACT
            && Math.rint(real) == real
        ? real.longValue()
        : whole(node);
  }

  /** A whole number that is not below a minimum and fits an int. */
  static int count(Node node, int least) {
    long count = wholeOrPoint(node);
    if (count < least) {
      throw Complaint.at(node, "%d is too small. Maybe %d, the least.", count, least);
    }
    if (count > Integer.MAX_VALUE) {
      throw Complaint.at(node, "%d is too large. The most is %d.", count, Integer.MAX_VALUE);
    }
    return (int) count;
  }

  /** A number, finite. */
  static double number(Node node) {
    if (!(scalar(node).orElse("") instanceof Number number)) {
      throw wrong(node, "a number", plainly(node));
    }
    if (!Double.isFinite(number.doubleValue())) {
      throw Complaint.at(node, "%s is not a finite number.", ((Node.Scalar) node).text());
    }
    if (number instanceof Long whole && (whole > EXACT || whole < -EXACT)) {
      throw Complaint.at(node, "%d is beyond ±2^53, where whole numbers are not exact.", whole);
    }
    return number.doubleValue();
  }

  /** Whether the node is a whole number, written as such. */
  static boolean isWhole(Node node) {
    return scalar(node).orElse("") instanceof Long;
  }

  /**
   * Any value a choice can have: text, numbers, truth values, null, and lists and maps of these.
   */
  static Object value(Node node) {
    if (node instanceof Node.Sequence list) {
      List<Object> values = new ArrayList<>();
      list.items().forEach(item -> values.add(value(item)));
      return List.copyOf(values);
    }
    if (node instanceof Node.Mapping mapping) {
      Map<String, Object> values = new LinkedHashMap<>();
      mapping.entries().forEach(entry -> values.put(entry.key(), value(entry.value())));
      return Collections.unmodifiableMap(values);
    }
    return scalar(node).orElse(Nothing.NONE);
  }

  /** A complaint of the wrong type; where there is nothing, the remedy is to give something. */
  static Complaint wrong(Node node, String wanted, String remedy) {
    String way =
        node.described().equals("nothing") ? "Maybe give it a value, or leave it out." : remedy;
    String message = "found %s, but expected %s. %s".formatted(node.described(), wanted, way);
    return new Complaint(node.place(), message.strip());
  }

  /** How to write a text that was meant as a number, if it was. */
  private static String plainly(Node node) {
    if (!(scalar(node).orElse(0) instanceof String text) || text.length() > LONGEST_NUMBER) {
      return "";
    }
    String plain = text.strip().replace("_", "");
    return PlainScalar.meaning(plain).orElse("") instanceof Number
        ? "Maybe write " + plain + ", without quotes."
        : "";
  }

  private static Optional<Object> scalar(Node node) {
    return node instanceof Node.Scalar scalar ? scalar.value() : Optional.empty();
  }
}
