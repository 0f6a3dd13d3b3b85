package io.attune.sweep;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The settings that a mapping with a `type` gives, taken one by one. What is wrong with one does
 * not keep the others from being read.
 */
final class Given {
  private final Node.Mapping mapping;
  private final Problems problems;
  private boolean wrong;

  Given(Node.Mapping mapping, Problems problems) {
    this.mapping = mapping;
    this.problems = problems;
  }

  /** Complains of settings that the type does not have. */
  void only(String type, List<String> known) {
    for (Node.Entry entry : mapping.entries()) {
      if (!entry.key().equals("type") && !known.contains(entry.key())) {
        wrong = true;
        String hint = known.isEmpty() ? "It takes no settings." : Nearest.hint(entry.key(), known);
        problems.add(entry.place(), "type %s takes no such setting. %s", type, hint);
      }
    }
  }

  boolean has(String key) {
    return mapping.get(key).isPresent();
  }

  /** What stands behind a key. */
  Optional<Node> node(String key) {
    return mapping.get(key);
  }

  /** The value of a key as something; empty where it is not given or wrong. */
  <T> Optional<T> optional(String key, Function<Node, T> read) {
    return mapping.get(key).flatMap(node -> gather(() -> read.apply(node)));
  }

  double number(String key, double otherwise) {
    return optional(key, Expect::number).orElse(otherwise);
  }

  OptionalDouble number(String key) {
    return optional(key, Expect::number).map(OptionalDouble::of).orElse(OptionalDouble.empty());
  }

  long whole(String key, long otherwise) {
    return optional(key, Expect::wholeOrPoint).orElse(otherwise);
  }

  OptionalLong whole(String key) {
    return optional(key, Expect::wholeOrPoint).map(OptionalLong::of).orElse(OptionalLong.empty());
  }

  int count(String key, int otherwise) {
    return optional(key, node -> Expect.count(node, 0)).orElse(otherwise);
  }

  /** A complaint of the whole mapping. */
  Complaint complaint(String message) {
    return Complaint.at(mapping, message);
  }

  /**
   * Makes something of settings; nothing if one of them was wrong, whatever follows from that. What
   * refuses them begins with the name of the setting, so that the complaint finds its place.
   */
  <T> Optional<T> make(Supplier<T> maker) {
    try {
      T made = maker.get();
      return wrong ? Optional.empty() : Optional.of(made);
    } catch (Complaint complaint) {
      return refuse(complaint);
    } catch (IllegalArgumentException e) {
      return refuse(placed(String.valueOf(e.getMessage())));
    }
  }

  private <T> Optional<T> refuse(Complaint complaint) {
    if (!wrong) {
      problems.with(complaint);
    }
    return Optional.empty();
  }

  private Complaint placed(String message) {
    int space = message.indexOf(' ');
    return mapping
        .entry(message.substring(0, Math.max(0, space)))
        .map(entry -> new Complaint(entry.place(), message.substring(space + 1)))
        .orElseGet(() -> new Complaint(mapping.place(), message));
  }

  private <T> Optional<T> gather(Supplier<T> read) {
    try {
      return Optional.of(read.get());
    } catch (Complaint complaint) {
      wrong = true;
      problems.with(complaint);
      return Optional.empty();
    }
  }
}
