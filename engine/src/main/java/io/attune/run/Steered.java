package io.attune.run;

import java.util.concurrent.CompletableFuture;

/** A sweep that somebody works on, so that it can be told what to do. Thread-safe. */
interface Steered {
  /** Hands in an order; the answer comes once it is on disk, or refused. */
  CompletableFuture<Void> order(Order order, Request request);

  /** Ends the work. */
  void stop(String reason);
}
