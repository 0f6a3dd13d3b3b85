package io.attune.run;

import io.attune.store.BlobStore;
import java.io.IOException;

/** Something that a program records beside metrics, with its content or before that has come. */
public sealed interface Keepable permits Content, SentContent, Keepsake {
  /**
   * Keeps the content; on disk when this returns, unless it is so short that the event has it.
   *
   * @throws IllegalArgumentException if it is too large, or not what it says
   * @throws ContentMissing if it has not come yet
   * @throws IOException if it cannot be read or written
   */
  Keepsake keep(BlobStore blobs) throws IOException;
}
