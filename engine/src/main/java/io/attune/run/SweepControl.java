package io.attune.run;

import io.attune.space.SpaceEdit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Changes a sweep while it runs. May be used from any thread. */
public final class SweepControl {
  private final Steered steered;
  private final Request request;

  SweepControl(Steered steered, Request request) {
    this.steered = steered;
    this.request = request;
  }

  /**
   * Has a point tried before the sampler's own, once {@link SweepRunner#run} is under way. Points
   * are tried in the order they were enqueued, and count as trials of the budget.
   *
   * @param values of some parameters or all, by name; the sampler chooses the others
   * @return done once the point is on disk; fails with an {@link IllegalArgumentException} if the
   *     values are no part of a point of the space, and with an {@link IllegalStateException} if
   *     the run is over
   */
  public CompletableFuture<Void> enqueue(Map<String, Object> values) {
    return order(Order.enqueue(values));
  }

  /**
   * Has the sweep search elsewhere from the next suggestion on, once {@link SweepRunner#run} is
   * under way. The changes are made together or not at all.
   *
   * @return done once the changes are on disk; fails as {@link #enqueue} does
   */
  public CompletableFuture<Void> edit(SpaceEdit... edits) {
    return order(Order.edit(List.of(edits)));
  }

  /**
   * Starts no trials from now on; those that run train to their end.
   *
   * @return done once that is on disk; fails as {@link #enqueue} does
   */
  public CompletableFuture<Void> pause() {
    return order(Order.pause());
  }

  /**
   * Starts trials again.
   *
   * @return done once that is on disk; fails as {@link #enqueue} does
   */
  public CompletableFuture<Void> proceed() {
    return order(Order.proceed());
  }

  /**
   * Has another number of trials run side by side.
   *
   * @param parallel 1 to 10,000; trials above it that run already go on
   * @return done once that is on disk; fails as {@link #enqueue} does
   */
  public CompletableFuture<Void> resize(int parallel) {
    return order(Order.resize(parallel));
  }

  /**
   * Has a trial end at its next report, as stopped.
   *
   * @return done once the wish is on disk; fails as {@link #enqueue} does
   */
  public CompletableFuture<Void> halt(int trial) {
    return order(Order.halt(trial));
  }

  /**
   * Allows more trials than the budget.
   *
   * @param trials most trials to start, those so far included
   * @return done once that is on disk; fails as {@link #enqueue} does
   */
  public CompletableFuture<Void> extend(int trials) {
    return order(Order.extend(trials));
  }

  /**
   * Keeps a line with the sweep, for people to read.
   *
   * @return done once that is on disk; fails with an {@link IllegalStateException} if the run is
   *     over
   */
  public CompletableFuture<Void> note(String text) {
    return order(Order.note(text));
  }

  /**
   * Asks the sweep to end soon. Running trials are ended at once and count as interrupted.
   *
   * @param reason for people, kept with the sweep
   * @return done once the wish is on disk; fails as {@link #note} does
   */
  public CompletableFuture<Void> stop(String reason) {
    return note(reason).thenRun(() -> steered.stop(reason));
  }

  private CompletableFuture<Void> order(Order order) {
    return steered.order(order, request);
  }
}
