package io.attune.exchange.mlflow;

import io.attune.exchange.intake.ImportException;
import io.attune.exchange.intake.Texts;
import io.attune.sweep.PlainYaml;
import io.attune.sweep.SweepFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What a {@code meta.yaml} says. */
record Meta(Path file, Map<String, String> values) {
  private static final int LONGEST = 300_000;

  static Meta read(SafeTree tree, Path folder) {
    Path file = folder.resolve("meta.yaml");
    try {
      return new Meta(file, PlainYaml.read(tree.text(file, LONGEST), file.toString()));
    } catch (SweepFileException e) {
      throw new ImportException(String.valueOf(e.getMessage()));
    }
  }

  Optional<String> text(String key) {
    return Optional.ofNullable(values.get(key)).filter(text -> !text.isEmpty());
  }

  /** A time in milliseconds since 1970. */
  Optional<Instant> time(String key) {
    return text(key).map(text -> millis(key, text));
  }

  private Instant millis(String key, String text) {
    try {
      return Instant.ofEpochMilli(Long.parseLong(text));
    } catch (NumberFormatException e) {
      throw ImportException.at(
          file,
          key,
          "\"%s\" is no number of milliseconds since 1970.".formatted(Texts.brief(text)));
    }
  }

  boolean deleted() {
    return text("lifecycle_stage").equals(Optional.of("deleted"));
  }
}
