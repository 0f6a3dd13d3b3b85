package io.attune.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Contents of any size in one folder, each under its SHA-256, so that the same content is there
 * once. No name from outside is ever part of a path. Thread-safe, and safe for several processes: a
 * content appears whole or not at all, and is on disk when {@link #put} returns.
 */
public final class BlobStore {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final int PREFIX = 2;
  private static final int BUFFER = 1 << 16;

  private final Path folder;

  private BlobStore(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /** Contents that are kept in a folder, which is made when it is first needed. */
  public static BlobStore in(Path folder) {
    return new BlobStore(folder);
  }

  /**
   * That of the store to which a sweep's files belong.
   *
   * @param files of the sweep, see {@link TrialReader#files}
   */
  public static BlobStore beside(Path files) {
    return new BlobStore(files.toAbsolutePath().normalize().resolveSibling("blobs"));
  }

  /** That of the store to which a trial's folder belongs. */
  public static BlobStore ofTrial(Path directory) {
    return beside(directory.toAbsolutePath().resolve(".."));
  }

  /**
   * A content that is kept.
   *
   * @param sha256 its name, in 64 small hexadecimal digits
   */
  public record Blob(String sha256, long bytes) {}

  /** A content has more bytes than may be. */
  public static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1;

    TooLargeException(long most) {
      super("there are more than %,d bytes, which are the most.".formatted(most));
    }
  }

  /** A content is not the one that was announced. */
  public static final class OtherContentException extends IOException {
    private static final long serialVersionUID = 1;

    OtherContentException(Blob blob, String sha256) {
      super(
          "the content that came has %,d bytes and SHA-256 %s, not %s: it was changed, or cut on its way."
              .formatted(blob.bytes(), blob.sha256(), sha256));
    }
  }

  /**
   * Keeps all that a stream has; on disk when this returns. The stream stays open.
   *
   * @param most bytes
   * @throws TooLargeException if there are more; nothing of it is kept then
   */
  public Blob put(InputStream in, long most) throws IOException {
    return put(in, most, Optional.empty());
  }

  /**
   * The same for content of which the SHA-256 is known before.
   *
   * @throws OtherContentException if it has another; nothing of it is kept then
   * @throws IllegalArgumentException if this is no SHA-256
   */
  public Blob put(InputStream in, long most, String sha256) throws IOException {
    return put(in, most, Optional.of(checkSha256(sha256)));
  }

  private Blob put(InputStream in, long most, Optional<String> announced) throws IOException {
    Path waiting = Files.createDirectories(incoming(folder));
    Path part = Files.createTempFile(waiting, "blob-", ".part");
    try {
      MessageDigest digest = sha256();
      long bytes = copy(new DigestInputStream(in, digest), part, most);
      Blob blob = new Blob(HexFormat.of().formatHex(digest.digest()), bytes);
      if (announced.filter(sha256 -> !sha256.equals(blob.sha256())).isPresent()) {
        throw new OtherContentException(blob, announced.get());
      }
      keep(part, blob);
      return blob;
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static long copy(InputStream in, Path part, long most) throws IOException {
    try (FileChannel file = FileChannel.open(part, StandardOpenOption.WRITE);
        OutputStream out = java.nio.channels.Channels.newOutputStream(file)) {
      byte[] buffer = new byte[BUFFER];
      long sum = 0;
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        sum += n;
        if (sum > most) {
          throw new TooLargeException(most);
        }
        out.write(buffer, 0, n);
      }
      file.force(true);
      return sum;
    }
  }

  private void keep(Path part, Blob blob) throws IOException {
    Path file = path(blob.sha256());
    Path parent = group(blob.sha256());
    if (!Files.isDirectory(parent)) {
      Files.createDirectories(parent);
      sync(folder);
    }
    // One that is there already but has another length was damaged; what is new is whole.
    if (!isKept(blob) || !touch(file)) {
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
    sync(parent);
  }

  /**
   * Says that a content is needed again, to those who collect old ones; false if they were first.
   */
  private static boolean touch(Path file) throws IOException {
    try {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private boolean isKept(Blob blob) throws IOException {
    Path file = path(blob.sha256());
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) == blob.bytes();
  }

  /** Brings a folder's list of files to disk, where systems let it. */
  private static void sync(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows opens no folders; it keeps their lists in a journal.
      return;
    }
  }

  /**
   * A content from its beginning.
   *
   * @throws NoSuchFileException if it is not there
   */
  public InputStream open(String sha256) throws IOException {
    Path file = path(sha256);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new NoSuchFileException(sha256);
    }
    return Files.newInputStream(file);
  }

  /** A content, if it is there. */
  public Optional<Blob> find(String sha256) {
    Path file = path(sha256);
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(new Blob(sha256, file.toFile().length()))
        : Optional.empty();
  }

  /** Every content that is kept, in the order of their names. */
  public List<Blob> all() {
    List<Blob> all = new ArrayList<>();
    for (Path group : children(folder)) {
      for (Path file : children(group)) {
        String name = group.getFileName().toString() + file.getFileName();
        if (SHA256.matcher(name).matches()
            && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          all.add(new Blob(name, file.toFile().length()));
        }
      }
    }
    return all;
  }

  /** What was left half-written by programs that were killed. Nobody may write meanwhile. */
  public List<Path> leftovers() {
    return children(incoming(folder));
  }

  /** Lets a content go; false if it was not there. */
  public boolean delete(String sha256) throws IOException {
    return Files.deleteIfExists(path(sha256));
  }

  /** Where a content is, whether or not it is there. */
  public Path path(String sha256) {
    checkSha256(sha256);
    return group(sha256).resolve(sha256.substring(PREFIX));
  }

  /**
   * Checks the name of a content.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static String checkSha256(String sha256) {
    if (!SHA256.matcher(sha256).matches()) {
      throw new IllegalArgumentException(
          "a SHA-256 has 64 digits of 0123456789abcdef, not %d characters like \"%.20s\"."
              .formatted(sha256.length(), sha256));
    }
    return sha256;
  }

  /** Where contents are until they are whole, of those that are kept in a folder. */
  static Path incoming(Path folder) {
    return folder.resolve("incoming");
  }

  private Path group(String sha256) {
    return folder.resolve(sha256.substring(0, PREFIX));
  }

  private static List<Path> children(Path folder) {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
