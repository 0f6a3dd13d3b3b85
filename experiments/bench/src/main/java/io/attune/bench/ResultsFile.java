package io.attune.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Finished runs in one JSON file, {@code {"runs": […]}} with a run per line. The file is whole at
 * any moment, so that a benchmark can be stopped and go on later. Thread-safe.
 */
final class ResultsFile {
  private final Path file;
  private final String sizeKey;
  private final Map<RunKey, Outcome> runs = new LinkedHashMap<>();

  /**
   * Opens a file, which need not exist yet.
   *
   * @param sizeKey under which a run says how long it was
   * @throws BenchException if there is one that holds no runs of this kind
   */
  ResultsFile(Path file, String sizeKey) {
    this.file = file.toAbsolutePath();
    this.sizeKey = sizeKey;
    if (Files.exists(file)) {
      load();
    }
  }

  /** Whether the file has this run, at least this long. */
  synchronized boolean has(RunKey key, long size) {
    Outcome run = runs.get(key);
    return run != null && run.json().get(sizeKey).asLong() >= size;
  }

  /** A run that the file has. */
  synchronized Outcome get(RunKey key) {
    return Objects.requireNonNull(runs.get(key));
  }

  /** Adds a run, in place of an earlier shorter one. */
  synchronized void add(Outcome outcome) {
    runs.put(outcome.key(), outcome);
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.writeString(
          fresh,
          runs.values().stream()
              .map(run -> run.json().toString())
              .collect(Collectors.joining(",\n", "{\"runs\":[\n", "\n]}\n")));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw BenchException.failed("cannot write the results: %s.".formatted(e));
    }
  }

  private void load() {
    try {
      JsonNode tree = ObjectiveServer.JSON.readTree(file.toFile());
      if (!(tree.path("runs") instanceof ArrayNode list)) {
        throw foreign("it has no list of runs");
      }
      list.forEach(this::load);
    } catch (IOException e) {
      throw foreign(String.valueOf(e.getMessage()));
    }
  }

  private void load(JsonNode node) {
    if (!(node instanceof ObjectNode run) || !run.path(sizeKey).canConvertToLong()) {
      throw foreign("a run in it does not say \"%s\"".formatted(sizeKey));
    }
    RunKey key =
        new RunKey(
            run.path("problem").asText(), run.path("opt").asText(), run.path("seed").asLong());
    runs.put(key, new Outcome(key, run));
  }

  private BenchException foreign(String why) {
    return BenchException.wrongInput(
        "cannot go on with %s: %s. Maybe choose another --out.".formatted(file, why));
  }
}
