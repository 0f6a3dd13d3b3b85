package io.attune.exchange.tensorboard;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * A file of TensorFlow's records: length, checksum of the length, bytes, checksum of the bytes.
 * What a length says is believed only as far as the file goes.
 */
final class Records implements AutoCloseable {
  /** Largest record that is read, in bytes. */
  static final int LARGEST = 64 << 20;

  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private long offset;
  private Optional<String> damage = Optional.empty();

  private Records(InputStream in) {
    this.in = in;
  }

  static Records open(Path file) throws IOException {
    return new Records(
        new BufferedInputStream(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS), BUFFER));
  }

  /** The next record; empty at the end, and where the file is damaged. */
  Optional<byte[]> next() throws IOException {
    byte[] head = in.readNBytes(12);
    if (head.length == 0) {
      return Optional.empty();
    }
    if (head.length < 12) {
      return damaged("it ends inside a record");
    }
    ByteBuffer numbers = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
    long length = numbers.getLong();
    if (numbers.getInt() != Checksum.of(Arrays.copyOf(head, 8))) {
      return damaged("the checksum of a length is wrong");
    }
    if (length < 0 || length > LARGEST) {
      return damaged("a record has %,d bytes, but %,d are the most".formatted(length, LARGEST));
    }
    return body((int) length);
  }

  private Optional<byte[]> body(int length) throws IOException {
    // Grows with what there is, so that a lie about the length costs nothing.
    byte[] bytes = in.readNBytes(length);
    byte[] tail = in.readNBytes(4);
    if (bytes.length < length || tail.length < 4) {
      return damaged("it ends inside a record");
    }
    if (ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt() != Checksum.of(bytes)) {
      return damaged("the checksum of a record is wrong");
    }
    offset += 16L + length;
    return Optional.of(bytes);
  }

  private Optional<byte[]> damaged(String why) {
    damage = Optional.of(why);
    return Optional.empty();
  }

  /** Where the record after the last one that was read begins. */
  long offset() {
    return offset;
  }

  /** What was wrong, if {@link #next} ended before the file did. */
  Optional<String> damage() {
    return damage;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
