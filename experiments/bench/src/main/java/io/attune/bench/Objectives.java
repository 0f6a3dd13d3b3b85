package io.attune.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.attune.space.Assignment;
import java.util.ArrayList;
import java.util.List;

/** What can be asked of an objective server, in our words. For one thread at a time. */
record Objectives(ObjectiveServer server) implements AutoCloseable {
  /**
   * A value and what it would have been without noise.
   *
   * @param observed NaN if the configuration does not work at all
   */
  record Value(double observed, double noiseFree) {}

  /** Names of all problems. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    list(ObjectiveServer.request("list"), "problems").forEach(name -> names.add(name.asText()));
    return names;
  }

  Problem problem(String name) {
    ObjectNode request = ObjectiveServer.request("space").put("problem", name);
    return ProblemReader.read(name, server.ask(request));
  }

  /** Starts the noise of a run anew, so that equal runs see equal values. */
  void reset(Problem problem, long seed) {
    server.ask(about("reset", problem).put("seed", seed));
  }

  /** One evaluation, trained to the end. */
  Value value(Problem problem, Assignment assignment, long seed) {
    ObjectNode request = about("eval", problem).put("seed", seed).put("reveal", true);
    request.set("params", params(assignment));
    ObjectNode answer = server.ask(request);
    double observed = number(answer.path("value"), request, answer);
    return new Value(
        observed, answer.has("true") ? number(answer.path("true"), request, answer) : observed);
  }

  /**
   * Values after each of some epochs.
   *
   * @param from first epoch, from 1
   * @param to last epoch, included
   */
  double[] curve(Problem problem, Assignment assignment, long from, long to) {
    ObjectNode request = about("curve", problem).put("from", from).put("to", to);
    request.set("params", params(assignment));
    ArrayNode values = list(request, "values");
    if (values.size() != to - from + 1) {
      throw BenchException.failed(
          "the objective server answered %s with %d values instead of %d."
              .formatted(request, values.size(), to - from + 1));
    }
    double[] curve = new double[values.size()];
    for (int i = 0; i < curve.length; i++) {
      curve[i] = number(values.get(i), request, values);
    }
    return curve;
  }

  @Override
  public void close() {
    server.close();
  }

  private static ObjectNode about(String operation, Problem problem) {
    return ObjectiveServer.request(operation).put("problem", problem.name());
  }

  private static ObjectNode params(Assignment assignment) {
    return ObjectiveServer.JSON.valueToTree(assignment.values());
  }

  private ArrayNode list(ObjectNode request, String key) {
    ObjectNode answer = server.ask(request);
    if (answer.path(key) instanceof ArrayNode list) {
      return list;
    }
    throw unexpected(request, answer);
  }

  private static double number(JsonNode value, ObjectNode request, JsonNode answer) {
    if (!value.isNumber() && !value.isNull()) {
      throw unexpected(request, answer);
    }
    return value.isNull() ? Double.NaN : value.doubleValue();
  }

  private static BenchException unexpected(ObjectNode request, JsonNode answer) {
    return BenchException.failed(
        "the objective server answered %s with %s, which lacks what was asked for."
            .formatted(request, answer));
  }
}
