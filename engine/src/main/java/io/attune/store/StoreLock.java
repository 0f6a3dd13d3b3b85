package io.attune.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * Keeps a second program, or a second opener in this one, out of a store. The lock goes with the
 * process, however that ends; a note beside it says who holds it.
 */
final class StoreLock implements AutoCloseable {
  /** Held by this process. Closing a second channel to a locked file would free it on Unix. */
  private static final Set<Path> HELD = new HashSet<>();

  private final Path folder;
  private final FileChannel channel;

  private StoreLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  static StoreLock take(Path folder, String owner) {
    try {
      StoreLock lock = take(Files.createDirectories(folder).toRealPath());
      lock.describe(owner);
      return lock;
    } catch (IOException e) {
      throw new StoreException(
          "cannot use %s as a store: %s. Maybe choose another folder with --store."
              .formatted(folder, e),
          e);
    }
  }

  private static StoreLock take(Path folder) throws IOException {
    synchronized (HELD) {
      if (HELD.contains(folder)) {
        throw taken(folder);
      }
      FileChannel channel =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        channel.close();
        throw taken(folder);
      }
      HELD.add(folder);
      return new StoreLock(folder, channel);
    }
  }

  /** Says who holds the store, for those who find it locked. */
  void describe(String owner) {
    Path note = note(folder);
    try {
      Files.writeString(note, "process " + ProcessHandle.current().pid() + ", " + owner);
    } catch (IOException e) {
      throw new StoreException("cannot write " + note + ": " + e + ".", e);
    }
  }

  @Override
  public void close() {
    synchronized (HELD) {
      HELD.remove(folder);
      try (channel) {
        Files.deleteIfExists(note(folder));
      } catch (IOException e) {
        throw new StoreException("cannot release " + folder + ": " + e + ".", e);
      }
    }
  }

  private static Path note(Path folder) {
    return folder.resolve("owner");
  }

  private static StoreException taken(Path folder) {
    String owner;
    try {
      owner = Files.readString(note(folder));
    } catch (IOException e) {
      owner = "another program";
    }
    return new StoreInUse(
        "store %s is in use by %s. Wait until it ends, or choose another folder with --store."
            .formatted(folder, owner),
        owner);
  }
}
