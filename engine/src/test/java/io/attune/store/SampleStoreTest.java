package io.attune.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.sweep.Sweep;
import io.attune.trial.Attachments;
import io.attune.trial.Event;
import io.attune.trial.LiveHistory;
import io.attune.trial.Reading;
import io.attune.trial.TrialEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stores and backups of format 2.3, as {@link SampleStoreMain} made them, open for good. */
class SampleStoreTest {
  private static final SweepId FIRST = new SweepId(1);
  private static final SweepId SECOND = new SweepId(2);
  private static final SweepId DELETED = new SweepId(3);
  private static final SweepId FOURTH = new SweepId(4);

  @TempDir Path folder;

  @BeforeEach
  void unpack() throws IOException {
    try (InputStream resource = SampleStoreTest.class.getResourceAsStream("store-v2.3.zip");
        ZipInputStream zip = new ZipInputStream(resource)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = folder.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        Files.copy(zip, file);
      }
    }
  }

  private List<Event> expected(SweepId id) throws IOException {
    return Files.readAllLines(folder.resolve("events-" + id + ".jsonl")).stream()
        .map(line -> EventJson.read(EventJson.parse(line)))
        .toList();
  }

  private void assertSame(TrialStore store) throws IOException {
    assertEquals(
        List.of(FIRST, SECOND, FOURTH), store.sweeps().stream().map(SweepRecord::id).toList());
    assertEquals("name: every kind", store.sweep(FIRST).orElseThrow().source());
    for (SweepId id : List.of(FIRST, SECOND, FOURTH)) {
      assertEquals(expected(id), store.eventsAfter(id, 0, 1_000), "sweep " + id);
    }
    assertTrue(
        expected(SECOND).stream().anyMatch(TrialEvent.Erased.class::isInstance), "one was deleted");
    SeriesKey key = SeriesKey.recorded(FIRST, 1, "loss");
    assertEquals(3, store.readings(key, 0, 10).readings().size());
    assertEquals(
        new Reading("loss", Long.MAX_VALUE, 0, Double.NEGATIVE_INFINITY),
        store.readings(key, 2, 10).readings().get(0));
    LiveHistory history = new LiveHistory(store.sweep(FIRST).orElseThrow().sweep().criteria());
    history.addAll(store.eventsAfter(FIRST, 0, 1_000));
    Attachments.Item last =
        history.trial(1).dossier().attachments().latest().stream()
            .filter(item -> item.what().name().equals("kept/content"))
            .findFirst()
            .orElseThrow();
    BlobStore blobs = BlobStore.beside(store.files(FIRST));
    try (InputStream content = blobs.open(last.what().sha256())) {
      assertEquals(SampleStoreMain.CONTENT, new String(content.readAllBytes(), UTF_8));
    }
    Path note = TrialFolder.of(store.files(FIRST), 1).path().resolve("note.txt");
    assertEquals("a note", Files.readString(note));
  }

  private void assertGoesOn(TrialStore store) throws IOException {
    for (SweepId id : List.of(FIRST, SECOND, FOURTH)) {
      List<Event> more =
          List.of(
              new TrialEvent.Recorded(
                  1, TrialStoreContract.NOW, List.of(new Reading("loss", 1, 2, 3))));
      store.append(id, expected(id).size(), more);
      assertEquals(TrialStoreContract.kept(more), store.eventsAfter(id, expected(id).size(), 10));
    }
    assertEquals(new SweepId(5), store.open(Sweep.recording("x"), "", TrialStoreContract.NOW));
    assertEquals(Optional.empty(), store.sweep(DELETED));
    assertThrows(StoreException.class, () -> store.append(DELETED, 0, expected(SECOND)));
  }

  @Test
  void theStoreHasWhatItHadAndGoesOn() throws IOException {
    try (H2Store store = H2Store.open(folder, "a test")) {
      assertSame(store);
      assertGoesOn(store);
    }
  }

  @Test
  void theBackupHasWhatTheStoreHadWhereverItIsRestored() throws IOException {
    Path zip = folder.resolve("backup.zip");
    try (InputStream resource = SampleStoreTest.class.getResourceAsStream("backup-v2.3.zip")) {
      Files.copy(resource, zip);
    }
    try (H2Store h2 = H2Store.open(folder.resolve("h2"), "a test");
        PostgresStore postgres =
            PostgresStore.open(TestDatabase.create(), folder.resolve("files-pg"), "a test")) {
      for (TrialStore store : List.of(h2, postgres)) {
        Backup.restore(zip, store);
        assertSame(store);
        assertGoesOn(store);
      }
    }
  }
}
