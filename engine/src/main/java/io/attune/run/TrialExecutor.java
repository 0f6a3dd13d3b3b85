package io.attune.run;

/** Executes plans, each somewhere of its own: a thread, a process, another machine. */
public interface TrialExecutor extends AutoCloseable {
  /** Starts a plan and returns at once; everything after that goes to the inbox. */
  void start(TrialPlan plan, Inbox inbox);

  /** Ends a plan as fast as possible. The inbox no longer waits for it. */
  void kill(TrialPlan plan);

  /** Ends everything that still runs. */
  @Override
  void close();
}
