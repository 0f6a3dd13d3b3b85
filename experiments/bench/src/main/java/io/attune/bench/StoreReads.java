package io.attune.bench;

import io.attune.store.SeriesKey;
import io.attune.store.SweepId;
import io.attune.store.SweepRecord;
import io.attune.store.TrialStore;
import io.attune.trial.Event;
import io.attune.trial.LiveHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.DoubleStream;

/** How long it takes to read from a sweep of many trials. */
record StoreReads(TrialStore store, Source source, int trials, int pointsPerTrial) {
  private static final int METRICS = 4;
  private static final int LONG = 1_000_000;
  private static final int STEPS_PER_BATCH = 250;
  private static final int REPEATS = 101;

  /** A sweep with all its trials, as `attune show` and the dashboard open it. */
  void measureOpening(Figures figures) {
    SweepId id = fill(trials, pointsPerTrial, 1);
    open(id);
    figures.add(Figures.OPEN, source.label(), median(3, () -> open(id)) / 1_000);
  }

  /** Single series of a large sweep, and all last values. */
  void measure(Figures figures) {
    SweepId id = fill(trials, pointsPerTrial / METRICS, METRICS);
    Random random = new Random(1);
    figures.add(
        Figures.SERIES.formatted(pointsPerTrial / METRICS, (long) trials * pointsPerTrial),
        source.label(),
        median(REPEATS, () -> store.readings(key(id, 1 + random.nextInt(trials)), 0, LONG)));
    figures.add(
        Figures.LAST.formatted(trials),
        source.label(),
        median(REPEATS, () -> store.series(id, Source.metric(0))));
    figures.add(
        Figures.OPEN_LARGE.formatted((long) trials * pointsPerTrial),
        source.label(),
        median(1, () -> open(id)) / 1_000);
    SweepId one = fill(1, LONG, 1);
    figures.add(
        Figures.THINNED.formatted(LONG),
        source.label(),
        median(REPEATS, () -> store.thinned(key(one, 1), 0, LONG, 1_000)));
  }

  private SeriesKey key(SweepId id, int trial) {
    return new SeriesKey(id, trial, source.attempt(), Source.metric(0));
  }

  private SweepId fill(int trials, int steps, int metrics) {
    SweepId id = store.open(source.sweep(), "", Source.now());
    long sequence = 0;
    List<Event> events = new ArrayList<>();
    for (int trial = 1; trial <= trials; trial++) {
      events.add(Source.started(trial));
      for (int step = 1; step <= steps; step += STEPS_PER_BATCH) {
        int count = Math.min(STEPS_PER_BATCH, steps - step + 1);
        events.addAll(source.metrics(trial, step, count, metrics));
        if (events.size() > 1_000) {
          store.append(id, sequence, events);
          sequence += events.size();
          events.clear();
        }
      }
      events.add(Source.ended(trial));
    }
    store.append(id, sequence, events);
    return id;
  }

  private LiveHistory open(SweepId id) {
    SweepRecord record = store.sweep(id).orElseThrow();
    LiveHistory history = new LiveHistory(record.sweep().criteria());
    for (List<Event> page : store.pages(id)) {
      history.addAll(page);
    }
    return history;
  }

  /** Milliseconds. */
  private static double median(int repeats, Callable<?> work) {
    return DoubleStream.generate(() -> millis(work))
        .limit(repeats)
        .sorted()
        .skip(repeats / 2)
        .findFirst()
        .orElseThrow();
  }

  private static double millis(Callable<?> work) {
    long start = System.nanoTime();
    try {
      work.call();
    } catch (Exception e) {
      throw BenchException.failed("cannot read: " + e);
    }
    return (System.nanoTime() - start) / 1e6;
  }
}
