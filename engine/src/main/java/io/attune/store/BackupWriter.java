package io.attune.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.attune.sweep.SweepFile;
import io.attune.trial.Event;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipOutputStream;

/** Writes one copy of a store. */
final class BackupWriter {
  private static final int PAGE = 10_000;

  private final SqlStore store;
  private final ZipOutputStream zip;
  private final StringBuilder sums = new StringBuilder();
  private long events;
  private long files;

  BackupWriter(SqlStore store, OutputStream out) {
    this.store = store;
    this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    zip.setLevel(Deflater.BEST_SPEED);
  }

  Backup write(Instant now) throws IOException {
    Map<SweepId, Long> lengths = store.lengths();
    ObjectNode format = JsonNodeFactory.instance.objectNode();
    format.put("attune", "backup").put("format", 1).put("at", now.toString());
    // Also of sweeps that were deleted: numbers are not given out again.
    text(Backup.FORMAT, format.put(Backup.LAST_SWEEP, store.lastSweep()));
    for (Map.Entry<SweepId, Long> sweep : lengths.entrySet()) {
      sweep(sweep.getKey(), sweep.getValue());
    }
    files();
    try (ZipPart part = new ZipPart(zip, Backup.SUMS)) {
      part.write(sums.toString().getBytes(StandardCharsets.UTF_8));
    }
    zip.finish();
    return new Backup(lengths.size(), events, files);
  }

  private void sweep(SweepId id, long length) throws IOException {
    SweepRecord record = store.sweep(id).orElseThrow(() -> Sequences.unknown(id));
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", id.value()).put("definition", SweepFile.write(record.sweep()));
    json.put("source", record.source()).put("created", record.created().toString());
    json.put("events", length);
    text("sweeps/" + id + "/sweep.json", json);
    try (ZipPart part = new ZipPart(zip, "sweeps/" + id + "/events.jsonl")) {
      events(id, length, part);
      sums.append(part.sum());
    }
  }

  private void events(SweepId id, long length, OutputStream out) throws IOException {
    Unabridged whole = new Unabridged(store, id);
    long sequence = 0;
    while (sequence < length) {
      int most = (int) Math.min(PAGE, length - sequence);
      List<Event> page = store.eventsAfter(id, sequence, most);
      if (page.isEmpty()) {
        throw new StoreException("sweep %s changed while it was copied.".formatted(id), null);
      }
      for (Event event : page) {
        out.write(
            (EventJson.line(EventJson.write(whole.of(event))) + "\n")
                .getBytes(StandardCharsets.UTF_8));
      }
      sequence += page.size();
    }
    events += length;
  }

  /**
   * What lies in folders and is whole; plain files beside those, such as tokens, are the store's
   * own, not the trials'.
   */
  private void files() throws IOException {
    Path root = store.filesRoot();
    if (!Files.isDirectory(root)) {
      return;
    }
    Path incoming = BlobStore.incoming(root.resolve("blobs"));
    try (Stream<Path> found = Files.walk(root)) {
      for (Path file : (Iterable<Path>) found.sorted()::iterator) {
        boolean own = root.equals(file.getParent()) || file.startsWith(incoming);
        if (!own && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          file(root, file);
        }
      }
    }
  }

  private void file(Path root, Path file) throws IOException {
    String name = "files/" + root.relativize(file).toString().replace('\\', '/');
    try (var in = Files.newInputStream(file);
        ZipPart part = new ZipPart(zip, name)) {
      in.transferTo(part);
      sums.append(part.sum());
      files++;
    } catch (NoSuchFileException e) {
      // Its trial let it go meanwhile, such as an older checkpoint.
      return;
    }
  }

  private void text(String name, ObjectNode json) throws IOException {
    try (ZipPart part = new ZipPart(zip, name)) {
      part.write(EventJson.line(json).getBytes(StandardCharsets.UTF_8));
      sums.append(part.sum());
    }
  }
}
