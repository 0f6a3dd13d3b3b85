package io.attune.run.command;

import io.attune.run.Content;
import io.attune.run.Inbox;
import io.attune.run.LineStream;
import io.attune.run.Surroundings;
import io.attune.run.TrialPlan;
import io.attune.store.BlobStore;
import io.attune.sweep.Command;
import io.attune.trial.Cause;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A program that trains one attempt of a trial. Thread-safe. */
final class CommandTrial {
  /** Most bytes kept of one printed line. */
  private static final int LONGEST_LINE = 10_000;

  /** How long a program may take to end once it was asked to. */
  private static final long PATIENCE_MILLIS = 5_000;

  /** How long output is waited for when the program is gone and others may hold its pipes. */
  private static final long REST_MILLIS = 2_000;

  /** How long it may take to keep what was printed, once nobody holds the pipes. */
  private static final long LAST_MILLIS = 60_000;

  private static final long LOOK_MILLIS = 200;

  /** How long a program may go on, to save what it has, once it was told that it is enough. */
  private static final long GRACE_MILLIS = 30_000;

  /** Reports that may wait for their answers before no more output is read. */
  private static final int MOST_UNANSWERED = 1_000;

  /** The metric of sweeps that name none: how long the program ran, in seconds. */
  private static final String RUNTIME = "_runtime";

  private final Command command;
  private final String metric;
  private final TrialPlan plan;
  private final Inbox inbox;
  private final Process process;
  private final ProcessTree tree;
  private final Runnable gone;
  private final Tail tail = new Tail();
  private final AtomicBoolean ending = new AtomicBoolean();
  private final Semaphore unanswered = new Semaphore(MOST_UNANSWERED);
  private final long begun = System.nanoTime();
  private final AtomicLong lastStep;
  private volatile boolean heard = true;
  private volatile boolean stopped;
  private volatile @Nullable Cause fault;

  /**
   * @param metric what the sweep optimises
   * @param gone is called once the program and all it started are gone
   */
  CommandTrial(
      Command command,
      String metric,
      TrialPlan plan,
      Inbox inbox,
      Process process,
      ProcessTree tree,
      Runnable gone) {
    this.command = command;
    this.metric = metric;
    this.plan = plan;
    this.lastStep = new AtomicLong(plan.firstStep());
    this.inbox = inbox;
    this.process = process;
    this.tree = tree;
    this.gone = gone;
  }

  /** Listens to the program until it has ended. */
  void follow(String line) {
    inbox.placed(plan, environment(line));
    Thread output = thread("output", () -> readReports(process.getInputStream()));
    Thread errors = thread("errors", () -> readLines(process.getErrorStream()));
    thread("end", () -> awaitEnd(output, errors));
    command.memory().ifPresent(most -> thread("memory", () -> watchMemory(most)));
  }

  private Map<String, String> environment(String line) {
    Map<String, String> facts =
        new LinkedHashMap<>(Surroundings.ofTrial("command", Map.of("command", line)));
    facts.put("pid", Long.toString(process.pid()));
    facts.remove("java");
    return facts;
  }

  /** Ends the program as fast as is decent; nothing more is told to the inbox. */
  void abandon() {
    heard = false;
    thread("kill", this::end);
  }

  /** Waits until the program and all it started are gone. */
  void awaitGone() {
    await(2 * PATIENCE_MILLIS);
    tree.kill();
  }

  // What it says.

  private void readReports(InputStream stream) {
    OutputReader reader = new OutputReader(command, new Listener());
    LineStream lines = new LineStream(LONGEST_LINE, reader::line);
    read(stream, lines);
    reader.end();
  }

  private void readLines(InputStream stream) {
    read(stream, new LineStream(LONGEST_LINE, this::print));
  }

  private static void read(InputStream stream, LineStream lines) {
    try (stream) {
      stream.transferTo(lines);
    } catch (IOException e) {
      // The pipe closes when the program is killed; its exit code tells the story.
      return;
    } finally {
      lines.endLine();
    }
  }

  private void print(String line) {
    tail.add(line);
    if (heard) {
      inbox.logged(plan, line);
    }
  }

  private void report(long step, Map<String, Double> metrics) {
    if (!heard) {
      return;
    }
    try {
      unanswered.acquireUninterruptibly();
      reached(step);
      var unused = inbox.reported(plan, step, metrics).whenComplete(this::answered);
    } catch (IllegalArgumentException e) {
      unanswered.release();
      print("attune: " + e.getMessage());
    }
  }

  /** Nobody waits for the answer: what is not kept is said in the log. */
  private void attach(Content content) {
    if (!heard) {
      return;
    }
    try {
      var unused =
          inbox
              .attached(plan, content.keep(BlobStore.ofTrial(plan.directory())))
              .whenComplete((done, failure) -> complain(failure));
    } catch (IllegalArgumentException | IOException e) {
      complain(e);
    }
  }

  private void complain(@Nullable Throwable failure) {
    if (failure != null) {
      print("attune: " + failure.getMessage());
    }
  }

  /** Somebody who prints cannot be answered but with a signal. */
  private void answered(@Nullable Boolean goOn, @Nullable Throwable failure) {
    unanswered.release();
    if (Boolean.FALSE.equals(goOn) && heard && !stopped) {
      stopped = true;
      thread("stop", this::end);
    }
  }

  /** A step was reported, by whatever way. */
  void reached(long step) {
    lastStep.accumulateAndGet(step, Math::max);
  }

  /** It was told to stop where it asked, and gets some time to do so by itself. */
  void advised() {
    if (heard && !stopped) {
      stopped = true;
      thread("stop", this::endInAWhile);
    }
  }

  private void endInAWhile() {
    await(GRACE_MILLIS);
    if (process.isAlive()) {
      end();
    }
  }

  private void await(long millis) {
    try {
      process.waitFor(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // How it ends.

  private void awaitEnd(Thread output, Thread errors) {
    try {
      int code = process.waitFor();
      output.join(REST_MILLIS);
      errors.join(REST_MILLIS);
      // What it left running holds its pipes, and must not outlive it.
      tree.kill();
      output.join(LAST_MILLIS);
      errors.join(REST_MILLIS);
      gone.run();
      if (heard) {
        measure(code);
        inbox.ended(plan, failure(code));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sweeps without a metric are about programs that run at all. */
  private void measure(int code) {
    if (code == 0 && metric.equals(RUNTIME)) {
      report(lastStep.get() + 1, Map.of(RUNTIME, (System.nanoTime() - begun) / 1e9));
    }
  }

  private Optional<Cause> failure(int code) {
    Cause known = fault;
    if (known != null || stopped) {
      return Optional.ofNullable(known);
    }
    return ExitCause.of(code, tail.text());
  }

  private void watchMemory(long most) {
    while (process.isAlive() && !ending.get()) {
      long used = tree.memory();
      if (used > most) {
        fault =
            Cause.of(
                Cause.Kind.OUT_OF_MEMORY,
                "used %,d MB of memory, but may use %,d MB. Maybe raise process.memory."
                    .formatted(used >> 20, most >> 20));
        tree.kill();
        return;
      }
      sleep(LOOK_MILLIS);
    }
  }

  private void end() {
    if (!ending.compareAndSet(false, true)) {
      return;
    }
    tree.terminate();
    await(PATIENCE_MILLIS);
    tree.kill();
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Thread thread(String what, Runnable task) {
    Thread thread = new Thread(task, "trial-" + plan.trial() + "-" + what);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private final class Listener implements OutputReader.Listener {
    @Override
    public void reported(long step, Map<String, Double> metrics) {
      report(step, metrics);
    }

    @Override
    public void recorded(Content content) {
      attach(content);
    }

    @Override
    public void printed(String line) {
      print(line);
    }
  }
}
