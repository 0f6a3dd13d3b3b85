package io.attune.experiments.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.attune.run.TrainerProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The tables in docs/training.md name every parameter with its default. */
class ParameterTableTest {
  @Test
  void documentationListsEveryParameterWithItsDefault() throws IOException {
    TreeSet<String> documented = new TreeSet<>();
    for (String line : Files.readAllLines(Path.of("../docs/training.md"))) {
      if (line.startsWith("| `")) {
        String[] cells = line.split("\\|");
        documented.add(plain(cells[1]) + " = " + plain(cells[3]));
      }
    }

    TreeSet<String> actual = new TreeSet<>();
    for (TrainerProvider provider : ServiceLoader.load(TrainerProvider.class)) {
      if (provider instanceof NetworkProvider networks) {
        networks.knobs().forEach(knob -> actual.add(knob.name() + " = " + fallback(knob)));
      }
    }
    assertEquals(actual, documented);
  }

  private static String fallback(Knob knob) {
    return knob.fallback().map(Object::toString).orElse("");
  }

  /** Without marks, and without what is said in words where there is no fixed default. */
  private static String plain(String cell) {
    String text = cell.strip();
    return text.startsWith("`") ? text.replace("`", "") : "";
  }
}
