package io.attune.store;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Waits for work on the store's threads; an interrupt is kept for later, never passed on. */
final class Waiting {
  private Waiting() {}

  static <T> T call(ExecutorService thread, Callable<T> work) {
    return result(thread.submit(work));
  }

  static void run(ExecutorService thread, Runnable work) {
    result(thread.submit(work, true));
  }

  static <T> T result(Future<T> future) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw failure(e.getCause() == null ? e : e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static StoreException failure(Throwable cause) {
    if (cause instanceof StoreConflict conflict) {
      return new StoreConflict(String.valueOf(conflict.getMessage()), conflict);
    }
    return cause instanceof StoreException known
        ? new StoreException(String.valueOf(known.getMessage()), known)
        : new StoreException("the store failed: " + cause.getMessage(), cause);
  }
}
