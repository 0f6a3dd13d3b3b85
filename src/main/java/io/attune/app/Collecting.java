package io.attune.app;

import io.attune.run.Garbage;
import io.attune.run.GarbageCollector;
import io.attune.run.Retention;
import io.attune.store.Claim;
import io.attune.store.Erasure;
import io.attune.store.PostgresStore;
import io.attune.store.StoreException;
import io.attune.store.SweepId;
import io.attune.store.TrialStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Collects the files of a store that nobody needs. Where others may write to it meanwhile, contents
 * of the last hour are left, and checkpoints of sweeps that somebody runs.
 */
final class Collecting implements AutoCloseable {
  private static final Duration YOUNG = Duration.ofHours(1);

  private final TrialStore store;
  private final Path files;
  private final List<Claim> claims = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();

  Collecting(TrialStore store, Path files) {
    this.store = store;
    this.files = files;
  }

  /** Deletes from a store, whatever it is in, and cleans its tables. */
  static void erase(StoreOptions stores, String command, Consumer<Erasure> deletion) {
    if (!stores.isDatabase()) {
      try (Erasure erasure = Erasure.open(stores.folder(), "attune " + command)) {
        deletion.accept(erasure);
      }
      return;
    }
    try (PostgresStore store = stores.openDatabase(command);
        Erasure erasure = Erasure.of(store)) {
      deletion.accept(erasure);
    }
  }

  List<Garbage> find(Optional<Retention> retention) {
    if (!store.shared()) {
      return GarbageCollector.find(store, files, retention);
    }
    Instant hourAgo = Clock.systemUTC().instant().minus(YOUNG);
    notices.add("Contents of the last hour are left: programs may be writing of them.");
    return GarbageCollector.find(store, files, retention, hourAgo, this::claim);
  }

  /** Nobody runs the sweep until this is closed; false if somebody does. */
  private boolean claim(SweepId id) {
    try {
      claims.add(store.claim(id));
      return true;
    } catch (StoreException e) {
      notices.add("Checkpoints are left: " + e.getMessage());
      return false;
    }
  }

  /** What was left, and why. */
  List<String> notices() {
    return notices;
  }

  /** How many bytes went. */
  long delete(List<Garbage> garbage) {
    try {
      GarbageCollector.delete(garbage);
      return sum(garbage);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static long sum(List<Garbage> garbage) {
    return garbage.stream().mapToLong(Garbage::bytes).sum();
  }

  @Override
  public void close() {
    claims.forEach(Claim::close);
  }
}
