package io.attune.bench;

import io.attune.store.SweepId;
import io.attune.store.TrialStore;
import io.attune.trial.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How much a store takes in per second. What is counted is on disk. */
record StoreWrites(TrialStore store, Source source, int seconds) {
  private static final int WRITERS = 4;
  private static final int STEPS = 100;
  private static final int METRICS = 10;

  void measure(Figures figures) {
    // The first rounds are slow for want of compiled code.
    rate(WRITERS, STEPS, METRICS);
    figures.add(Figures.BATCHES, source.label(), rate(WRITERS, STEPS, METRICS) * STEPS * METRICS);
    figures.add(Figures.SINGLES, source.label(), rate(WRITERS, 1, 1));
    figures.add(Figures.ALONE, source.label(), rate(1, 1, 1));
  }

  /** Appends per second. */
  private double rate(int writers, int steps, int metrics) {
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    long start = System.nanoTime();
    long end = start + seconds * 1_000_000_000L;
    List<Future<Long>> counts = new ArrayList<>();
    for (int i = 0; i < writers; i++) {
      Callable<Long> writer = () -> write(end, steps, metrics);
      counts.add(threads.submit(writer));
    }
    long appends = 0;
    for (Future<Long> count : counts) {
      appends += get(count);
    }
    threads.shutdown();
    return appends / ((System.nanoTime() - start) / 1e9);
  }

  private long write(long end, int steps, int metrics) {
    SweepId id = store.open(source.sweep(), "", Source.now());
    store.append(id, 0, List.of(Source.started(1)));
    long sequence = 1;
    long appends = 0;
    while (System.nanoTime() < end) {
      List<Event> events = source.metrics(1, 1 + appends * steps, steps, metrics);
      store.append(id, sequence, events);
      sequence += events.size();
      appends++;
    }
    return appends;
  }

  private static long get(Future<Long> count) {
    try {
      return count.get();
    } catch (InterruptedException | ExecutionException e) {
      throw BenchException.failed("a writer failed: " + e);
    }
  }
}
