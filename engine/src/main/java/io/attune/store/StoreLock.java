package io.attune.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second program, or a second opener in this one, out of a store. The lock goes with the
 * process, however that ends; a note beside it says who holds it.
 */
final class StoreLock implements AutoCloseable {
  private final Path note;
  private final FileChannel channel;

  private StoreLock(Path note, FileChannel channel) {
    this.note = note;
    this.channel = channel;
  }

  static StoreLock take(Path folder, String owner) {
    try {
      Files.createDirectories(folder);
      Path note = folder.resolve("owner");
      FileChannel channel =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        channel.close();
        throw taken(folder, note);
      }
      StoreLock lock = new StoreLock(note, channel);
      lock.describe(owner);
      return lock;
    } catch (IOException e) {
      throw new StoreException(
          "cannot use %s as a store: %s. Maybe choose another folder with --store."
              .formatted(folder, e),
          e);
    }
  }

  /** Says who holds the store, for those who find it locked. */
  void describe(String owner) {
    try {
      Files.writeString(note, "process " + ProcessHandle.current().pid() + ", " + owner);
    } catch (IOException e) {
      throw new StoreException("cannot write " + note + ": " + e + ".", e);
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(note);
      channel.close();
    } catch (IOException e) {
      throw new StoreException("cannot release " + note + ": " + e + ".", e);
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static StoreException taken(Path folder, Path note) {
    String owner;
    try {
      owner = Files.readString(note);
    } catch (IOException e) {
      owner = "another program";
    }
    return new StoreException(
        "store %s is in use by %s. Wait until it ends, or choose another folder with --store."
            .formatted(folder, owner),
        null);
  }
}
