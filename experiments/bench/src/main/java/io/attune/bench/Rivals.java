package io.attune.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A command that measures other stores. */
record Rivals(List<String> command) {
  private static final ObjectMapper JSON = new ObjectMapper();

  void measure(Path folder, int seconds, int trials, Figures figures) {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of("--folder", folder.toString()));
    all.addAll(List.of("--seconds", Integer.toString(seconds)));
    all.addAll(List.of("--trials", Integer.toString(trials)));
    try {
      Process process =
          new ProcessBuilder(all).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      try (BufferedReader lines = process.inputReader()) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          add(line, figures);
        }
      }
      if (process.waitFor() != 0) {
        throw BenchException.failed("the command ended with code " + process.exitValue() + ".");
      }
    } catch (IOException | InterruptedException e) {
      throw BenchException.failed("cannot run " + String.join(" ", all) + ": " + e);
    }
  }

  private static void add(String line, Figures figures) {
    try {
      JsonNode figure = JSON.readTree(line);
      figures.add(
          figure.path("what").asText(),
          figure.path("store").asText(),
          figure.path("value").asDouble());
    } catch (JsonProcessingException e) {
      throw BenchException.failed("the command printed no JSON: " + line);
    }
  }
}
