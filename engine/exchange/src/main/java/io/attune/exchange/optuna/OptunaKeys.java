package io.attune.exchange.optuna;

/** System attributes of trials that mean something outside Optuna. */
final class OptunaKeys {
  /** How far limits are broken: a list, or since Optuna 5 a number each under this and a colon. */
  static final String CONSTRAINTS = "constraints";

  static final String FAILURE = "fail_reason";

  private OptunaKeys() {}

  static boolean carried(String key) {
    return key.equals(CONSTRAINTS) || key.startsWith(CONSTRAINTS + ":") || key.equals(FAILURE);
  }
}
