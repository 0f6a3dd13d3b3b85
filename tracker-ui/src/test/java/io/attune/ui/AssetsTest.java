package io.attune.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AssetsTest {
  @Test
  void listHasEveryFileAndNoOther() throws Exception {
    try (Stream<Path> files = Files.list(folder())) {
      assertEquals(
          files.map(file -> file.getFileName().toString()).sorted().toList(), Assets.NAMES);
    }
  }

  @Test
  void noPageHasInlineScriptsOrStyles() throws Exception {
    String html = Files.readString(folder().resolve("index.html"));
    assertFalse(html.contains("style="), html);
    assertFalse(html.contains("<style"), html);
    assertFalse(html.contains("<script>"), html);
  }

  @Test
  void nothingIsFetchedFromElsewhere() throws Exception {
    for (String name : Assets.NAMES) {
      String text = Files.readString(folder().resolve(name)).replace("http://www.w3.org/", "");
      assertEquals(List.of(), text.lines().filter(line -> line.contains("://")).toList(), name);
    }
  }

  private static Path folder() throws IOException, URISyntaxException {
    return Path.of(Assets.class.getResource("web/index.html").toURI()).getParent();
  }
}
