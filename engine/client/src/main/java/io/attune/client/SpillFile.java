package io.attune.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Entries that could not be sent yet, in their order, on disk. Locked as long as it is open, so
 * that no two programs send one file. What was torn at the end by a crash is not there. Not
 * thread-safe.
 *
 * <p>Not a channel: an interrupt of whoever writes would close that.
 */
final class SpillFile implements AutoCloseable {
  static final String SUFFIX = ".spill";
  private static final int CHUNK = 1 << 16;

  private final Path path;
  private final RandomAccessFile file;
  private final Line head;
  private final long begin;
  private long next;
  private long end;

  private SpillFile(Path path, RandomAccessFile file, Line head) {
    this.path = path;
    this.file = file;
    this.head = head;
    this.begin = head.bytes().length;
    this.next = begin;
    this.end = begin;
  }

  /**
   * Makes a file. It gets its name when it is locked and says where it belongs, so that nobody
   * finds it before.
   *
   * @param head says where the entries belong
   */
  static SpillFile create(Path path, String head) throws IOException {
    Files.createDirectories(path.toAbsolutePath().getParent());
    Path unnamed = path.resolveSibling(path.getFileName() + ".new");
    RandomAccessFile file = new RandomAccessFile(unnamed.toFile(), "rw");
    try {
      file.setLength(0);
      file.getChannel().lock();
      SpillFile spill = new SpillFile(path, file, new Line(0, head));
      file.write(spill.head.bytes());
      file.getFD().sync();
      Files.move(unnamed, path, StandardCopyOption.ATOMIC_MOVE);
      return spill;
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /** A file that another program left; empty if one has it open, or it is gone. */
  static Optional<SpillFile> take(Path path) throws IOException {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
    try {
      if (file.getChannel().tryLock() == null || !Files.exists(path)) {
        file.close();
        return Optional.empty();
      }
      SpillFile spill = new SpillFile(path, file, readHead(path, file));
      spill.end = file.length();
      return Optional.of(spill);
    } catch (OverlappingFileLockException e) {
      file.close();
      return Optional.empty();
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  private static Line readHead(Path path, RandomAccessFile file) throws IOException {
    file.seek(0);
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = file.read(); b >= 0 && b != '\n'; b = file.read()) {
      line.write(b);
    }
    return Line.parse(line.toString(StandardCharsets.UTF_8))
        .filter(head -> head.number() == 0)
        .orElseThrow(() -> new IOException(path + " does not begin like a file of Attune's."));
  }

  Path path() {
    return path;
  }

  /** Where the entries belong. */
  String head() {
    return head.json();
  }

  /** Bytes on disk. */
  long size() {
    return end;
  }

  /** Whether every entry was sent. */
  boolean isSent() {
    return next >= end;
  }

  /** Adds entries at the end; they are on disk when this returns. */
  void append(List<Line> lines) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Line line : lines) {
      bytes.write(line.bytes());
    }
    file.seek(end);
    file.write(bytes.toByteArray());
    file.getFD().sync();
    end += bytes.size();
  }

  /**
   * The entries that come next.
   *
   * @param mostBytes of all, unless the first has more by itself
   * @throws IOException if something amid the file was changed; what is torn at its end is left out
   */
  List<Line> peek(int most, int mostBytes) throws IOException {
    List<Line> lines = new ArrayList<>();
    long at = next;
    int bytes = 0;
    file.seek(at);
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    byte[] chunk = new byte[CHUNK];
    while (at < end && lines.size() < most && bytes < mostBytes) {
      int count = file.read(chunk, 0, (int) Math.min(CHUNK, end - at));
      if (count <= 0) {
        break;
      }
      at += count;
      for (int i = 0; i < count && lines.size() < most && bytes < mostBytes; i++) {
        if (chunk[i] == '\n') {
          bytes += rest.size() + 1;
          if (lines.isEmpty() || bytes <= mostBytes) {
            lines.add(parse(rest, at - count + i));
          }
          rest.reset();
        } else {
          rest.write(chunk[i]);
        }
      }
    }
    if (lines.isEmpty()) {
      // A line without its end was being written when its program was killed.
      end = next;
    }
    return lines;
  }

  private Line parse(ByteArrayOutputStream bytes, long at) throws IOException {
    return Line.parse(bytes.toString(StandardCharsets.UTF_8))
        .orElseThrow(
            () ->
                new IOException(
                    "%s was changed before byte %d; what follows cannot be sent."
                        .formatted(path, at)));
  }

  /** These entries, which came next, were sent. When all were, the file gets short again. */
  void sent(List<Line> lines) throws IOException {
    for (Line line : lines) {
      next += line.bytes().length;
    }
    if (isSent()) {
      file.setLength(begin);
      next = begin;
      end = begin;
    }
  }

  /** Lets go of the file, and deletes it if nothing is in it. */
  @Override
  public void close() throws IOException {
    boolean empty = isSent();
    if (empty) {
      Files.deleteIfExists(path);
    }
    file.close();
  }
}
