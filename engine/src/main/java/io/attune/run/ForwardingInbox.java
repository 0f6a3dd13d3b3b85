package io.attune.run;

import io.attune.trial.Cause;
import io.attune.trial.Reading;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Passes everything on; subclasses change one thing. */
public abstract class ForwardingInbox implements Inbox {
  private final Inbox inbox;

  /** Passes on to an inbox. */
  protected ForwardingInbox(Inbox inbox) {
    this.inbox = inbox;
  }

  @Override
  public void placed(TrialPlan plan, Map<String, String> environment) {
    inbox.placed(plan, environment);
  }

  @Override
  public CompletableFuture<Boolean> reported(
      TrialPlan plan, long step, Map<String, Double> metrics) {
    return inbox.reported(plan, step, metrics);
  }

  @Override
  public CompletableFuture<Boolean> recorded(TrialPlan plan, List<Reading> readings) {
    return inbox.recorded(plan, readings);
  }

  @Override
  public void logged(TrialPlan plan, String line) {
    inbox.logged(plan, line);
  }

  @Override
  public CompletableFuture<Void> attached(TrialPlan plan, Keepsake keepsake) {
    return inbox.attached(plan, keepsake);
  }

  @Override
  public void measured(TrialPlan plan, List<Reading> readings) {
    inbox.measured(plan, readings);
  }

  @Override
  public void tested(TrialPlan plan, Map<String, Double> metrics) {
    inbox.tested(plan, metrics);
  }

  @Override
  public void ended(TrialPlan plan, Optional<Cause> failure) {
    inbox.ended(plan, failure);
  }

  @Override
  public void broken(String message) {
    inbox.broken(message);
  }
}
