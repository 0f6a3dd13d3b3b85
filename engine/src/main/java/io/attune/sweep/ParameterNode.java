package io.attune.sweep;

import io.attune.space.Distribution;
import io.attune.space.Parameter;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One parameter as it stands in the file.
 *
 * @param name with the names of the groups it is in, joined by dots
 * @param group those names alone; empty at the top
 * @param place of its key
 */
record ParameterNode(String name, String group, Place place, Node.Mapping body) {
  Optional<Node> get(String key) {
    return body.get(key);
  }

  /** A key that was checked to be there. */
  Node at(String key) {
    return get(key).orElseThrow();
  }

  double number(String key) {
    return Expect.number(at(key));
  }

  double number(String key, double otherwise) {
    return get(key).map(Expect::number).orElse(otherwise);
  }

  double positive(String key, double otherwise) {
    double value = number(key, otherwise);
    if (value <= 0) {
      throw Complaint.at(at(key), "%s is not positive. Maybe 1?", shown(key));
    }
    return value;
  }

  /** Checks that min and max are numbers in order. */
  void checkOrder() {
    if (number("min") > number("max")) {
      throw Complaint.at(
          at("min"), "%s is above max %s. Maybe swap them.", shown("min"), shown("max"));
    }
  }

  Distribution.Uniform uniform() {
    checkOrder();
    return new Distribution.Uniform(number("min"), number("max"));
  }

  /** Checks bounds of a logarithmic range. */
  void checkPositive(String form) {
    if (number("min") <= 0) {
      throw Complaint.at(
          at("min"),
          "%s is not positive; %s needs min > 0. Maybe start at %s.",
          shown("min"),
          form,
          Expect.isWhole(at("max")) && number("max") > 1 ? "1" : "1e-6");
    }
    checkOrder();
  }

  /** Makes a parameter; if it is refused, the complaint stands at a key, if that is given. */
  Parameter blaming(String key, Supplier<Parameter> maker) {
    try {
      return maker.get();
    } catch (IllegalArgumentException e) {
      Place at = get(key).map(Node::place).orElse(place);
      throw new Complaint(at, withoutName(String.valueOf(e.getMessage())));
    }
  }

  /** Parameters begin their complaints with their name, which the path says already. */
  private String withoutName(String message) {
    return message.startsWith(name + ": ") ? message.substring(name.length() + 2) : message;
  }

  /** The number behind a key as the file writes it. */
  String shown(String key) {
    return Texts.brief(((Node.Scalar) at(key)).text());
  }
}
