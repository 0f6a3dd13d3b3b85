package io.attune.run;

import io.attune.space.Assignment;
import io.attune.trial.Cause;
import io.attune.trial.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The inbox as a queue of messages, which only the run loop takes out. Lines are dropped while very
 * many messages wait: a trial that prints without end must not fill the memory.
 */
final class Mailbox implements Inbox, AutoCloseable {
  private static final int MOST_WAITING = 100_000;

  private final LinkedBlockingQueue<Message> queue = new LinkedBlockingQueue<>();
  private volatile boolean closed;

  /** Waits for messages, but no longer than told; then all there are. */
  List<Message> take(Duration atMost) {
    List<Message> messages = new ArrayList<>();
    try {
      Message first = queue.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
      if (first != null) {
        messages.add(first);
        queue.drainTo(messages);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      messages.add(new Stop("the runner's thread was interrupted"));
    }
    return messages;
  }

  @Override
  public void placed(TrialPlan plan, Map<String, String> environment) {
    queue.add(new Placed(plan, environment));
  }

  @Override
  public CompletableFuture<Boolean> reported(
      TrialPlan plan, long step, Map<String, Double> metrics) {
    Reports.check(step, metrics);
    CompletableFuture<Boolean> answer = new CompletableFuture<>();
    queue.add(new Reported(plan, step, new LinkedHashMap<>(metrics), answer));
    if (closed) {
      answer.complete(false);
    }
    return answer;
  }

  @Override
  public CompletableFuture<Boolean> recorded(TrialPlan plan, List<Reading> readings) {
    CompletableFuture<Boolean> answer = new CompletableFuture<>();
    queue.add(new Recorded(plan, List.copyOf(readings), answer));
    if (closed) {
      answer.complete(false);
    }
    return answer;
  }

  @Override
  public void logged(TrialPlan plan, String line) {
    if (queue.size() < MOST_WAITING) {
      queue.add(new Logged(plan, line));
    }
  }

  @Override
  public CompletableFuture<Void> attached(TrialPlan plan, Keepsake keepsake) {
    CompletableFuture<Void> answer = new CompletableFuture<>();
    queue.add(new Attached(plan, keepsake, answer));
    if (closed) {
      answer.completeExceptionally(over());
    }
    return answer;
  }

  @Override
  public void measured(TrialPlan plan, List<Reading> readings) {
    if (queue.size() < MOST_WAITING) {
      queue.add(new Measured(plan, List.copyOf(readings)));
    }
  }

  @Override
  public void tested(TrialPlan plan, Map<String, Double> metrics) {
    queue.add(new Tested(plan, Reports.checkTest(metrics)));
  }

  @Override
  public void ended(TrialPlan plan, Optional<Cause> failure) {
    queue.add(new Ended(plan, failure));
  }

  @Override
  public void broken(String message) {
    queue.add(new Stop(message));
  }

  void suggested(Suggested suggested) {
    queue.add(suggested);
  }

  void stop(String reason) {
    queue.add(new Stop(reason));
  }

  /** Hands in an order; the answer comes once it is on disk, or refused. */
  CompletableFuture<Void> order(Order order, Request request) {
    CompletableFuture<Void> answer = new CompletableFuture<>();
    queue.add(new Ordered(order, request, answer));
    if (closed) {
      answer.completeExceptionally(over());
    }
    return answer;
  }

  static IllegalStateException over() {
    return new IllegalStateException("the sweep has ended; resume it with what you want.");
  }

  /** Nobody takes messages out any more: every report there is or will be ends its trial. */
  @Override
  public void close() {
    closed = true;
    for (Message message : queue) {
      if (message instanceof Reported report) {
        report.answer().complete(false);
      } else if (message instanceof Recorded record) {
        record.answer().complete(false);
      } else if (message instanceof Ordered ordered) {
        ordered.answer().completeExceptionally(over());
      } else if (message instanceof Attached attached) {
        attached.answer().completeExceptionally(over());
      }
    }
    queue.clear();
  }

  sealed interface Message {}

  record Placed(TrialPlan plan, Map<String, String> environment) implements Message {}

  record Reported(
      TrialPlan plan, long step, Map<String, Double> metrics, CompletableFuture<Boolean> answer)
      implements Message {}

  record Recorded(TrialPlan plan, List<Reading> readings, CompletableFuture<Boolean> answer)
      implements Message {}

  record Logged(TrialPlan plan, String line) implements Message {}

  record Attached(TrialPlan plan, Keepsake keepsake, CompletableFuture<Void> answer)
      implements Message {}

  record Measured(TrialPlan plan, List<Reading> readings) implements Message {}

  record Tested(TrialPlan plan, Map<String, Double> metrics) implements Message {}

  record Ended(TrialPlan plan, Optional<Cause> failure) implements Message {}

  record Suggested(long seen, Optional<Assignment> assignment) implements Message {}

  record Ordered(Order order, Request request, CompletableFuture<Void> answer) implements Message {}

  record Stop(String reason) implements Message {}
}
