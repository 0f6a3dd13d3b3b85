package io.attune.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.attune.space.CategoricalParameter;
import io.attune.space.Condition;
import io.attune.space.FloatParameter;
import io.attune.space.IntParameter;
import io.attune.space.Parameter;
import io.attune.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Reads what objective servers say of a problem. */
final class ProblemReader {
  private ProblemReader() {}

  /**
   * The problem that an answer describes.
   *
   * @throws BenchException if it does not, or wants to be maximised
   */
  static Problem read(String name, JsonNode answer) {
    try {
      if (!answer.path("direction").asText("minimize").equals("minimize")) {
        throw new IllegalArgumentException("its values must be better the smaller they are");
      }
      List<Parameter> parameters = new ArrayList<>();
      list(answer, "space").forEach(node -> parameters.add(conditional(node)));
      return new Problem(name, new SearchSpace(parameters), epochs(answer.path("fidelity")));
    } catch (IllegalArgumentException e) {
      throw BenchException.failed(
          "the objective server describes %s in a way that makes no sense: %s"
              .formatted(name, e.getMessage()));
    }
  }

  private static Parameter conditional(JsonNode node) {
    Parameter parameter = parameter(node);
    JsonNode active = node.path("active_if");
    return active.isMissingNode()
        ? parameter
        : parameter.when(new Condition(Map.of(text(active, "param"), values(list(active, "in")))));
  }

  private static Parameter parameter(JsonNode node) {
    String name = text(node, "name");
    boolean log = node.path("log").asBoolean();
    return switch (text(node, "type")) {
      case "float" ->
          log
              ? FloatParameter.logUniform(name, number(node, "low"), number(node, "high"))
              : FloatParameter.uniform(name, number(node, "low"), number(node, "high"));
      case "int" ->
          log
              ? IntParameter.logUniform(name, whole(node, "low"), whole(node, "high"))
              : IntParameter.uniform(name, whole(node, "low"), whole(node, "high"));
      case "categorical" -> CategoricalParameter.of(name, values(list(node, "choices")).toArray());
      default ->
          throw new IllegalArgumentException(
              name + " has a type that is none of float, int and categorical.");
    };
  }

  private static OptionalLong epochs(JsonNode fidelity) {
    if (fidelity.isMissingNode()) {
      return OptionalLong.empty();
    }
    if (whole(fidelity, "low") != 1) {
      throw new IllegalArgumentException("its fidelity must count from 1.");
    }
    return OptionalLong.of(whole(fidelity, "high"));
  }

  private static List<Object> values(ArrayNode nodes) {
    List<Object> values = new ArrayList<>();
    nodes.forEach(node -> values.add(ObjectiveServer.JSON.convertValue(node, Object.class)));
    return values;
  }

  private static ArrayNode list(JsonNode node, String key) {
    if (node.path(key) instanceof ArrayNode list) {
      return list;
    }
    throw missing(node, key, "a list");
  }

  private static String text(JsonNode node, String key) {
    if (!node.path(key).isTextual()) {
      throw missing(node, key, "a text");
    }
    return node.path(key).textValue();
  }

  private static double number(JsonNode node, String key) {
    if (!node.path(key).isNumber()) {
      throw missing(node, key, "a number");
    }
    return node.path(key).doubleValue();
  }

  private static long whole(JsonNode node, String key) {
    if (!node.path(key).canConvertToExactIntegral()) {
      throw missing(node, key, "a whole number");
    }
    return node.path(key).longValue();
  }

  private static IllegalArgumentException missing(JsonNode node, String key, String kind) {
    return new IllegalArgumentException("%s lacks \"%s\", %s.".formatted(node, key, kind));
  }
}
