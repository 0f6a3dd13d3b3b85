package io.attune.exchange.optuna;

import com.fasterxml.jackson.databind.JsonNode;
import io.attune.exchange.intake.PythonJson;
import java.util.List;
import java.util.stream.IntStream;

/** Which limits a system attribute of a trial tells of. */
final class Constraints {
  private static final int MOST = 100;

  private Constraints() {}

  /** Keys of the limits: indices of a list, or the one that the attribute's name ends with. */
  static List<String> keys(String attribute, String json) {
    if (attribute.startsWith(OptunaKeys.CONSTRAINTS + ":")) {
      return List.of(attribute.substring(OptunaKeys.CONSTRAINTS.length() + 1));
    }
    return attribute.equals(OptunaKeys.CONSTRAINTS) ? indices(json) : List.of();
  }

  private static List<String> indices(String json) {
    try {
      JsonNode list = PythonJson.parse(json);
      return IntStream.range(0, Math.min(MOST, list.size())).mapToObj(Integer::toString).toList();
    } catch (IllegalArgumentException e) {
      // Reading the trial itself says what is wrong with it.
      return List.of();
    }
  }
}
