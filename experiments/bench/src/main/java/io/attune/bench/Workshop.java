package io.attune.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Does runs side by side, each worker with a server of its own. */
final class Workshop {
  private final Queue<Run> waiting;
  private final Consumer<Outcome> done;

  private Workshop(List<? extends Run> runs, Consumer<Outcome> done) {
    this.waiting = new ConcurrentLinkedQueue<>(runs);
    this.done = done;
  }

  /**
   * Does all runs and returns when the last is done.
   *
   * @param done told of every run, from several threads
   * @throws BenchException the first failure; what was under way is finished, nothing more begun
   */
  static void work(List<? extends Run> runs, SuiteOptions options, Consumer<Outcome> done) {
    Workshop workshop = new Workshop(runs, done);
    int workers = Math.min(options.jobs(), runs.size());
    ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, workers));
    try {
      List<Future<Void>> working = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        working.add(threads.submit(workshop.worker(options)));
      }
      working.forEach(Workshop::await);
    } finally {
      threads.shutdownNow();
    }
  }

  private Callable<Void> worker(SuiteOptions options) {
    return () -> {
      try (Objectives objectives = options.connect()) {
        for (Run run = waiting.poll(); run != null; run = waiting.poll()) {
          done.accept(run.with(objectives));
        }
        return null;
      } finally {
        // After a failure the others need not begin anything new.
        waiting.clear();
      }
    };
  }

  private static void await(Future<Void> worker) {
    try {
      worker.get();
    } catch (InterruptedException e) {
      throw BenchException.failed("interrupted.");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof BenchException expected
          ? expected
          : new IllegalStateException(e.getCause());
    }
  }
}
