package io.attune.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.attune.store.EventJson;
import io.attune.trial.Cause;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A worker process as its parent sees it. They talk in JSON lines over a loopback socket, which the
 * worker opens with a secret that it finds on its standard input. What native code or a dying
 * process prints goes to the trial's log as well.
 */
final class Worker {
  private static final int TAIL = 20;
  private static final int START_MILLIS = 60_000;
  private static final int GREETING_MILLIS = 10_000;
  private static final int LONGEST_MESSAGE = 1 << 26;

  private final Runnable onConnect;
  private final ServerSocket server;
  private final byte[] secret;
  private final Process process;
  private final Deque<String> tail = new ArrayDeque<>();
  private @Nullable Writer writer;
  private @Nullable TrialPlan plan;
  private @Nullable Inbox inbox;
  private @Nullable String fault;
  private boolean dead;

  /**
   * Starts a process.
   *
   * @throws IOException if the machine cannot
   */
  Worker(String trainer, Runnable onConnect) throws IOException {
    this.onConnect = onConnect;
    this.secret = secret();
    this.server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    try {
      this.server.setSoTimeout(START_MILLIS);
      this.process = WorkerProcess.start(trainer, server.getLocalPort(), secret);
    } catch (IOException e) {
      server.close();
      throw e;
    }
    thread(this::readOutput, "output");
    thread(this::converse, "messages");
    var unused = process.onExit().thenRun(this::closeServer);
  }

  private static byte[] secret() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return (HexFormat.of().formatHex(bytes) + "\n").getBytes(StandardCharsets.US_ASCII);
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
    try (Socket socket = welcome()) {
      socket.setTcpNoDelay(true);
      connected(
          new BufferedWriter(
              new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8)));
      var messages = new LineStream(LONGEST_MESSAGE, message -> receive(EventJson.parse(message)));
      socket.getInputStream().transferTo(messages);
    } catch (IOException e) {
      note(e.toString());
    } catch (RuntimeException e) {
      blame("sent what is no message: " + e.getMessage());
    } finally {
      died();
    }
  }

  /** Waits for the worker; whoever else knocks is sent away. */
  private Socket welcome() throws IOException {
    try (server) {
      while (true) {
        Socket socket = server.accept();
        if (knowsSecret(socket)) {
          return socket;
        }
        socket.close();
      }
    }
  }

  private boolean knowsSecret(Socket socket) {
    try {
      socket.setSoTimeout(GREETING_MILLIS);
      byte[] greeting = socket.getInputStream().readNBytes(secret.length);
      socket.setSoTimeout(0);
      return MessageDigest.isEqual(greeting, secret);
    } catch (IOException e) {
      return false;
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
      case "log" -> note(Messages.line(message));
      case "attached" -> {
        long id = Messages.id(message);
        var unused =
            told.attached(current, Messages.keepsake(message))
                .whenComplete((done, failure) -> kept(current, id, failure));
      }
      case "tested" -> told.tested(current, Messages.metrics(message));
      case "ended" -> {
        Optional<Cause> failure = Messages.failure(message);
        plan = null;
        inbox = null;
        told.ended(current, failure);
      }
      default -> throw new IllegalArgumentException("unknown type: " + message);
    }
  }

  private synchronized void answer(TrialPlan asked, boolean goOn) {
    if (asked.equals(plan)) {
      send(Messages.answer(goOn));
    }
  }

  private synchronized void kept(TrialPlan asked, long id, @Nullable Throwable failure) {
    if (asked.equals(plan)) {
      send(Messages.kept(id, Optional.ofNullable(failure).map(Throwable::getMessage)));
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
    LineStream lines = new LineStream(WorkerProcess.LONGEST_LINE, this::note);
    try (var output = process.getInputStream()) {
      output.transferTo(lines);
    } catch (IOException e) {
      // The pipe closes when the process is killed; its exit code tells the story.
      return;
    } finally {
      lines.endLine();
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

  /** Ends a worker that talks nonsense. */
  private void blame(String fault) {
    synchronized (this) {
      this.fault = fault;
    }
    process.destroyForcibly();
  }

  private void died() {
    String how = howItEnded();
    synchronized (this) {
      dead = true;
      if (plan != null) {
        fail(fault == null ? how : fault);
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
      return process.waitFor(5, TimeUnit.SECONDS)
          ? WorkerProcess.howItEnded(process.exitValue())
          : "stopped talking";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "was abandoned";
    }
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
