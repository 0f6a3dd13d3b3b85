package io.attune.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes groups of jobs, each as one transaction, and tells those who wait once it is on disk.
 * Confined to the writing thread.
 *
 * <p>A group that fails is tried again job by job, so that only those fail that are at fault. When
 * the connection is lost, another one is looked for, and a group that did not reach the disk is
 * written once more.
 */
final class Transactions implements AutoCloseable {
  private final Database database;
  private Optional<Work> work;
  private long number;

  Transactions(Database database) {
    this.database = database;
    this.work = Optional.of(connect());
  }

  void write(List<Job<?>> group) {
    write(group, new Patience(database));
  }

  private void write(List<Job<?>> group, Patience patience) {
    List<Runnable> answers = new ArrayList<>();
    try {
      transact(group, answers, patience);
      answers.forEach(Runnable::run);
    } catch (Throwable e) {
      // Whatever it is: those who wait for their events must hear of it.
      if (database.isLost(e)) {
        drop(e);
        reconnected(group, answers, patience, e);
      } else {
        undo(e);
        writeApart(group, patience, e);
      }
    }
  }

  private void transact(List<Job<?>> group, List<Runnable> answers, Patience patience) {
    Work with = work(patience);
    number++;
    with.session.handle().begin();
    for (Job<?> job : group) {
      answers.add(job.run(with));
    }
    with.session.commit(number);
  }

  private void writeApart(List<Job<?>> group, Patience patience, Throwable failure) {
    if (group.size() > 1) {
      group.forEach(job -> write(List.of(job), new Patience(database)));
    } else if (database.isConflict(failure) && patience.again()) {
      write(group, patience);
    } else {
      fail(group, failure);
    }
  }

  private void reconnected(
      List<Job<?>> group, List<Runnable> answers, Patience patience, Throwable failure) {
    try {
      // Before the last job was done, there was nothing to commit.
      Optional<Boolean> wrote =
          answers.size() < group.size() ? Optional.of(false) : work(patience).session.wrote(number);
      if (wrote.orElse(false)) {
        answers.forEach(Runnable::run);
      } else if (wrote.isPresent() && patience.left()) {
        write(group, patience);
      } else {
        fail(group, failure);
      }
    } catch (Throwable e) {
      drop(e);
      if (database.isLost(e) && patience.left()) {
        reconnected(group, answers, patience, failure);
      } else {
        fail(group, failure);
      }
    }
  }

  private void fail(List<Job<?>> group, Throwable failure) {
    Throwable told = database.isLost(failure) ? database.explained(failure) : failure;
    group.forEach(job -> job.fail(told));
  }

  private void undo(Throwable failure) {
    try {
      work.ifPresent(Work::undo);
    } catch (Throwable e) {
      failure.addSuppressed(e);
      drop(failure);
    }
  }

  private void drop(Throwable failure) {
    work.ifPresent(lost -> Database.discard(lost.session.handle(), failure));
    work = Optional.empty();
  }

  private Work work(Patience patience) {
    if (work.isEmpty()) {
      work = Optional.of(patience.connect(this::connect));
    }
    return work.get();
  }

  private Work connect() {
    WriteSession session = database.writer();
    return new Work(session, new EventWriter(session.handle(), session.seriesNumbers()));
  }

  @Override
  public void close() {
    try {
      work.ifPresent(open -> open.session.close());
    } catch (RuntimeException e) {
      if (!database.isLost(e)) {
        throw e;
      }
    }
  }

  /** What jobs write with. */
  record Work(WriteSession session, EventWriter events) {
    void undo() {
      session.handle().rollback();
      events.forget();
    }
  }
}
