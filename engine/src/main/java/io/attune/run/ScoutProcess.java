package io.attune.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One process with one question. */
final class ScoutProcess {
  private final List<String> arguments;
  private volatile String ending = "";

  ScoutProcess(String trainer, ScoutTask task, long seed) {
    this.arguments = List.of(trainer, task.name(), Long.toString(seed));
  }

  /** The lines that it answers until it ends or time is up. */
  List<String> answer(String question, Duration limit) {
    try {
      Process process =
          WorkerProcess.builder(ScoutMain.class, arguments)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      Thread guard = guard(process, limit);
      try {
        ask(process, question);
        return read(process);
      } finally {
        process.destroyForcibly();
        guard.interrupt();
      }
    } catch (IOException e) {
      ending = "could not start: " + e.getMessage();
      return List.of();
    }
  }

  /** Why it ended before it was done, as the end of a sentence. */
  String ending() {
    return ending;
  }

  private static void ask(Process process, String question) {
    try (OutputStream input = process.getOutputStream()) {
      input.write(question.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // A process that has ended already is found out by its lack of an answer.
      return;
    }
  }

  private List<String> read(Process process) throws IOException {
    List<String> lines = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
      }
    }
    noteEnd(process);
    return lines;
  }

  private void noteEnd(Process process) {
    try {
      if (ending.isEmpty() && process.waitFor(5, TimeUnit.SECONDS)) {
        ending =
            "ended too early: the process %s."
                .formatted(WorkerProcess.howItEnded(process.exitValue()));
      }
    } catch (InterruptedException e) {
      ending = "was abandoned.";
      Thread.currentThread().interrupt();
    }
  }

  private Thread guard(Process process, Duration limit) {
    Thread guard = new Thread(() -> end(process, limit), "scout-guard");
    guard.setDaemon(true);
    guard.start();
    return guard;
  }

  private void end(Process process, Duration limit) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        ending = "took longer than %s.".formatted(Texts.of(limit));
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      // It was answered in time.
      return;
    }
  }
}
