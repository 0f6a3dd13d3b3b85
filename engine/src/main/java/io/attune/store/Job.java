package io.attune.store;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Something to write, and who waits for it.
 *
 * @param work may be done again if its transaction came to nothing
 */
record Job<T>(Function<Transactions.Work, T> work, CompletableFuture<T> done) {
  /** The last one. */
  static final Job<?> END = new Job<>(work -> true, new CompletableFuture<>());

  /** Does the work now and returns what to tell once it is on disk. */
  Runnable run(Transactions.Work with) {
    try {
      T result = work.apply(with);
      return () -> done.complete(result);
    } catch (StoreException e) {
      return () -> done.completeExceptionally(e);
    }
  }

  void fail(Throwable failure) {
    done.completeExceptionally(failure);
  }
}
