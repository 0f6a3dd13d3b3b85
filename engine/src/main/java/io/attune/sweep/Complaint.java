package io.attune.sweep;

/** One problem at one place; {@link Problems} gathers them, so it never leaves this package. */
final class Complaint extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Place place;

  Complaint(Place place, String message) {
    super(message, null, false, false);
    this.place = place;
  }

  static Complaint at(Node node, String message, Object... values) {
    return new Complaint(node.place(), message.formatted(values));
  }

  Place place() {
    return place;
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
