package io.attune.run;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/**
 * Runs each plan on a thread of this process, which later plans use again: for trainers that are
 * thread-safe and own their randomness. A thread can be asked to end, not forced; a trainer that
 * ignores interrupts runs on in the background after a kill, unheard.
 */
public final class ThreadExecutor implements TrialExecutor {
  private final Trainer trainer;
  private final Map<String, String> surroundings;
  private final ExecutorService threads = Executors.newCachedThreadPool(ThreadExecutor::daemon);
  private final Map<TrialPlan, Future<?>> running = new ConcurrentHashMap<>();

  /** Runs plans with one trainer. */
  public ThreadExecutor(Trainer trainer) {
    this(trainer, Map.of());
  }

  /** Runs plans with one trainer, telling more about the surroundings. */
  public ThreadExecutor(Trainer trainer, Map<String, String> environment) {
    this.trainer = trainer;
    this.surroundings = Surroundings.ofTrial("thread", environment);
  }

  @Override
  public void start(TrialPlan plan, Inbox inbox) {
    FutureTask<?> task = new FutureTask<>(() -> run(plan, inbox), plan);
    running.put(plan, task);
    // Told here, so that the trial's first report is the first message that the loop wakes up for.
    inbox.placed(plan, surroundings);
    threads.execute(task);
  }

  private void run(TrialPlan plan, Inbox inbox) {
    Thread.currentThread().setName("trial-" + plan.trial());
    PlanRun.run(plan, trainer, inbox);
    running.remove(plan);
  }

  @Override
  public void kill(TrialPlan plan) {
    Optional.ofNullable(running.remove(plan)).ifPresent(task -> task.cancel(true));
  }

  @Override
  public void close() {
    running.keySet().forEach(this::kill);
    threads.shutdown();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    return thread;
  }
}
