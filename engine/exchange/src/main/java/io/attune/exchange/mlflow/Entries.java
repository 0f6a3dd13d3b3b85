package io.attune.exchange.mlflow;

import io.attune.exchange.intake.ImportReport;
import io.attune.exchange.intake.Texts;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Parameters or tags: a file for each, whose name is the key and whose text is the value. */
record Entries(SafeTree tree, ImportReport report) {
  Map<String, String> read(Path folder) {
    Map<String, String> entries = new LinkedHashMap<>();
    tree.files(folder)
        .forEach(
            (key, file) -> {
              if (file.toFile().length() > Texts.LONGEST) {
                report.omit(
                    "values that are too long",
                    "Parameters and tags have at most %,d characters.".formatted(Texts.LONGEST),
                    file.toString());
              } else {
                entries.put(key, tree.text(file, Texts.LONGEST));
              }
            });
    return entries;
  }
}
