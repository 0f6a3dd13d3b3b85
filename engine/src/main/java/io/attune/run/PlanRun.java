package io.attune.run;

import io.attune.space.Assignment;
import io.attune.store.BlobStore;
import io.attune.trial.Cause;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * One plan in the hands of a trainer: what the trainer sees, and what becomes of its exceptions.
 */
final class PlanRun implements TrialContext {
  private final TrialPlan plan;
  private final Inbox inbox;
  private long lastStep;
  private volatile boolean over;

  private PlanRun(TrialPlan plan, Inbox inbox) {
    this.plan = plan;
    this.inbox = inbox;
    this.lastStep = plan.firstStep() == 0 ? -1 : plan.firstStep();
  }

  /** Runs a plan to its end on this thread and tells the inbox. */
  static void run(TrialPlan plan, Trainer trainer, Inbox inbox) {
    PlanRun run = new PlanRun(plan, inbox);
    Optional<Cause> failure = run.failure(trainer);
    // Threads that the trainer left behind may still report.
    run.over = true;
    inbox.ended(plan, failure);
  }

  private Optional<Cause> failure(Trainer trainer) {
    try {
      if (plan.purpose() == TrialPlan.Purpose.TEST) {
        inbox.tested(plan, Reports.checkTest(trainer.test(this)));
      } else {
        trainer.train(this);
      }
      return Optional.empty();
    } catch (DivergedException e) {
      return Optional.of(Cause.of(Cause.Kind.NOT_FINITE, String.valueOf(e.getMessage())));
    } catch (VirtualMachineError e) {
      return Optional.of(new Cause(Cause.Kind.WORKER_DIED, e.toString(), trace(e)));
    } catch (Throwable e) {
      return Optional.of(new Cause(Cause.Kind.ERROR, message(e), trace(e)));
    }
  }

  @Override
  public Assignment assignment() {
    return plan.assignment();
  }

  @Override
  public long seed() {
    return plan.seed();
  }

  @Override
  public long firstStep() {
    return plan.firstStep();
  }

  /** Made when it is first asked for: making and deleting one takes longer than a short trial. */
  @Override
  public Path directory() {
    try {
      return Files.createDirectories(plan.directory());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized boolean report(long step, Map<String, Double> metrics) {
    if (plan.purpose() == TrialPlan.Purpose.TEST) {
      throw new IllegalStateException("test(…) cannot report; return its metrics instead.");
    }
    if (over) {
      return false;
    }
    Reports.checkNext(lastStep, step, metrics);
    lastStep = step;
    boolean goOn = answer(inbox.reported(plan, step, metrics));
    over = over || !goOn;
    return goOn;
  }

  @Override
  public void checkpointed(long step) {
    if (over) {
      // Gone on from there, the trial would pass the step at which it was told to pause.
      throw new IllegalStateException(
          "step %d cannot be checkpointed: its report was answered with false.".formatted(step));
    }
    CheckpointMark.write(directory(), step);
  }

  @Override
  public void log(String line) {
    inbox.logged(plan, String.valueOf(line));
  }

  @Override
  public void attach(Content content) {
    try {
      Keepsake keepsake = content.keep(BlobStore.ofTrial(plan.directory()));
      inbox.attached(plan, keepsake).get();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw new IllegalArgumentException(refused.getMessage(), refused);
      }
      // Else the sweep is over, and the next report says so.
    }
  }

  private static boolean answer(CompletableFuture<Boolean> answer) {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      return false;
    }
  }

  /** An exception meant for people speaks for itself; any other is named. */
  private static String message(Throwable e) {
    String message = e.getMessage();
    if (message == null) {
      return e.getClass().getSimpleName();
    }
    return e instanceof IllegalArgumentException || e instanceof IOException
        ? message
        : e.getClass().getSimpleName() + ": " + message;
  }

  private static String trace(Throwable e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
