package io.attune.run.command;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Ends what commands left behind when this program is killed and can do nothing itself: a shell
 * that is told of every session and waits for the end of its input; it also looks for processes
 * that left their session but carry the owner's mark. Does nothing where there is no {@code
 * setsid}, as programs have no sessions of their own there. Thread-safe.
 */
final class Guardian implements AutoCloseable {
  /** Each line is the whole list; the last one counts. */
  private static final String SCRIPT =
      "trap '' INT TERM HUP; sessions=; while read -r line; do sessions=$line; done;"
          + " [ -z \"$sessions\" ] && exit;"
          + " each() { for s in $sessions; do kill \"$1\" -- \"-$s\" 2>/dev/null; done;"
          + " for e in /proc/[0-9]*/environ; do"
          + " if tr '\\0' '\\n' 2>/dev/null <\"$e\" | grep -qx \"$mark\"; then"
          + " p=${e#/proc/}; kill \"$1\" \"${p%/environ}\" 2>/dev/null; fi; done; };"
          + " mark=$1; each -TERM; sleep 3; each -KILL";

  /** The variable that holds the mark. */
  static final String OWNER = "ATTUNE_OWNER";

  private final String owner = UUID.randomUUID().toString();
  private final Set<Long> sessions = new TreeSet<>();
  private @Nullable Process shell;

  /** The words that give a program a session of its own; none where that cannot be had. */
  static List<String> session() {
    return Programs.find("setsid").map(path -> List.of(path.toString())).orElse(List.of());
  }

  /** A mark that all programs of this process have in common. */
  String owner() {
    return owner;
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
      words.addAll(List.of("/bin/sh", "-c", SCRIPT, "attune", OWNER + "=" + owner));
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
