package io.attune.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchCommandTest {
  @TempDir Path folder;
  private Path results;

  @BeforeEach
  void chooseFile() {
    results = folder.resolve("mine.json");
  }

  @Test
  void resultsHoldTheImprovementsOfTheBest() throws IOException {
    search("well", "--problems", "tiny_bowl", "--seeds", "7", "--trials", "12");
    JsonNode run = runs().get(0);
    assertEquals("tiny_bowl", run.get("problem").asText());
    assertEquals("attune-random", run.get("opt").asText());
    assertEquals(7, run.get("seed").asInt());
    assertEquals(12, run.get("n").asInt());
    List<Long> at = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    run.get("steps").forEach(step -> at.add(step.get(0).asLong()));
    run.get("steps").forEach(step -> values.add(step.get(1).asDouble()));
    assertEquals(0, at.get(0));
    assertTrue(at.size() > 1 && at.get(at.size() - 1) < 12, "improved at " + at);
    assertEquals(at.stream().sorted().distinct().toList(), at);
    assertEquals(values.stream().sorted((a, b) -> Double.compare(b, a)).toList(), values);
  }

  @Test
  void namesMeanOneProblemAndBeginningsMeanAllThatBeginSo() throws IOException {
    search("well", "--problems", "tiny_bowl", "--seeds", "0", "--trials", "2");
    assertEquals(List.of("tiny_bowl"), texts("problem"));
    search("well", "--problems", "tiny", "--seeds", "0", "--trials", "2");
    assertEquals(List.of("tiny_bowl", "tiny_bowl2", "tiny_list"), texts("problem"));
  }

  @Test
  void equalRunsFindEqualValues() throws IOException {
    search("well", "--problems", "tiny_bowl", "--samplers", "bayes", "--trials", "8");
    List<String> first = stepsOfAll();
    Files.delete(results);
    search("well", "--problems", "tiny_bowl", "--samplers", "bayes", "--trials", "8", "--jobs=3");
    assertEquals(first.stream().sorted().toList(), stepsOfAll().stream().sorted().toList());
    assertEquals(5, first.stream().distinct().count());
  }

  @Test
  void noiseDecidesWhatIsBestButNotWhatIsWritten() throws IOException {
    search("well", "--problems", "tiny_list", "--samplers", "grid", "--seeds", "0,1");
    assertEquals(
        List.of("[[0,5.0],[1,3.0],[2,4.5],[3,1.0]]"), stepsOfAll().stream().distinct().toList());
  }

  @Test
  void pendingTrialsEndInTheOrderInWhichTheyBegan() throws IOException {
    search("well", "--problems", "tiny_list", "--samplers", "grid", "--seeds=0", "--parallel=3");
    assertEquals(List.of("attune-grid-p3"), texts("opt"));
    assertEquals(List.of("[[0,5.0],[1,3.0],[2,4.5],[3,1.0]]"), stepsOfAll());
  }

  @Test
  void samplersSeeTheTrialsThatArePending() throws IOException {
    search("well", "--problems", "tiny_bowl", "--samplers", "bayes", "--seeds", "0");
    search("well", "--problems", "tiny_bowl", "--samplers", "bayes", "--seeds=0", "--parallel=4");
    assertEquals(2, stepsOfAll().stream().distinct().count());
  }

  @Test
  void whatIsDoneIsNotDoneAgain() throws IOException {
    search("well", "--problems", "tiny_bowl", "--seeds", "0-1", "--trials", "5");
    String before = Files.readString(results);
    Console again = search("dies", "--problems", "tiny_bowl", "--seeds", "0-1", "--trials", "5");
    assertEquals("2 of 2 runs are in " + results + " already.\n", again.err());
    assertTrue(again.out().contains("| tiny_bowl | "), again.out());
    assertEquals(before, Files.readString(results));
  }

  @Test
  void longerRunsTakeThePlaceOfShorterOnes() throws IOException {
    search("well", "--problems", "tiny_bowl", "--seeds", "0", "--trials", "3");
    search("well", "--problems", "tiny_bowl", "--seeds", "0", "--trials", "4");
    assertEquals(List.of("4"), texts("n"));
  }

  @Test
  void settingsOfSamplersAreThoseOfSweepFiles() {
    Console console =
        run("well", "--problems", "tiny_bowl", "--samplers", "mine={type: bayes, foo: 1}");
    assertEquals(2, console.code());
    assertEquals(
        "bench: mine on tiny_bowl:4: sampler.foo: this key is unknown. Known: type.\n",
        console.err());
    assertFalse(Files.exists(results));
  }

  @Test
  void unknownProblemsAreNamed() {
    Console console = run("well", "--problems", "tiny,huge");
    assertEquals(2, console.code());
    assertEquals(
        "bench: no problem begins with \"huge\"; there are [tiny_bowl, tiny_bowl2, tiny_list, curve].\n",
        console.err());
  }

  @Test
  void filesOfOtherPeopleAreLeftAlone() throws IOException {
    Files.writeString(results, "{\"runs\": [{\"problem\": \"tiny_bowl\"}]}");
    Console console = run("well");
    assertEquals(2, console.code());
    assertEquals(
        "bench: cannot go on with %s: a run in it does not say \"n\". Maybe choose another --out.\n"
            .formatted(results),
        console.err());
  }

  private Console search(String behaviour, String... options) {
    Console console = run(behaviour, options);
    assertEquals(0, console.code(), console.err());
    return console;
  }

  private Console run(String behaviour, String... options) {
    List<String> all = new ArrayList<>(List.of("search", "--out", results.toString()));
    if (!List.of(options).contains("--samplers")) {
      all.addAll(List.of("--samplers", "random"));
    }
    all.addAll(List.of(options));
    return Console.run(behaviour, all.toArray(String[]::new));
  }

  private JsonNode runs() throws IOException {
    return ObjectiveServer.JSON.readTree(results.toFile()).get("runs");
  }

  private List<String> texts(String key) throws IOException {
    return StreamSupport.stream(runs().spliterator(), false)
        .map(run -> run.get(key).asText())
        .toList();
  }

  private List<String> stepsOfAll() throws IOException {
    return StreamSupport.stream(runs().spliterator(), false)
        .map(run -> run.get("steps").toString())
        .toList();
  }
}
