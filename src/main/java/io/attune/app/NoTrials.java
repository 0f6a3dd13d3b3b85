package io.attune.app;

import io.attune.run.Inbox;
import io.attune.run.TrialExecutor;
import io.attune.run.TrialPlan;

/** For a sweep that ends before its first trial. */
final class NoTrials implements TrialExecutor {
  @Override
  public void start(TrialPlan plan, Inbox inbox) {
    throw new IllegalStateException("this sweep was to start no trial.");
  }

  @Override
  public void kill(TrialPlan plan) {}

  @Override
  public void close() {}
}
