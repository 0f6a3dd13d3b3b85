package io.attune.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PlainYamlTest {
  private static String problem(String text) {
    return assertThrows(SweepFileException.class, () -> PlainYaml.read(text, "meta.yaml"))
        .getMessage();
  }

  @Test
  void valuesAreTheirTexts() {
    assertEquals(
        Map.of("id", "0", "name", "a: b", "at", "1795478147970"),
        PlainYaml.read(
            "id: '0'\nname: \"a: b\"\nend: null\ntags: []\nat: 1795478147970\n", "meta.yaml"));
  }

  @Test
  void whatIsNoMappingIsRefused() {
    assertEquals(
        "meta.yaml:1: a mapping of names to values is needed, but this is a list.", problem("[1]"));
    assertEquals(
        "meta.yaml:1: a mapping of names to values is needed, but this is nothing.", problem(""));
  }

  @Test
  void noTagNamesAClass() {
    assertEquals(
        "meta.yaml:1: name: tag !!python/object/apply:os.system is not supported. Maybe leave it out.",
        problem("name: !!python/object/apply:os.system [ls]"));
  }

  @Test
  void largeTextsAreRefused() {
    assertEquals(
        "meta.yaml: it is larger than 256 KB, the most that is read as YAML.",
        problem("name: " + "x".repeat(300_000)));
  }
}
