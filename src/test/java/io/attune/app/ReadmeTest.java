package io.attune.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.sweep.SweepFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README shows is what runs. */
class ReadmeTest {
  private static final Path ROOT = Path.of("..");

  private static List<String> blocks(String language) throws IOException {
    Matcher matcher =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(ROOT.resolve("README.md")));
    List<String> blocks = new ArrayList<>();
    while (matcher.find()) {
      blocks.add(matcher.group(1));
    }
    return blocks;
  }

  private static String region(String name) throws IOException {
    String source = Files.readString(Path.of("test/java/io/attune/app/JavaApiExamplesTest.java"));
    Matcher matcher =
        Pattern.compile("// region: " + name + "\n(.*?)\n *// endregion", Pattern.DOTALL)
            .matcher(source);
    assertTrue(matcher.find(), "no region " + name);
    return matcher.group(1).stripIndent().strip() + "\n";
  }

  @Test
  void javaBlocksAreRegionsOfARunningTest() throws IOException {
    assertEquals(List.of(region("runner"), region("ask-tell")), blocks("java"));
  }

  @Test
  void yamlBlocksAreSweepFilesThatTheirTrainersAccept() throws IOException {
    assertFalse(blocks("yaml").isEmpty());
    for (String block : blocks("yaml")) {
      Path file = Files.createTempFile("readme", ".yaml");
      Files.writeString(file, block);
      assertEquals(block, SweepFiles.read(file).source());
      Files.delete(file);
      assertEquals("digits-mlp", SweepFile.parse(block, "README.yaml").sweep().name());
    }
  }

  @Test
  void linksLeadToFilesThatExist() throws IOException {
    for (String page : List.of("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md")) {
      Matcher links =
          Pattern.compile("\\]\\(([^)#:]+)\\)").matcher(Files.readString(ROOT.resolve(page)));
      while (links.find()) {
        assertTrue(
            Files.exists(ROOT.resolve(links.group(1))), page + " links to " + links.group(1));
      }
    }
  }
}
