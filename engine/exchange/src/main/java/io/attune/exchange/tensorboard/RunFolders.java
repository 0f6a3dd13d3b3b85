package io.attune.exchange.tensorboard;

import com.google.protobuf.InvalidProtocolBufferException;
import io.attune.exchange.intake.ImportException;
import io.attune.exchange.intake.ImportReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Tells runs apart. Each folder with event files is one, but what lies below a folder in which a
 * session of the HParams plugin begins belongs to that, as in TensorBoard. Where PyTorch puts the
 * only session into a folder inside the run, it belongs to the run.
 */
final class RunFolders {
  static final int DEEPEST = 32;
  private static final int PEEKED = 100;

  private final Path root;
  private final Map<Path, List<Path>> folders;
  private final Set<Path> sessions = new HashSet<>();
  private final Set<Path> adopted = new HashSet<>();

  private RunFolders(Path root, Map<Path, List<Path>> folders) {
    this.root = root;
    this.folders = folders;
  }

  static boolean isEventFile(Path path) {
    return String.valueOf(path.getFileName()).contains("tfevents")
        && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
  }

  static List<RunFolder> in(Path root, ImportReport report) {
    try {
      if (Files.isRegularFile(root)) {
        return List.of(new RunFolder(".", List.of(new RunFolder.Part(root, ""))));
      }
      RunFolders runs = new RunFolders(root, find(root, report));
      runs.findSessions();
      return runs.group();
    } catch (IOException | UncheckedIOException e) {
      throw ImportException.in(root, "it cannot be read: " + e.getMessage() + ".");
    }
  }

  private static Map<Path, List<Path>> find(Path root, ImportReport report) throws IOException {
    Map<Path, List<Path>> found = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root, DEEPEST)) {
      for (Path path : files.sorted().toList()) {
        if (Files.isSymbolicLink(path)) {
          report.omit("links", "They may lead out of the folder.", path.toString());
        } else if (isEventFile(path)) {
          found.computeIfAbsent(path.getParent(), parent -> new ArrayList<>()).add(path);
        }
      }
    }
    return found;
  }

  private void findSessions() throws IOException {
    for (Map.Entry<Path, List<Path>> folder : folders.entrySet()) {
      for (Path file : folder.getValue()) {
        if (beginsSession(file)) {
          sessions.add(folder.getKey());
        }
      }
    }
    Map<Path, Integer> inside = new HashMap<>();
    sessions.forEach(session -> inside.merge(session.getParent(), 1, Integer::sum));
    for (Path session : List.copyOf(sessions)) {
      Path parent = session.getParent();
      if (folders.containsKey(parent)
          && !sessions.contains(parent)
          && inside.getOrDefault(parent, 0) == 1) {
        adopted.add(session);
      }
    }
    sessions.removeAll(adopted);
    adopted.forEach(session -> sessions.add(session.getParent()));
  }

  /** Programs say it at the start, so only that is looked at. */
  private static boolean beginsSession(Path file) throws IOException {
    try (Records records = Records.open(file)) {
      Optional<byte[]> record = records.next();
      for (int i = 0; i < PEEKED && record.isPresent(); i++) {
        if (LoggedEvent.parse(record.get()).values().stream()
            .anyMatch(value -> value.tag().equals(Session.START_TAG))) {
          return true;
        }
        record = records.next();
      }
      return false;
    } catch (InvalidProtocolBufferException e) {
      // Reading the whole file tells.
      return false;
    }
  }

  private List<RunFolder> group() {
    Map<String, List<RunFolder.Part>> runs = new TreeMap<>();
    folders.forEach(
        (folder, files) -> {
          Path run = run(folder);
          String prefix = prefix(run, folder);
          List<RunFolder.Part> parts =
              runs.computeIfAbsent(name(root.relativize(run)), id -> new ArrayList<>());
          files.forEach(file -> parts.add(new RunFolder.Part(file, prefix)));
        });
    return runs.entrySet().stream()
        .map(run -> new RunFolder(run.getKey(), run.getValue()))
        .toList();
  }

  private Path run(Path folder) {
    for (Path up = folder; up != null && up.startsWith(root); up = up.getParent()) {
      if (sessions.contains(up)) {
        return up;
      }
    }
    return folder;
  }

  private String prefix(Path run, Path folder) {
    return run.equals(folder) || adopted.contains(folder) ? "" : name(run.relativize(folder)) + "/";
  }

  private static String name(Path relative) {
    String name = relative.toString().replace('\\', '/');
    return name.isEmpty() ? "." : name;
  }
}
