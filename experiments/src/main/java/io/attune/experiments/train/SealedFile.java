package io.attune.experiments.train;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A file that says what kind it is and shows damage: a magic number (4 bytes), the CRC-32 of the
 * rest (8 bytes), the rest.
 *
 * @param magic tells kinds of files apart
 */
record SealedFile(Path path, int magic) {
  /**
   * Writes a file that is either whole or as it was, even if the process dies.
   *
   * @param how {@code DSYNC} to be whole after a loss of power too, else {@code WRITE}
   */
  void write(byte[] content, StandardOpenOption how) throws IOException {
    Path unfinished = path.resolveSibling(path.getFileName() + ".tmp");
    try (DataOutputStream out = new DataOutputStream(open(unfinished, how))) {
      out.writeInt(magic);
      out.writeLong(sum(content));
      out.write(content);
    }
    Files.move(
        unfinished, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * What was written; empty if the file is damaged or of another kind.
   *
   * @throws IOException if the file is missing
   */
  Optional<byte[]> read() throws IOException {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(path))) {
      byte[] head = in.readNBytes(Integer.BYTES + Long.BYTES);
      byte[] content = in.readAllBytes();
      return isMine(head, content) ? Optional.of(content) : Optional.empty();
    }
  }

  private boolean isMine(byte[] head, byte[] content) {
    ByteBuffer numbers = ByteBuffer.wrap(head);
    return head.length == Integer.BYTES + Long.BYTES
        && numbers.getInt() == magic
        && numbers.getLong() == sum(content);
  }

  private static long sum(byte[] content) {
    CRC32 sum = new CRC32();
    sum.update(content);
    return sum.getValue();
  }

  private static OutputStream open(Path file, StandardOpenOption how) throws IOException {
    return Files.newOutputStream(
        file,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE,
        how);
  }
}
