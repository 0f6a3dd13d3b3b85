package io.attune.ui;

import io.attune.store.SweepId;
import io.attune.trial.Attachment;
import io.attune.trial.Attachments;
import io.attune.trial.Trial;
import io.attune.trial.TrialEvent;
import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows what trials recorded beside metrics. Files are sent so that no browser opens them. */
record AttachmentsApi(Histories histories) {
  /** Everything that a trial recorded, the last of each name and step. */
  void list(Context context) {
    Query query = new Query(context).allow();
    Trial trial = Api.trial(histories.state(query.sweep()), query.trial());
    Json.answer(context, new All(views(trial)));
  }

  static List<View> views(Trial trial) {
    return trial.dossier().attachments().latest().stream().map(View::of).toList();
  }

  /** The content with a checksum. It never changes, so browsers may keep it. */
  void content(Context context) {
    Query query = new Query(context).allow();
    SweepId id = query.sweep();
    Trial trial = Api.trial(histories.state(id), query.trial());
    Attachments.Item item = find(trial, context.pathParam("sha256"));
    try {
      send(context, item.what(), open(id, item));
    } catch (NoSuchFileException e) {
      throw Problem.notFound("the content of this attachment was deleted.");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Attachments.Item find(Trial trial, String sha256) {
    return trial.dossier().attachments().all().stream()
        .filter(item -> item.what().sha256().equals(sha256))
        .findFirst()
        .orElseThrow(() -> Problem.notFound("the trial has no attachment with this SHA-256."));
  }

  private InputStream open(SweepId id, Attachments.Item item) throws IOException {
    if (!item.inEvent()) {
      return histories.blobs(id).open(item.what().sha256());
    }
    return histories
        .attached(id, item.sequence())
        .flatMap(TrialEvent.Attached::text)
        .map(text -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
        .orElseThrow(() -> new NoSuchFileException(item.what().sha256()));
  }

  private static void send(Context context, Attachment what, InputStream content) {
    boolean image = what.kind() == Attachment.Kind.IMAGE;
    boolean file = what.kind() == Attachment.Kind.FILE;
    // Its length is told, which compressing would change.
    context.disableCompression();
    context
        .header(
            "Content-Disposition",
            (image ? "inline" : "attachment") + "; filename=\"" + fileName(what) + "\"")
        .header("Content-Security-Policy", "default-src 'none'; sandbox")
        .header("Cache-Control", "private, max-age=31536000, immutable")
        .header("Content-Length", Long.toString(what.bytes()))
        .contentType(file ? "application/octet-stream" : what.mediaType())
        .result(content);
  }

  /** The last part of the name, of letters that no system and no header minds. */
  private static String fileName(Attachment what) {
    String last = what.name().substring(what.name().lastIndexOf('/') + 1);
    String plain = last.replaceAll("[^A-Za-z0-9._-]", "_").replaceAll("^\\.+", "");
    String ending =
        switch (what.kind()) {
          case IMAGE -> ".png";
          case TEXT -> ".txt";
          case TABLE, HISTOGRAM -> ".json";
          case FILE -> "";
        };
    return (plain.isEmpty() ? "attachment" : plain) + (plain.endsWith(ending) ? "" : ending);
  }

  /** The attachments of a trial. */
  record All(List<View> attachments) {}

  /**
   * One of them.
   *
   * @param step null where it belongs to none
   */
  record View(
      String name,
      @Nullable Long step,
      String kind,
      String mediaType,
      long bytes,
      String sha256,
      String at) {
    static View of(Attachments.Item item) {
      Attachment what = item.what();
      Optional<Long> step =
          what.step().isPresent() ? Optional.of(what.step().getAsLong()) : Optional.empty();
      return new View(
          what.name(),
          step.orElse(null),
          what.kind().name().toLowerCase(Locale.ROOT),
          what.mediaType(),
          what.bytes(),
          what.sha256(),
          item.at().toString());
    }
  }
}
