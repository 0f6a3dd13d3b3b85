package io.attune.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An objective server for tests, started as a process of its own. Its argument says how it
 * misbehaves when it is asked for the third value; {@code well} is not at all.
 */
final class TinyServer {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BOWL =
      """
      {"direction": "minimize", "noise": false, "space": [
        {"name": "kind", "type": "categorical", "choices": ["flat", "deep"]},
        {"name": "x", "type": "float", "low": 0.01, "high": 1, "log": true},
        {"name": "n.units", "type": "int", "low": 1, "high": 8, "log": true,
         "active_if": {"param": "kind", "in": ["deep"]}}]}
      """;
  private static final String LIST =
      """
      {"direction": "minimize", "noise": true, "space": [
        {"name": "x", "type": "categorical", "choices": [5, 3, 4.5, 1]}]}
      """;
  private static final String CURVE =
      """
      {"direction": "minimize", "noise": false,
       "fidelity": {"name": "epoch", "type": "int", "low": 1, "high": 9}, "space": [
        {"name": "x", "type": "float", "low": 0, "high": 1, "log": false}]}
      """;

  private final String behaviour;
  private int evaluated;

  private TinyServer(String behaviour) {
    this.behaviour = behaviour;
  }

  /** The command that starts one. */
  static List<String> command(String behaviour) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("java.class.path"),
        TinyServer.class.getName(),
        behaviour);
  }

  public static void main(String[] arguments) throws Exception {
    TinyServer server = new TinyServer(arguments[0]);
    BufferedReader requests =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String line = requests.readLine();
    while (line != null && !line.contains("quit")) {
      System.out.println(server.answer(JSON.readTree(line)));
      line = requests.readLine();
    }
  }

  private String answer(JsonNode request) throws Exception {
    String problem = request.path("problem").asText();
    return switch (request.get("op").asText()) {
      case "list" -> "{\"problems\": [\"tiny_bowl\", \"tiny_bowl2\", \"tiny_list\", \"curve\"]}";
      case "space" -> space(problem);
      case "reset" -> reset();
      case "eval" -> misbehaves() ? misbehave() : value(problem, request.get("params"));
      case "curve" -> curve(request);
      default -> throw new IOException("unknown: " + request);
    };
  }

  private String space(String problem) {
    String space =
        Map.of("tiny_list", LIST, "curve", CURVE).getOrDefault(problem, BOWL).replace("\n", " ");
    return behaviour.equals("maximizes") ? space.replace("minimize", "maximize") : space;
  }

  private String reset() {
    evaluated = 0;
    return "{\"ok\": true}";
  }

  private boolean misbehaves() {
    return !behaviour.equals("well") && evaluated == 2;
  }

  private String misbehave() throws InterruptedException {
    switch (behaviour) {
      case "dies" -> {
        System.err.println("out of memory,\nsay");
        System.exit(3);
      }
      case "sleeps" -> Thread.sleep(60_000);
      default -> {}
    }
    return behaviour;
  }

  private String value(String problem, JsonNode params) {
    evaluated++;
    if (problem.equals("tiny_list")) {
      // Seems to become better and better, though it does not.
      double noiseFree = params.get("x").asDouble();
      return "{\"value\": %s, \"true\": %s}".formatted(-evaluated, noiseFree);
    }
    double units = params.path("n.units").asDouble(4);
    double distance = Math.log(params.get("x").asDouble() / 0.2);
    return "{\"value\": %s}".formatted(distance * distance + (units - 3) * (units - 3));
  }

  private static String curve(JsonNode request) {
    List<Double> values = new ArrayList<>();
    for (long epoch = request.get("from").asLong(); epoch <= request.get("to").asLong(); epoch++) {
      values.add(request.get("params").get("x").asDouble() + 1.0 / epoch);
    }
    return "{\"values\": %s}".formatted(values);
  }
}
