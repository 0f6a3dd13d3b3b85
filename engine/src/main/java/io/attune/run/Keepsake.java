package io.attune.run;

import io.attune.store.BlobStore;
import io.attune.trial.Attachment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Content that is kept, and what is to be said of it.
 *
 * @param text the content itself if it is short; all else is a blob
 */
public record Keepsake(Attachment what, Optional<String> text) implements Keepable {
  /** Longest text that goes with its event, in bytes: a file of its own takes a sync of its own. */
  private static final int SHORT = 4_096;

  /** It is kept already. */
  @Override
  public Keepsake keep(BlobStore blobs) {
    return this;
  }

  static Keepsake of(Content content, InputStream in, BlobStore blobs) throws IOException {
    if (!content.mayBeInEvent()) {
      return new Keepsake(content.describe(blobs.put(in, content.most())), Optional.empty());
    }
    byte[] first = in.readNBytes(SHORT + 1);
    if (first.length <= SHORT) {
      return new Keepsake(content.describe(blob(first)), Optional.of(text(first)));
    }
    InputStream all = new SequenceInputStream(new ByteArrayInputStream(first), in);
    return new Keepsake(content.describe(blobs.put(all, content.most())), Optional.empty());
  }

  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("a text is not in UTF-8. Maybe log it as a file.", e);
    }
  }

  private static BlobStore.Blob blob(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return new BlobStore.Blob(HexFormat.of().formatHex(digest), bytes.length);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
