package io.attune.run;

import io.attune.store.BlobStore;
import io.attune.store.ContentJson;
import io.attune.store.EventJson;
import io.attune.trial.Attachment;
import io.attune.trial.Attachment.Kind;
import io.attune.trial.DataTable;
import io.attune.trial.Histogram;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Something that a trial records beside metrics, to be given to {@link TrialContext#attach}:
 *
 * <pre>{@code
 * trial.attach(Content.histogram("weights", values).at(epoch));
 * trial.attach(Content.file("model", path));
 * }</pre>
 *
 * <p>Immutable, except that a file is read when it is attached.
 */
public final class Content implements Keepable {
  /** Largest file, in bytes. */
  public static final long MOST_FILE = 10L << 30;

  private static final long MOST_TEXT = 1 << 20;
  private static final long MOST_TABLE = 16 << 20;
  private static final long MOST_IMAGE = 20 << 20;

  private final String name;
  private final OptionalLong step;
  private final Kind kind;
  private final String mediaType;
  private final Source source;

  private Content(String name, OptionalLong step, Kind kind, String mediaType, Source source) {
    this.name = Attachment.checkName(name);
    this.step = step;
    this.kind = kind;
    this.mediaType = mediaType;
    this.source = source;
  }

  /** Text, up to 1 MB of it. */
  public static Content text(String name, String text) {
    return of(name, Kind.TEXT, "text/plain; charset=utf-8", text);
  }

  /**
   * A table.
   *
   * @param rows each with a text, number, Boolean or null for each column; 16 MB in all
   * @throws IllegalArgumentException if they make no table
   */
  public static Content table(
      String name, List<String> columns, List<? extends List<? extends @Nullable Object>> rows) {
    List<List<@Nullable Object>> copy =
        rows.stream().<List<@Nullable Object>>map(java.util.ArrayList::new).toList();
    return table(name, new DataTable(columns, copy));
  }

  /** A table. */
  public static Content table(String name, DataTable table) {
    return of(name, Kind.TABLE, "application/json", EventJson.line(ContentJson.write(table)));
  }

  /** How values are spread. */
  public static Content histogram(String name, Histogram histogram) {
    return of(
        name, Kind.HISTOGRAM, "application/json", EventJson.line(ContentJson.write(histogram)));
  }

  /** How values are spread, in 64 bins. */
  public static Content histogram(String name, double... values) {
    return histogram(name, Histogram.of(values, Histogram.BINS));
  }

  /** A picture in PNG, up to 20 MB. */
  public static Content image(String name, byte[] png) {
    byte[] copy = png.clone();
    return image(name, () -> new ByteArrayInputStream(copy));
  }

  /** A picture in a PNG file, up to 20 MB. */
  public static Content image(String name, Path png) {
    return image(name, () -> Files.newInputStream(png));
  }

  /** A picture in PNG that comes from somewhere. */
  public static Content image(String name, Source source) {
    return new Content(name, OptionalLong.empty(), Kind.IMAGE, "image/png", source);
  }

  /** Any file, up to 10 GiB. */
  public static Content file(String name, Path file) {
    return file(name, "application/octet-stream", () -> Files.newInputStream(file));
  }

  /** Anything that comes from somewhere, up to 10 GiB. */
  public static Content file(String name, String mediaType, Source source) {
    return new Content(name, OptionalLong.empty(), Kind.FILE, mediaType, source);
  }

  private static Content of(String name, Kind kind, String mediaType, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Content(
        name, OptionalLong.empty(), kind, mediaType, () -> new ByteArrayInputStream(bytes));
  }

  /** The same, recorded at a step. */
  public Content at(long step) {
    if (step < 0 || step > TrialContext.MOST_STEPS) {
      throw new IllegalArgumentException(
          "%s was recorded at step %d; steps go from 0 to %d."
              .formatted(name, step, TrialContext.MOST_STEPS));
    }
    return new Content(name, OptionalLong.of(step), kind, mediaType, source);
  }

  /** Where content comes from. */
  @FunctionalInterface
  public interface Source {
    /** The content from its beginning, which is read once. */
    InputStream open() throws IOException;
  }

  @Override
  public Keepsake keep(BlobStore blobs) throws IOException {
    try (InputStream in = source.open()) {
      InputStream checked = kind == Kind.IMAGE ? Png.checked(name, in) : in;
      return Keepsake.of(this, checked, blobs);
    } catch (BlobStore.TooLargeException e) {
      throw new IllegalArgumentException("%s: %s".formatted(name, e.getMessage()), e);
    }
  }

  /** Whether the event may have it, where it is short. */
  boolean mayBeInEvent() {
    return kind != Kind.IMAGE && kind != Kind.FILE;
  }

  long most() {
    return switch (kind) {
      case TEXT -> MOST_TEXT;
      case TABLE, HISTOGRAM -> MOST_TABLE;
      case IMAGE -> MOST_IMAGE;
      case FILE -> MOST_FILE;
    };
  }

  Attachment describe(BlobStore.Blob blob) {
    return new Attachment(name, step, kind, mediaType, blob.bytes(), blob.sha256());
  }
}
