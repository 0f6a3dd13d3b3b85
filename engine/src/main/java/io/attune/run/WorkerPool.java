package io.attune.run;

import io.attune.trial.Cause;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs each plan in a worker process, one at a time per process, so that a native crash or a kill
 * costs one trial. Processes are started when needed and stay warm for the next plan. They run on
 * the Java and the classpath of this process.
 */
public final class WorkerPool implements TrialExecutor {
  private final String trainer;
  private final List<Worker> workers = new ArrayList<>();
  private volatile boolean everConnected;

  /** Workers that train with the registered trainer of a name. */
  public WorkerPool(String trainer) {
    this.trainer = trainer;
  }

  @Override
  public synchronized void start(TrialPlan plan, Inbox inbox) {
    StartWatch watch = new StartWatch(inbox);
    try {
      idleWorker().assign(plan, watch);
    } catch (IOException e) {
      watch.ended(plan, Optional.of(Cause.of(Cause.Kind.WORKER_DIED, message(e))));
    }
  }

  private Worker idleWorker() throws IOException {
    workers.removeIf(Worker::dead);
    Optional<Worker> idle = workers.stream().filter(Worker::idle).findFirst();
    if (idle.isPresent()) {
      return idle.get();
    }
    Worker fresh = new Worker(trainer, () -> everConnected = true);
    workers.add(fresh);
    return fresh;
  }

  private static String message(IOException e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  @Override
  public synchronized void kill(TrialPlan plan) {
    workers.stream().filter(worker -> worker.runs(plan)).forEach(Worker::kill);
  }

  @Override
  public synchronized void close() {
    workers.forEach(Worker::kill);
    workers.clear();
  }

  /** Process ids of the workers that are alive. */
  public synchronized List<Long> processes() {
    return workers.stream().filter(worker -> !worker.dead()).map(Worker::pid).toList();
  }

  /** Tells that nothing works at all where the very first worker does not even start. */
  private final class StartWatch extends ForwardingInbox {
    StartWatch(Inbox inbox) {
      super(inbox);
    }

    @Override
    public void ended(TrialPlan plan, Optional<Cause> failure) {
      if (failure.isPresent() && !everConnected) {
        broken("worker processes do not start: " + failure.get().message());
      } else {
        super.ended(plan, failure);
      }
    }
  }
}
