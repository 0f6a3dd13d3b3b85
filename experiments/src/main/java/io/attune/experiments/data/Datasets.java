package io.attune.experiments.data;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps each data set after its first use, for all trials of a process. Thread-safe. */
public final class Datasets {
  private final Map<Key, Dataset> loaded = new ConcurrentHashMap<>();

  /**
   * A data set, read at its first use.
   *
   * @param folder where its files are; empty for the usual place
   * @throws DataException if files are missing or broken
   */
  public Dataset get(DataSource source, Optional<Path> folder) {
    return loaded.computeIfAbsent(new Key(source, folder), Key::read);
  }

  private record Key(DataSource source, Optional<Path> folder) {
    Dataset read() {
      return source.read(folder);
    }
  }
}
