package io.attune.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.trial.Event;
import io.attune.trial.Reading;
import io.attune.trial.TrialEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
  @TempDir Path folder;

  private H2Store h2(String name) {
    return H2Store.open(folder.resolve(name), "a test");
  }

  private PostgresStore postgres(String name) {
    return PostgresStore.open(TestDatabase.create(), folder.resolve(name), "a test");
  }

  private Path backup(TrialStore store) throws IOException {
    Path zip = folder.resolve("copy.zip");
    try (OutputStream out = Files.newOutputStream(zip)) {
      Backup.write(store, out, TrialStoreContract.NOW);
    }
    return zip;
  }

  private static void fill(TrialStore store) throws IOException {
    SweepId first = store.open(TrialStoreContract.sweep("a"), "name: a", TrialStoreContract.NOW);
    store.append(first, 0, TrialStoreContract.everyKind());
    store.open(TrialStoreContract.sweep("b"), "", TrialStoreContract.NOW.plusNanos(1000));
    Path pictures = Files.createDirectories(TrialFolder.of(store.files(first), 3).pictures());
    Files.write(pictures.resolve("one.png"), new byte[] {1, 2, 3});
    Files.createSymbolicLink(pictures.resolve("link.png"), Path.of("/etc/hostname"));
  }

  private static void assertFilled(TrialStore copy, TrialStore original) throws IOException {
    assertEquals(original.sweeps(), copy.sweeps());
    SweepId first = new SweepId(1);
    assertEquals(
        TrialStoreContract.kept(TrialStoreContract.everyKind()), copy.eventsAfter(first, 0, 1000));
    assertEquals(List.of(), copy.eventsAfter(new SweepId(2), 0, 1000));
    Path pictures = TrialFolder.of(copy.files(first), 3).pictures();
    assertEquals(3, Files.size(pictures.resolve("one.png")));
    assertFalse(Files.exists(pictures.resolve("link.png")));
    assertEquals(
        new SweepId(3), copy.open(TrialStoreContract.sweep("c"), "", TrialStoreContract.NOW));
    copy.append(
        first, TrialStoreContract.everyKind().size(), TrialStoreContract.everyKind().subList(0, 1));
  }

  @Test
  void aStoreInAFolderMovesToADatabaseAndBack() throws Exception {
    try (H2Store original = h2("original");
        PostgresStore moved = postgres("moved");
        H2Store back = h2("back")) {
      fill(original);
      Backup whole = new Backup(2, TrialStoreContract.everyKind().size(), 1);
      Path zip = backup(original);
      assertEquals(whole, Backup.restore(zip, moved));
      Path again = backup(moved);
      assertEquals(whole, Backup.restore(again, back));
      assertFilled(back, original);
      assertFilled(moved, original);
    }
  }

  @Test
  void everyReadingThatOthersRecordedIsCopied() throws Exception {
    try (H2Store original = h2("original");
        H2Store copy = h2("copy")) {
      SweepId id = original.open(TrialStoreContract.sweep("a"), "", TrialStoreContract.NOW);
      original.append(id, 0, TrialStoreContract.everyKind());
      long sequence = TrialStoreContract.everyKind().size();
      for (int batch = 0; batch < 3; batch++) {
        original.append(id, sequence + batch, List.of(recorded(batch)));
      }
      Backup.restore(backup(original), copy);
      for (String metric : List.of("loss", "size")) {
        SeriesKey key = SeriesKey.recorded(id, 1, metric);
        List<Reading> readings = original.readings(key, 0, 10_000).readings();
        assertTrue(readings.size() >= 300, readings.size() + " readings");
        assertEquals(readings, copy.readings(key, 0, 10_000).readings());
      }
      assertEquals(original.series(id), copy.series(id));
      assertEquals(original.eventsAfter(id, 0, 1000), copy.eventsAfter(id, 0, 1000));
    }
  }

  /** Two metrics in turns, going back over steps. */
  private static TrialEvent recorded(int batch) {
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String metric = i % 2 == 0 ? "loss" : "size";
      readings.add(new Reading(metric, 200 - i, 1_700_000_000_000L + i, batch + Math.sin(i)));
    }
    return new TrialEvent.Recorded(1, TrialStoreContract.NOW, readings);
  }

  @Test
  void aCopyMadeWhileOthersWriteHoldsABeginningOfWhatWasAcknowledged() throws Exception {
    try (H2Store store = h2("busy")) {
      copyWhileWriting(store, h2("copy"));
    }
    try (PostgresStore store = postgres("busy-files")) {
      copyWhileWriting(store, postgres("copy-files"));
    }
  }

  private void copyWhileWriting(TrialStore store, TrialStore copy) throws Exception {
    SweepId first = store.open(TrialStoreContract.sweep("a"), "", TrialStoreContract.NOW);
    SweepId second = store.open(TrialStoreContract.sweep("b"), "", TrialStoreContract.NOW);
    List<Event> written = new ArrayList<>();
    AtomicBoolean enough = new AtomicBoolean();
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(() -> alternate(store, first, second, written, enough));
    Path zip;
    int before;
    try (copy) {
      Thread.sleep(300);
      synchronized (written) {
        before = written.size();
      }
      zip = backup(store);
      enough.set(true);
      writer.join();
      Backup.restore(zip, copy);
      List<Event> ones = copy.eventsAfter(first, 0, Integer.MAX_VALUE);
      List<Event> twos = copy.eventsAfter(second, 0, Integer.MAX_VALUE);
      assertEquals(written.subList(0, ones.size()), ones);
      assertEquals(written.subList(0, twos.size()), twos);
      assertTrue(twos.size() >= before && before > 0, before + " before, then " + twos.size());
      assertTrue(
          ones.size() == twos.size() || ones.size() == twos.size() + 1,
          ones.size() + " and " + twos.size() + " are of two moments");
    }
  }

  /** Each event goes into the first sweep before it goes into the second. */
  private static void alternate(
      TrialStore store, SweepId first, SweepId second, List<Event> written, AtomicBoolean enough) {
    for (int i = 0; !enough.get(); i++) {
      TrialEvent event =
          new TrialEvent.Reported(1, TrialStoreContract.NOW, 1, i, Map.of("loss", i + 0.5));
      store.append(first, i, List.of(event));
      store.append(second, i, List.of(event));
      synchronized (written) {
        written.add(event);
      }
    }
  }

  @Test
  void theNumberOfADeletedSweepIsNotGivenOutAgainAfterARestore() throws Exception {
    try (H2Store store = h2("original")) {
      fill(store);
    }
    try (Erasure erasure = Erasure.open(folder.resolve("original"), "a test")) {
      erasure.sweep(new SweepId(2), TrialStoreContract.NOW);
      erasure.trial(new SweepId(1), 3, TrialStoreContract.NOW);
    }
    try (H2Store store = h2("original");
        H2Store copy = h2("copy");
        PostgresStore moved = postgres("moved")) {
      Path zip = backup(store);
      for (TrialStore target : List.of(copy, moved)) {
        Backup.restore(zip, target);
        assertEquals(List.of(new SweepId(1)), target.sweeps().stream().map(s -> s.id()).toList());
        assertEquals(
            store.eventsAfter(new SweepId(1), 0, 1000),
            target.eventsAfter(new SweepId(1), 0, 1000));
        assertEquals(
            new SweepId(3), target.open(TrialStoreContract.sweep("c"), "", TrialStoreContract.NOW));
      }
    }
  }

  @Test
  void contentsAreCopiedAndTokensAndWhatIsHalfWrittenAreNot() throws Exception {
    try (H2Store inFolder = h2("own");
        PostgresStore shared = postgres("shared-files")) {
      for (SqlStore store : List.of(inFolder, shared)) {
        fill(store);
        BlobStore.Blob blob =
            BlobStore.beside(store.files(new SweepId(1)))
                .put(new java.io.ByteArrayInputStream(new byte[] {1}), 1);
        Path blobs = store.filesRoot().resolve("blobs");
        Files.writeString(blobs.resolve("incoming/blob-1.part"), "half");
        // Beside the database where that is in the folder, else beside the files of trials.
        Path tokens = store.shared() ? store.filesRoot() : folder.resolve("own");
        Files.writeString(tokens.resolve("tokens.json"), "secret");
        Files.writeString(tokens.resolve("admin-token"), "secret");
        try (ZipFile zip = new ZipFile(backup(store).toFile())) {
          List<String> names = zip.stream().map(ZipEntry::getName).sorted().toList();
          assertEquals(
              List.of(
                  "SHA256SUMS",
                  "files/blobs/%s/%s"
                      .formatted(blob.sha256().substring(0, 2), blob.sha256().substring(2)),
                  "files/sweep-1/trial-3/pictures/one.png",
                  "format.json",
                  "sweeps/1/events.jsonl",
                  "sweeps/1/sweep.json",
                  "sweeps/2/events.jsonl",
                  "sweeps/2/sweep.json"),
              names);
        }
      }
    }
  }

  @Test
  void aStoreThatHoldsSweepsIsNotRestoredInto() throws Exception {
    try (H2Store store = h2("original")) {
      fill(store);
      Path zip = backup(store);
      assertEquals(
          "the store has 2 sweeps already; restore into a new one.",
          assertThrows(IllegalArgumentException.class, () -> Backup.restore(zip, store))
              .getMessage());
    }
  }

  @Test
  void aCopyThatIsNotWholeIsRefusedBeforeAnythingIsTakenFromIt() throws Exception {
    try (H2Store store = h2("original");
        H2Store copy = h2("copy")) {
      fill(store);
      Path zip = backup(store);
      byte[] bytes = Files.readAllBytes(zip);
      Path cut = Files.write(folder.resolve("cut.zip"), java.util.Arrays.copyOf(bytes, 500));
      assertRefused(copy, cut, " is cut off, or no ZIP file.");
      assertRefused(
          copy,
          changed(zip, "sweeps/1/events.jsonl", "{}".getBytes(UTF_8)),
          " is damaged: sweeps/1/events.jsonl is not what was written.");
      assertRefused(
          copy,
          changed(zip, "files/sweep-1/trial-3/pictures/one.png", null),
          " is damaged: files/sweep-1/trial-3/pictures/one.png is not what was written.");
      assertRefused(copy, changed(zip, "SHA256SUMS", null), " is no backup of Attune's.");
    }
  }

  private static void assertRefused(TrialStore store, Path zip, String why) {
    assertEquals(
        zip + why,
        assertThrows(StoreException.class, () -> Backup.restore(zip, store)).getMessage());
    assertEquals(List.of(), store.sweeps());
  }

  /** A file with one entry that is different, or gone. */
  private Path changed(Path zip, String name, byte[] content) throws IOException {
    Path changed = folder.resolve("changed.zip");
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip));
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(changed))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (!entry.getName().equals(name) || content != null) {
          out.putNextEntry(new ZipEntry(entry.getName()));
          out.write(entry.getName().equals(name) ? content : in.readAllBytes());
        }
      }
    }
    return changed;
  }

  @Test
  void filesThatWouldLieElsewhereAreRefused() throws Exception {
    try (H2Store copy = h2("copy")) {
      for (String name :
          List.of("files/../../evil", "files//etc/evil", "files/tokens", "files/a\\..\\b/c")) {
        Path zip = folder.resolve("evil.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
          String sums = put(out, "format.json", "{\"format\": 1}") + put(out, name, "evil");
          put(out, "SHA256SUMS", sums);
        }
        assertEquals(
            zip + " has a file that does not belong into a store: " + name + ".",
            assertThrows(StoreException.class, () -> Backup.restore(zip, copy)).getMessage());
      }
    }
    assertFalse(Files.exists(folder.resolve("evil")));
  }

  private static String put(ZipOutputStream zip, String name, String text) throws IOException {
    try (ZipPart part = new ZipPart(zip, name)) {
      part.write(text.getBytes(UTF_8));
      return part.sum();
    }
  }
}
