package io.attune.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.attune.store.EventJson;
import io.attune.trial.Cause;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A worker process as its parent sees it. They talk in JSON lines over a loopback socket that a
 * secret in the worker's environment opens; what the worker prints goes to the trial's log.
 */
final class Worker {
  private static final int TAIL = 20;
  private static final int START_MILLIS = 60_000;

  private final Runnable onConnect;
  private final Process process;
  private final ServerSocket server;
  private final String secret;
  private final Deque<String> tail = new ArrayDeque<>();
  private @Nullable Writer writer;
  private @Nullable TrialPlan plan;
  private @Nullable Inbox inbox;
  private boolean dead;

  Worker(String trainer, Runnable onConnect) {
    this.onConnect = onConnect;
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    this.secret = HexFormat.of().formatHex(bytes);
    try {
      this.server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      this.server.setSoTimeout(START_MILLIS);
      this.process = launch(trainer, server.getLocalPort(), secret);
    } catch (IOException e) {
      throw new IllegalStateException("cannot start a worker process: " + e.getMessage(), e);
    }
    thread(this::readOutput, "output");
    thread(this::converse, "messages");
    var unused = process.onExit().thenRun(this::closeServer);
  }

  private static Process launch(String trainer, int port, String secret) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(WorkerPool.java().toString());
    // Compiling with C2 competes with training for the same cores and loses (measured: 4-8 s).
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
    if (Runtime.version().feature() >= 22) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), WorkerMain.class.getName()));
    command.addAll(List.of(Integer.toString(port), trainer));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put(WorkerMain.SECRET, secret);
    // One native thread a trial: results do not depend on what runs beside it.
    builder.environment().put("OMP_NUM_THREADS", "1");
    builder.environment().put("MKL_NUM_THREADS", "1");
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }

  synchronized void assign(TrialPlan plan, Inbox inbox) {
    this.plan = plan;
    this.inbox = inbox;
    if (dead) {
      fail("had died before the trial began");
    } else if (writer != null) {
      send(Messages.plan(plan));
    }
  }

  synchronized boolean idle() {
    return plan == null && !dead;
  }

  synchronized boolean dead() {
    return dead;
  }

  synchronized boolean runs(TrialPlan other) {
    return other.equals(plan);
  }

  long pid() {
    return process.pid();
  }

  /** Ends the process and its children; nothing more is told to the inbox. */
  void kill() {
    synchronized (this) {
      plan = null;
      inbox = null;
      dead = true;
    }
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private void converse() {
    try (server;
        Socket socket = server.accept();
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      socket.setTcpNoDelay(true);
      String first = reader.readLine();
      if (!secret.equals(first)) {
        throw new IOException("a stranger knocked at the worker's port");
      }
      connected(
          new BufferedWriter(
              new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8)));
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        receive(EventJson.parse(line));
      }
    } catch (IOException | IllegalArgumentException e) {
      note(e.toString());
    } finally {
      died();
    }
  }

  private synchronized void connected(Writer writer) {
    this.writer = writer;
    onConnect.run();
    if (plan != null) {
      send(Messages.plan(plan));
    }
  }

  private synchronized void receive(JsonNode message) {
    TrialPlan current = plan;
    Inbox told = inbox;
    if (current == null || told == null) {
      return;
    }
    switch (Messages.type(message)) {
      case "placed" -> told.placed(current, Messages.environment(message));
      case "report" -> {
        var unused =
            told.reported(current, Messages.step(message), Messages.metrics(message))
                .thenAccept(goOn -> answer(current, goOn));
      }
      case "log" -> told.logged(current, Messages.line(message));
      case "tested" -> told.tested(current, Messages.metrics(message));
      case "ended" -> {
        plan = null;
        inbox = null;
        told.ended(current, Messages.failure(message));
      }
      default -> note("unknown message: " + message);
    }
  }

  private synchronized void answer(TrialPlan asked, boolean goOn) {
    if (asked.equals(plan)) {
      send(Messages.answer(goOn));
    }
  }

  /** A worker that cannot be written to is about to be found dead by its reader. */
  private synchronized void send(String message) {
    Writer open = writer;
    if (open == null) {
      return;
    }
    try {
      open.write(message);
      open.write('\n');
      open.flush();
    } catch (IOException e) {
      note(e.toString());
    }
  }

  private void readOutput() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        note(line);
      }
    } catch (IOException e) {
      // The pipe closes when the process is killed; its exit code tells the story.
      return;
    }
  }

  /** Keeps a line that the worker printed, with its trial where there is one. */
  private synchronized void note(String line) {
    tail.addLast(line);
    if (tail.size() > TAIL) {
      tail.removeFirst();
    }
    if (plan != null && inbox != null) {
      inbox.logged(plan, line);
    }
  }

  private void died() {
    String how = howItEnded();
    synchronized (this) {
      dead = true;
      if (plan != null) {
        fail(how);
      }
    }
    kill();
  }

  private synchronized void fail(String how) {
    TrialPlan lost = plan;
    Inbox told = inbox;
    plan = null;
    inbox = null;
    if (lost != null && told != null) {
      told.ended(
          lost,
          Optional.of(
              new Cause(
                  Cause.Kind.WORKER_DIED,
                  "worker process " + process.pid() + " " + how,
                  String.join("\n", tail))));
    }
  }

  private String howItEnded() {
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        return "stopped talking";
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "was abandoned";
    }
    int code = process.exitValue();
    if (code == 3) {
      return "ran out of memory";
    }
    // Unix: 128 and the number of the signal.
    return code > 128 && code < 160
        ? "was killed by signal " + (code - 128)
        : "ended with exit code " + code;
  }

  private void closeServer() {
    try {
      server.close();
    } catch (IOException e) {
      note(e.toString());
    }
  }

  private void thread(Runnable task, String what) {
    Thread thread = new Thread(task, "worker-" + process.pid() + "-" + what);
    thread.setDaemon(true);
    thread.start();
  }
}
