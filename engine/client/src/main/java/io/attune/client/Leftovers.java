package io.attune.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What earlier programs could not send. Files that a program has open are left to it.
 *
 * @param url of the tracker to send to; empty for the one that each file names
 * @param wanted which trackers' files to send
 */
record Leftovers(Path folder, String url, String token, Predicate<String> wanted, Voice voice) {
  /** For programs that leave nothing. */
  static final Leftovers NONE =
      new Leftovers(Path.of(""), "", "", url -> false, new Voice(System.err));

  private static final int BATCH = 1_000;
  private static final int BATCH_BYTES = 1 << 18;

  /** The files there are, oldest first. */
  List<Path> files() throws IOException {
    if (folder.toString().isEmpty() || !Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(path -> path.toString().endsWith(SpillFile.SUFFIX))
          .sorted(
              Comparator.comparing((Path path) -> path.toFile().lastModified())
                  .thenComparing(path -> path))
          .toList();
    }
  }

  /**
   * Sends all, and deletes what was sent.
   *
   * @return how many entries were sent
   * @throws IOException if a server does not answer; what it did not acknowledge is kept
   */
  long send() throws IOException {
    long sent = 0;
    for (Path path : files()) {
      sent += send(path);
    }
    return sent;
  }

  private long send(Path path) throws IOException {
    Optional<SpillFile> taken = taken(path);
    if (taken.isEmpty()) {
      return 0;
    }
    try (SpillFile file = taken.get()) {
      if (!wanted.test(RunLink.url(file.head()))) {
        return 0;
      }
      RunLink link = RunLink.of(file.head(), url, token);
      Contents contents = new Contents(folder, link.stream(), 0);
      long sent = send(file, new Delivery(link, contents, voice));
      if (file.isSent()) {
        contents.clear();
      }
      if (sent > 0) {
        voice.say("%s: %,d entries were sent to their tracker.".formatted(path, sent));
      }
      return sent;
    }
  }

  /** A file that cannot be read must not keep others from being sent. */
  private Optional<SpillFile> taken(Path path) {
    try {
      return SpillFile.take(path);
    } catch (IOException | IllegalArgumentException e) {
      voice.say("cannot be sent: " + e.getMessage());
      return Optional.empty();
    }
  }

  private long send(SpillFile file, Delivery delivery) throws IOException {
    Link.Answer answer = checked(delivery.link().open());
    long sent = 0;
    List<Line> lines = answer.ok() ? peek(file) : List.of();
    while (!lines.isEmpty()) {
      answer = checked(delivery.send(lines));
      if (!answer.ok()) {
        break;
      }
      Sender.tellRefused(answer, voice);
      sent += lines.size();
      file.sent(lines);
      delivery.contents().sent(lines);
      lines = peek(file);
    }
    if (!answer.ok()) {
      voice.say("%s is kept: its tracker refuses it: %s".formatted(file.path(), answer.detail()));
    }
    return sent;
  }

  private List<Line> peek(SpillFile file) {
    try {
      return file.peek(BATCH, BATCH_BYTES);
    } catch (IOException e) {
      voice.say("cannot be sent: " + e.getMessage());
      return List.of();
    }
  }

  private static Link.Answer checked(Link.Answer answer) throws IOException {
    if (answer.passing()) {
      throw new IOException(answer.detail());
    }
    return answer;
  }
}
