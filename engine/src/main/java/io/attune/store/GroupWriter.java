package io.attune.store;

import io.attune.trial.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.jdbi.v3.core.Handle;

/**
 * The one thread that writes. Whatever queued up while the last group went to disk is the next
 * group: one transaction and one sync for all of it, so that waiting is short when there is little
 * to write and shared when there is much.
 */
final class GroupWriter implements AutoCloseable {
  private static final int MOST = 1000;

  private final Handle handle;
  private final EventWriter events;
  private final LinkedBlockingQueue<Job> queue = new LinkedBlockingQueue<>();
  private final Thread thread = H2Store.daemon(this::work, "attune-store-writer");
  private boolean closed;

  GroupWriter(Handle handle) {
    this.handle = handle;
    this.events = new EventWriter(handle);
    thread.start();
  }

  SweepId open(String name, String definition, String source, Instant now) {
    return submit(() -> events.open(name, definition, source, now));
  }

  void append(SweepId id, long after, List<Event> added) {
    submit(
        () -> {
          events.append(id, after, added);
          return id;
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
    handle.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private SweepId submit(Work work) {
    Job job = new Job(work, new CompletableFuture<>());
    synchronized (queue) {
      if (closed) {
        throw H2Store.closed();
      }
      queue.add(job);
    }
    return Waiting.result(job.done);
  }

  private void work() {
    List<Job> group = new ArrayList<>();
    boolean more = true;
    while (more) {
      group.clear();
      group.add(take());
      queue.drainTo(group, MOST);
      more = !group.remove(Job.END);
      write(group);
    }
  }

  private Job take() {
    while (true) {
      try {
        return queue.take();
      } catch (InterruptedException e) {
        // Nobody interrupts this thread to any purpose; it ends by Job.END.
        continue;
      }
    }
  }

  private void write(List<Job> group) {
    if (group.isEmpty()) {
      return;
    }
    List<Runnable> answers = new ArrayList<>();
    try {
      handle.begin();
      for (Job job : group) {
        answers.add(job.run());
      }
      handle.commit();
      handle.execute("CHECKPOINT SYNC");
      answers.forEach(Runnable::run);
    } catch (Throwable e) {
      // Whatever it is: those who wait for their events must hear of it.
      fail(group, e);
    }
  }

  private void fail(List<Job> group, Throwable failure) {
    try {
      handle.rollback();
      events.forget();
    } catch (Throwable e) {
      failure.addSuppressed(e);
    }
    group.forEach(job -> job.done.completeExceptionally(failure));
  }

  private interface Work {
    SweepId run();
  }

  private record Job(Work work, CompletableFuture<SweepId> done) {
    static final Job END = new Job(() -> new SweepId(0), new CompletableFuture<>());

    /** Does the work now and returns what to tell once it is on disk. */
    Runnable run() {
      try {
        SweepId id = work.run();
        return () -> done.complete(id);
      } catch (StoreException e) {
        return () -> done.completeExceptionally(e);
      }
    }
  }
}
