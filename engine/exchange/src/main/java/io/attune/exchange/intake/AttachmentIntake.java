package io.attune.exchange.intake;

import io.attune.run.Content;
import io.attune.run.Keepsake;
import io.attune.store.BlobStore;
import io.attune.trial.Attachment;
import io.attune.trial.Attachments;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * What one trial recorded beside metrics, as it comes in. Contents are on disk before anybody is
 * told of them, so that an import that is cut off leaves at most contents that nothing names.
 */
final class AttachmentIntake {
  /** Most that a trial may have. */
  static final int MOST = 10_000;

  private static final String TYPE = "application/octet-stream";

  private final SweepIntake sweep;
  private final Map<Place, Attachment> here = new HashMap<>();
  private int count;

  AttachmentIntake(SweepIntake sweep, Attachments known) {
    this.sweep = sweep;
    this.count = known.size();
    known.latest().forEach(item -> here.put(Place.of(item.what()), item.what()));
  }

  /** Something at a step, unless there is something of its name at that step already. */
  Optional<Keepsake> at(long step, String name, Supplier<Content> content) {
    sweep.report().read(Counted.ATTACHMENTS);
    if (here.containsKey(new Place(name, OptionalLong.of(step)))) {
      return Optional.empty();
    }
    try {
      return keep(name, () -> content.get().at(step));
    } catch (IOException e) {
      throw ImportException.in(sweep.files(), "it cannot be written: " + e.getMessage() + ".");
    }
  }

  /** A file of the trial, unless it is here already, byte for byte. */
  Optional<Keepsake> file(String name, Path file) {
    sweep.report().read(Counted.ATTACHMENTS);
    try {
      return same(name, file) ? Optional.empty() : copy(name, file);
    } catch (IOException e) {
      throw ImportException.in(file, "it cannot be copied: " + e.getMessage() + ".");
    }
  }

  private Optional<Keepsake> copy(String name, Path file) throws IOException {
    if (!Files.isReadable(file) || Files.size(file) > Content.MOST_FILE) {
      sweep
          .report()
          .omit("artifacts", "They cannot be read, or have more than 10 GiB.", file.toString());
      return Optional.empty();
    }
    return keep(name, () -> Content.file(name, TYPE, () -> open(file)));
  }

  private Optional<Keepsake> keep(String name, Supplier<Content> made) throws IOException {
    if (count >= MOST) {
      sweep
          .report()
          .omit("attachments beyond the limit", "A trial has at most %,d.".formatted(MOST), name);
      return Optional.empty();
    }
    try {
      Content content = made.get();
      Optional<Keepsake> kept =
          sweep.writes()
              ? Optional.of(content.keep(BlobStore.beside(sweep.files())))
              : Optional.empty();
      sweep.report().added(Counted.ATTACHMENTS);
      count++;
      return kept;
    } catch (IllegalArgumentException e) {
      sweep
          .report()
          .omit(
              "attachments that cannot be kept",
              "Their name, step, size or content is beyond what there can be.",
              String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private boolean same(String name, Path file) throws IOException {
    Attachment known = here.get(new Place(name, OptionalLong.empty()));
    return known != null
        && known.bytes() == Files.size(file)
        && known.sha256().equals(sha256(file));
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream in = open(file);
        DigestOutputStream out =
            new DigestOutputStream(
                OutputStream.nullOutputStream(), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(out);
      return HexFormat.of().formatHex(out.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static InputStream open(Path file) throws IOException {
    return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
  }

  private record Place(String name, OptionalLong step) {
    static Place of(Attachment what) {
      return new Place(what.name(), what.step());
    }
  }
}
