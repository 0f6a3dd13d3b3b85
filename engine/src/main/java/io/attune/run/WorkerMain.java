package io.attune.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.attune.store.EventJson;
import io.attune.trial.Cause;
import io.attune.trial.Reading;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A worker process: takes plans from its parent and trains them, one at a time. Ends when the
 * parent does.
 */
final class WorkerMain implements Inbox {
  private final TrainerProvider provider;
  private final Writer writer;
  private @Nullable Trainer trainer;
  private @Nullable CompletableFuture<Boolean> asked;
  private final Map<Long, CompletableFuture<Void>> keeping = new ConcurrentHashMap<>();
  private final AtomicLong nextId = new AtomicLong();
  private final LineStream printed =
      new LineStream(WorkerProcess.LONGEST_LINE, line -> send(Messages.log(line)));

  private WorkerMain(TrainerProvider provider, Writer writer) {
    this.provider = provider;
    this.writer = writer;
  }

  /**
   * Finds the secret that its parent asks for on standard input.
   *
   * @param args the parent's port and the trainer's name
   */
  public static void main(String[] args) throws IOException {
    // Ctrl-C reaches the whole process group; the parent decides what becomes of workers.
    InterruptSignal.ignore();
    TrainerProvider provider =
        Trainers.named(args[1])
            .orElseThrow(() -> new IllegalArgumentException("no trainer is named " + args[1]));
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        Writer writer =
            new BufferedWriter(
                new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8))) {
      socket.setTcpNoDelay(true);
      WorkerMain worker = new WorkerMain(provider, writer);
      worker.send(new String(System.in.readAllBytes(), StandardCharsets.US_ASCII).trim());
      worker.takeOverPrinting();
      worker.obey(reader);
    } finally {
      end();
    }
  }

  /** Training threads may be deep in native code; nobody wants their results any more. */
  private static void end() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    Runtime.getRuntime().halt(0);
  }

  /** Sends what is printed the way that messages go, so that it reaches the trial it belongs to. */
  private void takeOverPrinting() {
    PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
    System.setOut(stream);
    System.setErr(stream);
  }

  private void obey(BufferedReader reader) throws IOException {
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      JsonNode message = EventJson.parse(line);
      if (Messages.type(message).equals("plan")) {
        TrialPlan plan = Messages.plan(message);
        new Thread(() -> train(plan), "trial-" + plan.trial()).start();
      } else if (Messages.type(message).equals("kept")) {
        kept(Messages.id(message), Messages.problem(message));
      } else {
        answered(Messages.goOn(message));
      }
    }
  }

  private void train(TrialPlan plan) {
    try {
      Trainer ready = trainer();
      placed(plan, Surroundings.ofTrial("worker process", provider.environment()));
      PlanRun.run(plan, ready, this);
    } catch (Throwable e) {
      // Whatever it is: without an answer the trial would run for ever.
      ended(plan, Optional.of(Cause.of(Cause.Kind.ERROR, "the trainer does not start: " + e)));
    }
  }

  private Trainer trainer() {
    Trainer ready = trainer == null ? provider.trainer() : trainer;
    trainer = ready;
    return ready;
  }

  @Override
  public void placed(TrialPlan plan, Map<String, String> environment) {
    send(Messages.placed(environment));
  }

  @Override
  public synchronized CompletableFuture<Boolean> reported(
      TrialPlan plan, long step, Map<String, Double> metrics) {
    CompletableFuture<Boolean> answer = new CompletableFuture<>();
    asked = answer;
    send(Messages.report(step, metrics));
    return answer;
  }

  @Override
  public CompletableFuture<Boolean> recorded(TrialPlan plan, List<Reading> readings) {
    throw new UnsupportedOperationException("trainers in worker processes report");
  }

  @Override
  public void logged(TrialPlan plan, String line) {
    send(Messages.log(line));
  }

  @Override
  public CompletableFuture<Void> attached(TrialPlan plan, Keepsake keepsake) {
    CompletableFuture<Void> answer = new CompletableFuture<>();
    long id = nextId.incrementAndGet();
    keeping.put(id, answer);
    send(Messages.attached(id, plan, keepsake));
    return answer;
  }

  private void kept(long id, Optional<String> problem) {
    CompletableFuture<Void> answer = keeping.remove(id);
    if (answer != null && problem.isPresent()) {
      answer.completeExceptionally(new IllegalArgumentException(problem.get()));
    } else if (answer != null) {
      answer.complete(null);
    }
  }

  @Override
  public void tested(TrialPlan plan, Map<String, Double> metrics) {
    send(Messages.tested(metrics));
  }

  @Override
  public void ended(TrialPlan plan, Optional<Cause> failure) {
    printed.endLine();
    send(Messages.ended(failure));
  }

  @Override
  public void broken(String message) {
    throw new IllegalStateException(message);
  }

  private synchronized void answered(boolean goOn) {
    CompletableFuture<Boolean> answer = asked;
    if (answer != null) {
      answer.complete(goOn);
    }
  }

  private synchronized void send(String line) {
    try {
      writer.write(line);
      writer.write('\n');
      writer.flush();
    } catch (IOException e) {
      // The parent is gone.
      end();
    }
  }
}
