package io.attune.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.attune.sweep.Sweep;
import io.attune.trial.Attachment;
import io.attune.trial.Event;
import io.attune.trial.TrialEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Makes the sample of the present format that {@link SampleStoreTest} opens: run it once when a
 * format is released, and keep {@code store-vFORMAT.zip} and {@code backup-vFORMAT.zip} as they are
 * from then on.
 *
 * <p>Sweep 1 has an event of every kind, the content of an attachment, and a note in the folder of
 * a trial; of sweep 2 a trial was deleted; sweep 3 was deleted; sweep 4 is new. {@code
 * events-N.jsonl} say what was in them.
 */
public final class SampleStoreMain {
  static final String CONTENT = "what was attached";

  private SampleStoreMain() {}

  /**
   * @param args the folder of the samples, and the format
   */
  public static void main(String[] args) throws IOException {
    Path samples = Path.of(args[0]);
    Path folder = Files.createTempDirectory("sample");
    try (H2Store store = H2Store.open(folder, "a sample")) {
      fill(store);
    }
    try (Erasure erasure = Erasure.open(folder, "a sample")) {
      erasure.trial(new SweepId(2), 2, TrialStoreContract.NOW.plusSeconds(60));
      erasure.sweep(new SweepId(3), TrialStoreContract.NOW.plusSeconds(61));
    }
    try (H2Store store = H2Store.open(folder, "a sample");
        OutputStream out = Files.newOutputStream(samples.resolve("backup-v" + args[1] + ".zip"))) {
      Backup.write(store, out, TrialStoreContract.NOW);
      for (SweepRecord sweep : store.sweeps()) {
        List<String> lines = new ArrayList<>();
        for (Event event : store.eventsAfter(sweep.id(), 0, 1_000)) {
          lines.add(EventJson.line(EventJson.write(event)));
        }
        Files.write(folder.resolve("events-" + sweep.id() + ".jsonl"), lines);
      }
    }
    Files.delete(folder.resolve("lock"));
    zip(folder, samples.resolve("store-v" + args[1] + ".zip"));
  }

  private static void fill(H2Store store) throws IOException {
    SweepId first = store.open(TrialStoreContract.sweep("every kind"), "name: every kind", now());
    List<Event> events = new ArrayList<>(TrialStoreContract.everyKind());
    events.add(attached(store, first));
    store.append(first, 0, events);
    Path trial = Files.createDirectories(TrialFolder.of(store.files(first), 1).path());
    Files.writeString(trial.resolve("note.txt"), "a note");
    SweepId second = store.open(TrialStoreContract.sweep("a trial deleted"), "", now());
    store.append(second, 0, TrialStoreContract.everyKind());
    SweepId third = store.open(Sweep.recording("deleted"), "", now());
    store.append(third, 0, TrialStoreContract.everyKind());
    store.open(Sweep.recording("new"), "", now());
  }

  private static java.time.Instant now() {
    return TrialStoreContract.NOW;
  }

  private static Event attached(H2Store store, SweepId sweep) throws IOException {
    BlobStore.Blob blob =
        BlobStore.beside(store.files(sweep))
            .put(new ByteArrayInputStream(CONTENT.getBytes(UTF_8)), 1_000);
    Attachment what =
        new Attachment(
            "kept/content",
            OptionalLong.empty(),
            Attachment.Kind.FILE,
            "application/octet-stream",
            blob.bytes(),
            blob.sha256());
    return new TrialEvent.Attached(1, now(), 0, what, Optional.empty());
  }

  private static void zip(Path folder, Path target) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(target));
        Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        zip.putNextEntry(new ZipEntry(folder.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, zip);
      }
    }
  }
}
