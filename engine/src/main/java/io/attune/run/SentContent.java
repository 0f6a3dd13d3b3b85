package io.attune.run;

import io.attune.store.BlobStore;
import io.attune.trial.Attachment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;

/**
 * A picture or a file whose content is sent by itself, under its SHA-256.
 *
 * @param content what is recorded; where it comes from does not matter
 * @param sha256 of the content, in 64 small hexadecimal digits
 */
public record SentContent(Content content, String sha256) implements Keepable {
  /**
   * Checks the digits.
   *
   * @throws IllegalArgumentException if they are none
   */
  public SentContent {
    BlobStore.checkSha256(sha256);
  }

  @Override
  public Keepsake keep(BlobStore blobs) throws IOException {
    BlobStore.Blob blob = blobs.find(sha256).orElseThrow(() -> new ContentMissing(List.of(sha256)));
    Attachment what = content.describe(blob);
    if (blob.bytes() > content.most()) {
      throw new IllegalArgumentException(
          "%s has %,d bytes; %,d are the most."
              .formatted(what.name(), blob.bytes(), content.most()));
    }
    if (what.kind() == Attachment.Kind.IMAGE) {
      checkPicture(what, blobs);
    }
    return new Keepsake(what, Optional.empty());
  }

  private static void checkPicture(Attachment what, BlobStore blobs) throws IOException {
    try (InputStream in = blobs.open(what.sha256())) {
      Png.checked(what.name(), in);
    } catch (NoSuchFileException e) {
      throw new ContentMissing(List.of(what.sha256()));
    }
  }
}
