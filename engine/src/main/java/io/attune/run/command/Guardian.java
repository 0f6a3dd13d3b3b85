package io.attune.run.command;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Ends what commands left behind when this program is killed and can do nothing itself: a shell
 * that is told of every session and waits for the end of its input. Does nothing where there is no
 * {@code setsid}, as programs have no sessions of their own there. Thread-safe.
 */
final class Guardian implements AutoCloseable {
  /** Each line is the whole list; the last one counts. */
  private static final String SCRIPT =
      "trap '' INT TERM HUP; sessions=; while read -r line; do sessions=$line; done;"
          + " for s in $sessions; do kill -TERM -- \"-$s\" 2>/dev/null; done;"
          + " [ -z \"$sessions\" ] && exit; sleep 3;"
          + " for s in $sessions; do kill -KILL -- \"-$s\" 2>/dev/null; done";

  private final Set<Long> sessions = new TreeSet<>();
  private @Nullable Process shell;

  /** The words that give a program a session of its own; none where that cannot be had. */
  static List<String> session() {
    return Programs.find("setsid").map(path -> List.of(path.toString())).orElse(List.of());
  }

  /** Watches over a session from now on. */
  synchronized void watch(long session) {
    sessions.add(session);
    tell();
  }

  /** A session has ended. */
  synchronized void forget(long session) {
    sessions.remove(session);
    tell();
  }

  private void tell() {
    try {
      Optional<Process> open = shell();
      if (open.isPresent()) {
        OutputStream input = open.get().getOutputStream();
        String line = String.join(" ", sessions.stream().map(s -> s.toString()).toList());
        input.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        input.flush();
      }
    } catch (IOException e) {
      // Without a guardian, programs outlive a kill of this one; all else works.
      shell = null;
    }
  }

  private Optional<Process> shell() throws IOException {
    if (session().isEmpty()) {
      return Optional.empty();
    }
    Process open = shell;
    if (open == null || !open.isAlive()) {
      List<String> words = new ArrayList<>(session());
      words.addAll(List.of("/bin/sh", "-c", SCRIPT));
      open =
          new ProcessBuilder(words)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      shell = open;
    }
    return Optional.of(open);
  }

  /** Lets the guardian go, which ends what it still watches over. */
  @Override
  public synchronized void close() {
    Process open = shell;
    if (open != null) {
      try {
        open.getOutputStream().close();
      } catch (IOException e) {
        open.destroyForcibly();
      }
    }
  }
}
