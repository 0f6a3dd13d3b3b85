package io.attune.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.Arrays;
import org.h2.store.fs.FileBaseDefault;

/** A file of a {@link FaultyDisk}. */
final class FaultyFile extends FileBaseDefault {
  private final FileChannel file;

  FaultyFile(FileChannel file) {
    this.file = file;
  }

  @Override
  public int write(ByteBuffer from, long position) throws IOException {
    FaultyDisk.checkRoom();
    byte[] bytes = new byte[from.remaining()];
    from.duplicate().get(bytes);
    int written = file.write(from, position);
    FaultyDisk.changed(new Write(position, Arrays.copyOf(bytes, written)));
    return written;
  }

  @Override
  public int read(ByteBuffer to, long position) throws IOException {
    return file.read(to, position);
  }

  @Override
  protected void implTruncate(long size) throws IOException {
    file.truncate(size);
    FaultyDisk.changed(new Cut(size));
  }

  @Override
  public long size() throws IOException {
    return file.size();
  }

  @Override
  public void force(boolean metaData) throws IOException {
    FaultyDisk.checkRoom();
    FaultyDisk.sync();
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) throws IOException {
    return file.tryLock(position, size, shared);
  }

  @Override
  protected void implCloseChannel() throws IOException {
    file.close();
  }

  /** What happens to the bytes of a file. */
  interface Change {
    byte[] apply(byte[] image);

    /** The same when it happened only in part. */
    Change torn();
  }

  record Write(long position, byte[] bytes) implements Change {
    @Override
    public byte[] apply(byte[] image) {
      int end = Math.toIntExact(position) + bytes.length;
      byte[] changed = Arrays.copyOf(image, Math.max(image.length, end));
      System.arraycopy(bytes, 0, changed, Math.toIntExact(position), bytes.length);
      return changed;
    }

    @Override
    public Change torn() {
      return new Write(position, Arrays.copyOf(bytes, bytes.length / 2));
    }
  }

  record Cut(long size) implements Change {
    @Override
    public byte[] apply(byte[] image) {
      return Arrays.copyOf(image, (int) Math.min(image.length, size));
    }

    @Override
    public Change torn() {
      return this;
    }
  }
}
