package io.attune.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurvesCommandTest {
  @TempDir Path folder;

  @Test
  void trialsTrainUntilTheEpochsAreSpent() throws IOException {
    JsonNode run = curves("none");
    assertEquals("attune-random+none", run.get("opt").asText());
    assertEquals(200, run.get("budget").asInt());
    assertEquals(23, run.get("trials").asInt(), "22 trials of 9 epochs and one of 2");
    assertEquals(1, run.get("curve").get(0).get(0).asInt());
    // The first trial improves at every epoch, so that the ninth step is its last epoch.
    assertEquals(9, run.get("curve").get(8).get(0).asInt());
  }

  @Test
  void epochsOfStoppedTrialsAreSpentOnOthers() throws IOException {
    assertTrue(
        curves("quick={type: median, min_trials: 1, warmup_steps: 1}").get("trials").asInt() > 23);
  }

  @Test
  void problemsWithoutEpochsAreNoHelp() {
    Console console = run("--problems", "tiny_bowl");
    assertEquals(2, console.code());
    assertEquals(
        "bench: none of these problems counts epochs. Maybe use `search`.\n", console.err());
  }

  private JsonNode curves(String stopping) throws IOException {
    Console console = run("--stopping", stopping);
    assertEquals(0, console.code(), console.err());
    JsonNode runs = ObjectiveServer.JSON.readTree(file().toFile()).get("runs");
    assertEquals(1, runs.size());
    return runs.get(0);
  }

  private Console run(String... options) {
    String[] all = {
      "curves", "--out", file().toString(), "--samplers=random", "--seeds=3", "--epochs=200", "", ""
    };
    System.arraycopy(options, 0, all, 6, 2);
    return Console.run("well", all);
  }

  private Path file() {
    return folder.resolve("mine.json");
  }
}
