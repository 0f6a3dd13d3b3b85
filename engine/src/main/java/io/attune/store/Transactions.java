package io.attune.store;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes groups of jobs, each as one transaction, and tells those who wait once it is on disk.
 * Confined to the writing thread.
 */
final class Transactions implements AutoCloseable {
  private final Work work;
  private long number;

  Transactions(Database database) {
    WriteSession session = database.writer();
    this.work = new Work(session, new EventWriter(session.handle(), session.seriesNumbers()));
  }

  void write(List<Job<?>> group) {
    List<Runnable> answers = new ArrayList<>();
    number++;
    try {
      work.session.handle().begin();
      for (Job<?> job : group) {
        answers.add(job.run(work));
      }
      work.session.commit(number);
      answers.forEach(Runnable::run);
    } catch (Throwable e) {
      // Whatever it is: those who wait for their events must hear of it.
      fail(group, e);
    }
  }

  private void fail(List<Job<?>> group, Throwable failure) {
    try {
      work.session.handle().rollback();
      work.events.forget();
    } catch (Throwable e) {
      failure.addSuppressed(e);
    }
    group.forEach(job -> job.fail(failure));
  }

  @Override
  public void close() {
    work.session.close();
  }

  /** What jobs write with. */
  record Work(WriteSession session, EventWriter events) {}
}
