package io.attune.experiments.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table in this module's README names every parameter with its default. */
class ParameterTableTest {
  private static final List<String> WITHOUT_DEFAULT =
      List.of(
          "data_dir",
          "data_file",
          "target",
          "classes",
          "image_size",
          "train_size",
          "validation_size",
          "components",
          "crop_size");

  @Test
  void readmeListsEveryParameterWithItsDefault() throws IOException {
    Map<String, String> documented = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of("README.md"))) {
      if (line.startsWith("| `")) {
        String[] cells = line.split("\\|");
        documented.put(cells[1].replace("`", "").strip(), cells[3].replace("`", "").strip());
      }
    }
    WITHOUT_DEFAULT.forEach(documented::remove);

    Map<String, String> actual = new TreeMap<>();
    Stream.of(new MlpProvider(), new CnnProvider())
        .flatMap(NetworkProvider::knobs)
        .forEach(knob -> knob.fallback().ifPresent(v -> actual.put(knob.name(), v.toString())));
    assertEquals(actual, documented);
  }
}
