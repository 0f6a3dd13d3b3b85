package io.attune.exchange.optuna;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A copy of a file, and of files beside it, that is gone when this is closed. */
record TemporaryCopy(Optional<Path> folder) implements AutoCloseable {
  static final TemporaryCopy NONE = new TemporaryCopy(Optional.empty());

  static TemporaryCopy of(Path file, List<String> endings) throws IOException {
    Path folder = Files.createTempDirectory("attune-import");
    TemporaryCopy copy = new TemporaryCopy(Optional.of(folder));
    Path target = copy.file(file);
    Files.copy(file, target);
    for (String ending : endings) {
      Path beside = file.resolveSibling(file.getFileName() + ending);
      if (Files.exists(beside)) {
        Files.copy(beside, folder.resolve(target.getFileName() + ending));
      }
    }
    return copy;
  }

  /** Where to read a file: the copy, or the file itself if there is none. */
  Path file(Path original) {
    return folder.map(where -> where.resolve("copy.db")).orElse(original);
  }

  @Override
  public void close() {
    folder.ifPresent(TemporaryCopy::delete);
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
