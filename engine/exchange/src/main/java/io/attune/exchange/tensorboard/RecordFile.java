package io.attune.exchange.tensorboard;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes a file that {@link Records} reads. */
final class RecordFile implements AutoCloseable {
  private final OutputStream out;

  RecordFile(Path file) throws IOException {
    this.out = new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW));
  }

  void write(byte[] record) throws IOException {
    byte[] length =
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(record.length).array();
    out.write(length);
    out.write(checksum(length));
    out.write(record);
    out.write(checksum(record));
  }

  private static byte[] checksum(byte[] bytes) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(Checksum.of(bytes)).array();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
