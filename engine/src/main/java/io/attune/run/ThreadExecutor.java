package io.attune.run;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs each plan on a thread of this process: for trainers that are thread-safe and own their
 * randomness. A thread can be asked to end, not forced; a trainer that ignores interrupts runs on
 * in the background after a kill, unheard.
 */
public final class ThreadExecutor implements TrialExecutor {
  private final Trainer trainer;
  private final Map<String, String> environment;
  private final Map<TrialPlan, Thread> threads = new ConcurrentHashMap<>();

  /** Runs plans with one trainer. */
  public ThreadExecutor(Trainer trainer) {
    this(trainer, Map.of());
  }

  /** Runs plans with one trainer, telling more about the surroundings. */
  public ThreadExecutor(Trainer trainer, Map<String, String> environment) {
    this.trainer = trainer;
    this.environment = environment;
  }

  @Override
  public void start(TrialPlan plan, Inbox inbox) {
    Thread thread = new Thread(() -> run(plan, inbox), "trial-" + plan.trial());
    thread.setDaemon(true);
    threads.put(plan, thread);
    thread.start();
  }

  private void run(TrialPlan plan, Inbox inbox) {
    inbox.placed(plan, Surroundings.ofTrial("thread", environment));
    PlanRun.run(plan, trainer, inbox);
    threads.remove(plan);
  }

  @Override
  public void kill(TrialPlan plan) {
    Optional.ofNullable(threads.remove(plan)).ifPresent(Thread::interrupt);
  }

  @Override
  public void close() {
    threads.keySet().forEach(this::kill);
  }
}
