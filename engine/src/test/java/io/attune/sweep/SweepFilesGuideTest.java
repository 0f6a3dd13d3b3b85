package io.attune.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Everything that docs/sweep-files.md shows is true. */
class SweepFilesGuideTest {
  private static final String TRAINERS = "(?:trainer|program|command):";
  private static final Path GUIDE = Path.of("..", "docs", "sweep-files.md");

  @TestFactory
  Stream<DynamicTest> everyExampleIsRead() throws IOException {
    List<String> examples = blocks("yaml");
    assertTrue(examples.size() >= 10, "examples: " + examples.size());
    return examples.stream()
        .map(yaml -> DynamicTest.dynamicTest(title(yaml), () -> checkExample(yaml)));
  }

  @Test
  void theErrorsAreTheOnesShown() throws IOException {
    String yaml = blocks("yaml wrong").get(0);
    SweepFileException error =
        assertThrows(SweepFileException.class, () -> SweepFile.parse(yaml, "digits.yaml"));
    assertEquals(blocks("text").get(0).strip(), error.getMessage());
  }

  @Test
  void everyDistributionOfTheTableIsKnown() throws IOException {
    List<String> names =
        Pattern.compile("(?m)^\\| ((?:`\\w+`(?:, )?)+) \\| `(?:value|values|min|mu|a)`")
            .matcher(Files.readString(GUIDE))
            .results()
            .flatMap(row -> Stream.of(row.group(1).replace("`", "").split(", ")))
            .toList();
    assertEquals(20, names.size(), names.toString());
    names.forEach(SweepFilesGuideTest::checkKnown);
  }

  private static void checkExample(String yaml) {
    Sweep sweep = SweepFile.parse(completed(yaml), "guide.yaml").sweep();
    assertEquals(sweep, SweepFile.parse(SweepFile.write(sweep), "again").sweep());
  }

  /** An example that shows a part gets the keys that every sweep must have. */
  private static String completed(String yaml) {
    StringBuilder whole = new StringBuilder(yaml);
    for (String line : List.of("trainer: t", "metric: {name: m}", "parameters: {x: {value: 1}}")) {
      String key = line.substring(0, line.indexOf(':') + 1).replace("trainer:", TRAINERS);
      if (!Pattern.compile("(?m)^" + key).matcher(yaml).find()) {
        whole.append(line).append('\n');
      }
    }
    return whole.toString();
  }

  /** A known distribution needs no keys, or misses some. */
  private static void checkKnown(String distribution) {
    String yaml = completed("parameters: {x: {distribution: " + distribution + "}}\n");
    try {
      assertEquals(1, SweepFile.parse(yaml, "guide.yaml").sweep().space().dimensions());
    } catch (SweepFileException e) {
      String missing = " is missing; distribution " + distribution + " takes ";
      assertTrue(e.problems().get(0).contains(missing), e.getMessage());
    }
  }

  private static String title(String yaml) {
    return yaml.lines().limit(2).toList().toString();
  }

  private static List<String> blocks(String language) throws IOException {
    return Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$")
        .matcher(Files.readString(GUIDE))
        .results()
        .map((MatchResult block) -> block.group(1))
        .toList();
  }
}
