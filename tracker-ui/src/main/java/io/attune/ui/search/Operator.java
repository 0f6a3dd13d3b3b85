package io.attune.ui.search;

import java.util.Locale;

/** How a value is compared with another. */
enum Operator {
  EQUAL("="),
  DIFFERENT("!="),
  LESS("<"),
  AT_MOST("<="),
  MORE(">"),
  AT_LEAST(">="),
  LIKE("LIKE"),
  ILIKE("ILIKE");

  private final String sign;

  Operator(String sign) {
    this.sign = sign;
  }

  String sign() {
    return sign;
  }

  boolean ofTexts() {
    return this == EQUAL || this == DIFFERENT || this == LIKE || this == ILIKE;
  }

  boolean ofNumbers() {
    return this != LIKE && this != ILIKE;
  }

  boolean holds(String left, String right) {
    return switch (this) {
      case EQUAL -> left.equals(right);
      case DIFFERENT -> !left.equals(right);
      case LIKE -> Like.matches(right, left);
      case ILIKE -> Like.matches(right.toLowerCase(Locale.ROOT), left.toLowerCase(Locale.ROOT));
      default -> false;
    };
  }

  boolean holds(double left, double right) {
    return switch (this) {
      case EQUAL -> left == right;
      case DIFFERENT -> left != right;
      case LESS -> left < right;
      case AT_MOST -> left <= right;
      case MORE -> left > right;
      case AT_LEAST -> left >= right;
      default -> false;
    };
  }
}
