package io.attune.store;

import io.attune.sweep.Sweep;
import io.attune.trial.Event;
import io.attune.trial.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A store that forgets everything when it is closed; for tests and throw-away searches. */
public final class MemoryStore implements TrialStore {
  private final List<SweepRecord> sweeps = new ArrayList<>();
  private final List<List<Event>> events = new ArrayList<>();
  private final MemorySeries series = new MemorySeries();
  private final Map<String, Map<SweepId, Memo>> memos = new HashMap<>();
  private final LocalClaims claims = new LocalClaims();
  private @Nullable Path folder;

  @Override
  public synchronized SweepId open(Sweep sweep, String source, Instant now) {
    SweepId id = new SweepId(sweeps.size() + 1L);
    sweeps.add(new SweepRecord(id, sweep, source, now));
    events.add(new ArrayList<>());
    return id;
  }

  @Override
  public synchronized void append(SweepId id, long after, List<? extends Event> added) {
    List<Event> list = list(id);
    Sequences.checkNext(id, list.size(), after);
    added.forEach(Keys::checkStep);
    added.forEach(event -> list.add(series.add(id, event)));
  }

  @Override
  public Claim claim(SweepId id) {
    return claims.take(id);
  }

  @Override
  public void describeOwner(String owner) {
    // Nobody else can come across this store.
  }

  @Override
  public synchronized List<SweepRecord> sweeps() {
    return List.copyOf(sweeps);
  }

  @Override
  public synchronized Optional<SweepRecord> sweep(SweepId id) {
    return sweeps.stream().filter(sweep -> sweep.id().equals(id)).findFirst();
  }

  @Override
  public synchronized List<Event> eventsAfter(SweepId id, long sequence, int limit) {
    List<Event> list = list(id);
    int from = (int) Math.min(list.size(), sequence);
    return List.copyOf(list.subList(from, (int) Math.min(list.size(), (long) from + limit)));
  }

  @Override
  public synchronized long lastSequence(SweepId id) {
    return list(id).size();
  }

  @Override
  public synchronized Map<SweepId, Memo> memos(String what) {
    return Map.copyOf(memos.getOrDefault(what, Map.of()));
  }

  @Override
  public synchronized void keep(String what, Map<SweepId, Memo> kept) {
    memos.computeIfAbsent(what, fresh -> new HashMap<>()).putAll(kept);
  }

  @Override
  public synchronized List<SeriesSummary> series(SweepId id) {
    return series.summaries(key -> key.sweep().equals(id));
  }

  @Override
  public synchronized List<SeriesSummary> series(SweepId id, int trial) {
    return series.summaries(key -> key.sweep().equals(id) && key.trial() == trial);
  }

  @Override
  public synchronized List<SeriesSummary> series(SweepId id, String metric) {
    return series.summaries(key -> key.sweep().equals(id) && key.metric().equals(metric));
  }

  @Override
  public synchronized ReadingPage readings(SeriesKey key, long from, int limit) {
    return series.page(key, from, limit);
  }

  @Override
  public synchronized List<Reading> thinned(
      SeriesKey key, long firstStep, long lastStep, int most) {
    return series.thinned(key, firstStep, lastStep, most);
  }

  @Override
  public synchronized Path files(SweepId id) {
    try {
      if (folder == null) {
        folder = Files.createTempDirectory("attune");
      }
      return Files.createDirectories(folder.resolve("sweep-" + id));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void close() {
    if (folder != null) {
      delete(folder);
      folder = null;
    }
  }

  private List<Event> list(SweepId id) {
    if (id.value() < 1 || id.value() > events.size()) {
      throw Sequences.unknown(id);
    }
    return events.get((int) id.value() - 1);
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
