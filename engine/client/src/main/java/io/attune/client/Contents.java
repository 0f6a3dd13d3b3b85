package io.attune.client;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Copies of the files that a stream of entries names, each under its SHA-256, until the server has
 * them: the program may go on to change or delete its own. Thread-safe.
 */
final class Contents {
  /** For streams that name none. */
  static final Contents NONE = new Contents(Path.of(""), "none", 0);

  private static final String SUFFIX = ".files";

  private final Path folder;
  private final long most;
  private final Map<String, String> lost = new ConcurrentHashMap<>();
  private long bytes;
  private long blocked;

  /**
   * @param folder of what cannot be sent yet
   * @param most bytes of all copies
   */
  Contents(Path folder, String stream, long most) {
    this.folder = folder.resolve(stream + SUFFIX);
    this.most = most;
  }

  /**
   * Keeps a copy; on disk when this returns. Waits while there is no room beside others; an
   * interrupted thread does not wait but goes over the bound.
   *
   * @return its SHA-256
   */
  String keep(Path file) throws IOException {
    awaitRoom(Files.size(file));
    Files.createDirectories(folder);
    File part = File.createTempFile("copy", ".part", folder.toFile());
    try {
      String sha256 = copy(file.toFile(), part);
      Path copy = folder.resolve(sha256);
      synchronized (this) {
        bytes += Files.exists(copy) ? 0 : part.length();
        Files.move(part.toPath(), copy, StandardCopyOption.REPLACE_EXISTING);
      }
      return sha256;
    } finally {
      Files.deleteIfExists(part.toPath());
    }
  }

  private synchronized void awaitRoom(long size) {
    blocked += isFull(size) ? 1 : 0;
    try {
      while (isFull(size)) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One alone is let in whatever its size, or it would never be. */
  private boolean isFull(long size) {
    return bytes > 0 && bytes + size > most;
  }

  /** Not by channels: an interrupt of the training thread would close these. */
  private static String copy(File from, File to) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream in = new DigestInputStream(new FileInputStream(from), digest);
        FileOutputStream out = new FileOutputStream(to)) {
      in.transferTo(out);
      out.getFD().sync();
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The copy of a content; empty if there is none any more. */
  Optional<Path> find(String sha256) {
    return Optional.of(folder.resolve(sha256)).filter(Files::isReadable);
  }

  /** A content will never be sent. */
  void lose(String sha256, String why) {
    lost.put(sha256, why);
  }

  /** What is sent for an entry: itself, unless its content is lost. */
  String wire(Line line) {
    Optional<String> why = line.content().map(lost::get);
    return why.isEmpty()
        ? line.json()
        : Entry.Told.of("log", "attune: %s is lost: %s".formatted(line.name(), why.get())).json();
  }

  /** These entries were acknowledged; the server has what they name. */
  void sent(List<Line> lines) throws IOException {
    for (Line line : lines) {
      Optional<Path> copy = line.content().map(folder::resolve).filter(Files::exists);
      if (copy.isPresent()) {
        delete(copy.get());
      }
    }
  }

  private synchronized void delete(Path copy) throws IOException {
    bytes = Math.max(0, bytes - copy.toFile().length());
    Files.deleteIfExists(copy);
    notifyAll();
  }

  /** Deletes all of them, half-written ones too: nothing names them any more. */
  void clear() throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> copies = Files.list(folder)) {
        for (Path copy : copies.toList()) {
          delete(copy);
        }
      }
      Files.deleteIfExists(folder);
    }
  }

  /** The same figures, these copies included. */
  synchronized LogStats count(LogStats stats) {
    return new LogStats(
        stats.logged(),
        stats.acknowledged(),
        stats.queued(),
        stats.spilled(),
        stats.spillBytes() + bytes,
        stats.blocked() + blocked,
        stats.lost(),
        stats.trouble());
  }
}
