package io.attune.ui.mlflow;

import io.attune.run.Draft;
import io.attune.run.Keepsake;
import io.attune.run.Recorder;
import io.attune.store.BlobStore;
import io.attune.store.SweepId;
import io.attune.trial.Attachment;
import io.attune.trial.Trial;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The files of a run: attachments of its trial that belong to no step. Folders are what their names
 * say. Contents are kept once each, whoever has them, and go when nothing names them any more.
 *
 * @param old where earlier versions put the files of runs; what is there can be read and replaced
 */
record RunArtifacts(Recorder recorder, SweepId sweep, int trial, ArtifactFolder old)
    implements ArtifactPlace {
  private static final String TYPE = "application/octet-stream";

  @Override
  public List<Map<String, Object>> list(List<String> parts) {
    Map<String, Map<String, Object>> found = new TreeMap<>();
    old.list(parts).forEach(entry -> found.put(String.valueOf(entry.get("path")), entry));
    String folder = parts.isEmpty() ? "" : name(parts) + "/";
    for (Attachment file : files()) {
      if (file.name().startsWith(folder)) {
        int slash = file.name().indexOf('/', folder.length());
        String path = slash < 0 ? file.name() : file.name().substring(0, slash);
        found.put(path, entry(path, slash < 0 ? Optional.of(file.bytes()) : Optional.empty()));
      }
    }
    return List.copyOf(found.values());
  }

  private static Map<String, Object> entry(String path, Optional<Long> bytes) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("path", path);
    entry.put("is_dir", bytes.isEmpty());
    bytes.ifPresent(size -> entry.put("file_size", size));
    return entry;
  }

  @Override
  public void send(Context context, List<String> parts) {
    Optional<Attachment> file = file(files(), name(parts));
    if (file.isEmpty()) {
      old.send(context, parts);
      return;
    }
    try {
      Download.send(context, blobs().open(file.get().sha256()), file.get().bytes());
    } catch (NoSuchFileException e) {
      throw ArtifactFolder.missing(parts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void write(List<String> parts, InputStream in, long most) {
    // Before anything is read: what cannot be kept need not come.
    old.checkFree(parts);
    checkOurs();
    checkFree(files(), parts);
    Keepsake keepsake = keep(name(parts), in, most);
    recorder.edit(sweep, draft -> put(draft, parts, keepsake));
    old.drop(parts);
  }

  private void checkOurs() {
    if (recorder.sweep(sweep).filter(record -> record.sweep().recorded()).isEmpty()) {
      throw MlflowError.conflict(
          "sweep %s is run by Attune: nobody else adds files to its trials.".formatted(sweep));
    }
  }

  private Keepsake keep(String name, InputStream in, long most) {
    try {
      BlobStore.Blob blob = blobs().put(in, most);
      Attachment what =
          new Attachment(
              name, OptionalLong.empty(), Attachment.Kind.FILE, TYPE, blob.bytes(), blob.sha256());
      return new Keepsake(what, Optional.empty());
    } catch (BlobStore.TooLargeException e) {
      throw ArtifactFolder.tooLarge(most);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void put(Draft draft, List<String> parts, Keepsake keepsake) {
    List<Attachment> files = files(draft.trial(trial));
    checkFree(files, parts);
    Optional<Attachment> before = file(files, name(parts));
    if (before.equals(Optional.of(keepsake.what()))) {
      return;
    }
    // Nobody can ask for the one before any more, so its content need not be kept.
    before.ifPresent(replaced -> draft.detach(trial, List.of(replaced.name())));
    draft.attach(trial, draft.now(), keepsake);
  }

  @Override
  public void delete(List<String> parts) {
    boolean older = old.has(parts);
    List<String> names = new ArrayList<>();
    for (Attachment file : files()) {
      if (!parts.isEmpty() && within(file.name(), name(parts))) {
        names.add(file.name());
      }
    }
    if (!older && names.isEmpty()) {
      throw ArtifactFolder.missing(parts);
    }
    if (!names.isEmpty()) {
      recorder.edit(sweep, draft -> draft.detach(trial, names));
    }
    if (older) {
      old.delete(parts);
    }
  }

  private static void checkFree(List<Attachment> files, List<String> parts) {
    String name = name(parts);
    for (Attachment file : files) {
      if (!file.name().equals(name) && (within(file.name(), name) || within(name, file.name()))) {
        throw ArtifactFolder.inTheWay(parts);
      }
    }
  }

  /** Whether a path is another or lies below it. */
  private static boolean within(String path, String other) {
    return path.startsWith(other)
        && (path.length() == other.length() || path.charAt(other.length()) == '/');
  }

  private static Optional<Attachment> file(List<Attachment> files, String name) {
    return files.stream().filter(file -> file.name().equals(name)).findFirst();
  }

  private List<Attachment> files() {
    return recorder.read(sweep, history -> files(history.trial(trial)));
  }

  /** Those whose names are paths; what belongs to a step has no place in a folder. */
  private static List<Attachment> files(Trial trial) {
    return trial.dossier().attachments().latest().stream()
        .filter(item -> !item.inEvent())
        .map(item -> item.what())
        .filter(what -> what.kind() == Attachment.Kind.FILE && what.step().isEmpty())
        .filter(what -> ArtifactFolder.isPath(what.name()))
        .toList();
  }

  private BlobStore blobs() {
    return BlobStore.beside(recorder.files(sweep));
  }

  private static String name(List<String> parts) {
    return String.join("/", parts);
  }
}
