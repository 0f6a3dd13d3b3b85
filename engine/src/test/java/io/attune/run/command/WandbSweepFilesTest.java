package io.attune.run.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.attune.run.TrialPlan;
import io.attune.space.SearchSpace;
import io.attune.sweep.Sweep;
import io.attune.sweep.SweepDocument;
import io.attune.sweep.SweepFile;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sweep files as people write them for W&amp;B, each beside what is made of it: what is said of its
 * keys, the arguments of the trial in the middle of its space, and the sweep.
 */
class WandbSweepFilesTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> eachIsReadAsIntended() throws Exception {
    return files().stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
  }

  @Test
  void thereAreManyOfThem() throws Exception {
    assertTrue(files().size() >= 25, "files: " + files().size());
  }

  @Test
  void eachIsReadBackFromWhatIsStoredOfIt() throws Exception {
    for (Path file : files()) {
      Sweep sweep = SweepFile.read(file).sweep();
      assertEquals(sweep, SweepFile.parse(SweepFile.write(sweep), "stored").sweep());
    }
  }

  private void check(Path file) throws IOException {
    String name = file.getFileName().toString();
    Path expected = file.resolveSibling(name.substring(0, name.indexOf('.')) + ".expected");
    assertEquals(Files.readString(expected), made(SweepFile.read(file)));
  }

  private String made(SweepDocument document) throws IOException {
    Sweep sweep = document.sweep();
    List<String> lines = new ArrayList<>(document.notices());
    lines.add(String.join("\n  ", arguments(sweep)).replace(folder.toString(), "FOLDER"));
    ObjectNode tree = (ObjectNode) JSON.readTree(SweepFile.write(sweep));
    tree.remove(List.of("seed", "parallel", "max_retries"));
    tree.properties().stream()
        .filter(key -> !key.getKey().equals("parameters"))
        .forEach(key -> lines.add(key.getKey() + ": " + key.getValue()));
    for (Map.Entry<String, JsonNode> parameter : tree.get("parameters").properties()) {
      lines.add("- " + parameter.getKey() + ": " + parameter.getValue());
    }
    return String.join("\n", lines) + "\n";
  }

  private List<String> arguments(Sweep sweep) throws IOException {
    SearchSpace space = sweep.space();
    double[] middle = new double[space.parameters().size()];
    Arrays.fill(middle, 0.5);
    TrialPlan plan =
        new TrialPlan(1, 1, TrialPlan.Purpose.TRAIN, space.decode(middle), 1, 0, folder);
    List<String> words =
        new ArrayList<>(
            Invocation.of(sweep.command().orElseThrow(), plan, name -> "<" + name + ">").words());
    // Which of the two there is depends on the machine.
    words.replaceAll(word -> word.equals("python") ? "python3" : word);
    return words;
  }

  private static List<Path> files() throws IOException, URISyntaxException {
    Path folder =
        Path.of(
            Objects.requireNonNull(WandbSweepFilesTest.class.getResource("/io/attune/sweep/wandb"))
                .toURI());
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> !file.toString().endsWith(".expected")).sorted().toList();
    }
  }
}
