package io.attune.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A file system for H2 that can be full, and that knows what of its one file has reached the disk:
 * what was written before the last sync, as a whole, and of the rest whatever happened to.
 */
public final class FaultyDisk extends FilePathWrapper {
  static final String PREFIX = "faulty:";

  private static final AtomicInteger WRITES_LEFT = new AtomicInteger(Integer.MAX_VALUE);
  private static final List<FaultyFile.Change> UNSYNCED = new ArrayList<>();
  private static byte[] synced = new byte[0];

  static H2Store open(Path folder) {
    FilePath.register(new FaultyDisk());
    return H2Store.open(folder, "a test", path -> H2Database.open(path, PREFIX));
  }

  /** No room any more after some writes. */
  static void fillAfter(int writes) {
    WRITES_LEFT.set(writes);
  }

  static void makeRoom() {
    WRITES_LEFT.set(Integer.MAX_VALUE);
  }

  static void checkRoom() throws IOException {
    if (WRITES_LEFT.getAndUpdate(left -> Math.max(0, left - 1)) <= 0) {
      throw new IOException("No space left on device");
    }
  }

  /** A file that is empty and has no changes on their way. */
  static synchronized void format() {
    synced = new byte[0];
    UNSYNCED.clear();
  }

  static synchronized void changed(FaultyFile.Change change) {
    UNSYNCED.add(change);
  }

  static synchronized void sync() {
    for (FaultyFile.Change change : UNSYNCED) {
      synced = change.apply(synced);
    }
    UNSYNCED.clear();
  }

  /**
   * What is found after a power cut now.
   *
   * @param survives which changes since the last sync reached the disk; the others are lost, and
   *     half of the last one
   */
  static synchronized byte[] cut(java.util.random.RandomGenerator survives) {
    byte[] image = synced;
    for (FaultyFile.Change change : UNSYNCED) {
      if (survives.nextBoolean()) {
        image = (survives.nextInt(4) == 0 ? change.torn() : change).apply(image);
      }
    }
    return image.clone();
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    FileChannel file = super.open(mode);
    return getName().endsWith(".mv.db") ? new FaultyFile(file) : file;
  }

  @Override
  public String getScheme() {
    return "faulty";
  }
}
