package io.attune.store;

import io.attune.trial.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The one thread that writes. Whatever queued up while the last group went to disk is the next
 * group: one transaction and one sync for all of it, so that waiting is short when there is little
 * to write and shared when there is much.
 */
final class GroupWriter implements AutoCloseable {
  private static final int MOST = 1000;

  private final Transactions transactions;
  private final LinkedBlockingQueue<Job<?>> queue = new LinkedBlockingQueue<>();
  private final Thread thread = SqlStore.daemon(this::work, "attune-store-writer");
  private final long heartbeatMillis;
  private boolean closed;

  GroupWriter(Database database) {
    this.heartbeatMillis = database.heartbeatMillis();
    this.transactions = new Transactions(database);
    thread.start();
  }

  SweepId open(String name, String definition, String source, Instant now) {
    return submit(work -> work.events().open(name, definition, source, now));
  }

  void put(SweepRecord sweep) {
    submit(
        work -> {
          work.events().put(sweep);
          return true;
        });
  }

  void append(SweepId id, long after, List<Event> added) {
    submit(
        work -> {
          work.session().check(id);
          work.events().append(id, after, added);
          return true;
        });
  }

  /** Does something else with the writing connection, in a transaction, perhaps more than once. */
  <T> T call(Function<WriteSession, T> action) {
    return submit(work -> action.apply(work.session()));
  }

  /** The same for what has nothing to answer. */
  void run(Consumer<WriteSession> action) {
    call(
        session -> {
          action.accept(session);
          return true;
        });
  }

  @Override
  public void close() {
    synchronized (queue) {
      closed = true;
      queue.add(Job.END);
    }
    boolean interrupted = Thread.interrupted();
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    transactions.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private <T> T submit(Function<Transactions.Work, T> work) {
    Job<T> job = new Job<>(work, new CompletableFuture<>());
    synchronized (queue) {
      if (closed) {
        throw SqlStore.closed();
      }
      queue.add(job);
    }
    return Waiting.result(job.done());
  }

  private void work() {
    List<Job<?>> group = new ArrayList<>();
    boolean more = true;
    while (more) {
      group.clear();
      group.add(take());
      queue.drainTo(group, MOST);
      more = !group.remove(Job.END);
      if (!group.isEmpty()) {
        transactions.write(List.copyOf(group));
      }
    }
  }

  private Job<?> take() {
    while (true) {
      try {
        Job<?> next = queue.poll(heartbeatMillis, TimeUnit.MILLISECONDS);
        // A transaction that does nothing finds out whether the connection, and what it has locked,
        // is still there.
        return next == null ? new Job<>(work -> true, new CompletableFuture<>()) : next;
      } catch (InterruptedException e) {
        // Nobody interrupts this thread to any purpose; it ends by Job.END.
        continue;
      }
    }
  }
}
