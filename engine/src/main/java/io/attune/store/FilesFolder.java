package io.attune.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder of trials' files for a store that is elsewhere. */
final class FilesFolder {
  private FilesFolder() {}

  /**
   * Makes a folder that of a store.
   *
   * @param identity of the store
   * @throws StoreException if it is another store's, or cannot be written
   */
  static void take(Path folder, String identity) {
    try {
      Path note = Files.createDirectories(folder).resolve("store");
      if (!Files.exists(note)) {
        Files.writeString(note, identity);
      }
      if (!Files.readString(note).strip().equals(identity)) {
        throw new StoreException(
            "%s has the files of another store. Name this store's folder with --files."
                .formatted(folder),
            null);
      }
    } catch (IOException e) {
      throw new StoreException(
          "cannot use %s for files: %s. Maybe name another folder with --files."
              .formatted(folder, e),
          e);
    }
  }
}
