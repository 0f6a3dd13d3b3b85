package io.attune.bench;

import io.attune.store.H2Store;
import io.attune.store.MemoryStore;
import io.attune.store.TrialStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Stores to be measured. */
enum Store {
  MEMORY {
    @Override
    void open(Path folder, Consumer<TrialStore> user) {
      try (MemoryStore store = new MemoryStore()) {
        user.accept(store);
      }
    }
  },
  H2 {
    @Override
    void open(Path folder, Consumer<TrialStore> user) {
      Path durable = create(folder);
      try (H2Store store = H2Store.open(durable, "bench")) {
        user.accept(store);
      } finally {
        delete(durable);
      }
    }
  };

  /** Lends a new store, which is gone afterwards. */
  abstract void open(Path folder, Consumer<TrialStore> user);

  private static Path create(Path folder) {
    try {
      return Files.createTempDirectory(Files.createDirectories(folder), "bench");
    } catch (IOException e) {
      throw BenchException.failed("cannot make a folder in %s: %s.".formatted(folder, e));
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
