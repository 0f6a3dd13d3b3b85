package io.attune.run.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A program and all that it started. On Linux these are the processes of its session, and those
 * that left it but still carry the trial's mark in their environment; elsewhere its descendants.
 */
final class ProcessTree {
  private static final Path PROC = Path.of("/proc");
  private static final int SESSION = 3;
  private static final int PAGES = 21;
  private static final long PAGE = 4_096;

  private final ProcessHandle root;
  private final byte[] mark;

  /**
   * @param mark {@code NAME=value} that the root has in its environment and no other program
   */
  ProcessTree(ProcessHandle root, String mark) {
    this.root = root;
    this.mark = mark.getBytes(StandardCharsets.UTF_8);
  }

  /** Those that are alive. */
  List<ProcessHandle> alive() {
    Set<ProcessHandle> all = new LinkedHashSet<>();
    all.add(root);
    root.descendants().forEach(all::add);
    statistics()
        .filter(stat -> belongs(stat))
        .map(Stat::pid)
        .flatMap(ProcessTree::handle)
        .forEach(all::add);
    return all.stream().filter(ProcessHandle::isAlive).toList();
  }

  /** Bytes of memory that are theirs; 0 where the system does not tell. */
  long memory() {
    Set<Long> pids = new LinkedHashSet<>();
    pids.add(root.pid());
    root.descendants().map(ProcessHandle::pid).forEach(pids::add);
    return statistics()
        .filter(stat -> stat.session() == root.pid() || pids.contains(stat.pid()))
        .mapToLong(Stat::resident)
        .sum();
  }

  /** Asks all of them to end. */
  void terminate() {
    alive().forEach(ProcessHandle::destroy);
  }

  /** Ends all of them, and those that they start meanwhile. */
  void kill() {
    List<ProcessHandle> left = alive();
    for (int round = 0; round < 20 && !left.isEmpty(); round++) {
      left.forEach(ProcessHandle::destroyForcibly);
      pause();
      left = alive();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean belongs(Stat stat) {
    return stat.session() == root.pid() || isMarked(stat.pid());
  }

  private boolean isMarked(long pid) {
    try {
      return contains(Files.readAllBytes(PROC.resolve(pid + "/environ")));
    } catch (IOException e) {
      // It belongs to somebody else, or is gone.
      return false;
    }
  }

  /** Whether the mark is one of the variables, which end with a zero. */
  private boolean contains(byte[] environment) {
    int start = 0;
    for (int i = 0; i < environment.length; i++) {
      if (environment[i] == 0) {
        if (java.util.Arrays.equals(environment, start, i, mark, 0, mark.length)) {
          return true;
        }
        start = i + 1;
      }
    }
    return false;
  }

  private static Stream<ProcessHandle> handle(long pid) {
    return ProcessHandle.of(pid).stream();
  }

  private static Stream<Stat> statistics() {
    List<Stat> found = new ArrayList<>();
    if (!Files.isDirectory(PROC)) {
      return Stream.of();
    }
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(PROC, "[0-9]*")) {
      folders.forEach(folder -> Stat.read(folder).ifPresent(found::add));
    } catch (IOException e) {
      return Stream.of();
    }
    return found.stream();
  }

  /** What Linux tells of a process (proc(5), {@code /proc/pid/stat}). */
  private record Stat(long pid, long session, long resident) {
    static Optional<Stat> read(Path folder) {
      try {
        String line = Files.readString(folder.resolve("stat"), StandardCharsets.ISO_8859_1);
        // The name stands in brackets and may hold anything.
        String[] rest = line.substring(line.lastIndexOf(')') + 2).split(" ");
        return Optional.of(
            new Stat(
                Long.parseLong(folder.getFileName().toString()),
                Long.parseLong(rest[SESSION]),
                Long.parseLong(rest[PAGES]) * PAGE));
      } catch (IOException | RuntimeException e) {
        // It ended meanwhile.
        return Optional.empty();
      }
    }
  }
}
