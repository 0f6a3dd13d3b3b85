package io.attune.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.search.SamplerSpec;
import io.attune.space.IntParameter;
import io.attune.store.BlobStore;
import io.attune.store.Erasure;
import io.attune.store.H2Store;
import io.attune.store.SweepId;
import io.attune.sweep.Sweep;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GarbageCollectorTest {
  @TempDir Path folder;

  private SweepId run(int trials) {
    Sweep sweep =
        Sweep.named("files")
            .space(IntParameter.uniform("x", 1, trials))
            .minimize("loss")
            .sampler(new SamplerSpec.Grid())
            .keep(100)
            .build();
    try (H2Store store = H2Store.open(folder, "test")) {
      return SweepRunner.of(sweep)
          .store(store)
          .trainer(
              trial -> {
                double loss = trial.assignment().number("x");
                Files.writeString(trial.directory().resolve("checkpoint"), "12345");
                Path pictures = Files.createDirectories(trial.directory().resolve("pictures"));
                Files.writeString(pictures.resolve("a.png"), "a picture");
                Path file = Files.writeString(trial.directory().resolve("own"), "of " + loss);
                trial.attach(Content.file("own", file));
                trial.attach(Content.text("same", "x".repeat(5_000)));
                trial.report(1, Map.of("loss", loss));
              })
          .run()
          .id();
    }
  }

  private List<String> collect(Optional<Retention> retention) throws IOException {
    try (H2Store store = H2Store.open(folder, "test")) {
      Path files = folder.resolve("files");
      List<Garbage> garbage = GarbageCollector.find(store, files, retention);
      GarbageCollector.delete(garbage);
      return garbage.stream()
          .map(
              piece ->
                  files.relativize(piece.path()).toString().replaceAll("[0-9a-f]{62}", "…")
                      + " "
                      + piece.bytes())
          .toList();
    }
  }

  private boolean exists(String path) {
    return Files.exists(folder.resolve("files").resolve(path));
  }

  private BlobStore blobs() {
    return BlobStore.in(folder.resolve("files/blobs"));
  }

  @Test
  void whatIsNeededIsLeftAlone() throws IOException {
    run(3);
    assertEquals(List.of(), collect(Optional.empty()));
    assertEquals(4, blobs().all().size());
    assertTrue(exists("sweep-1/trial-3/checkpoint"));
  }

  @Test
  void contentsThatNoTrialNamesAndHalfWrittenOnesGo() throws IOException {
    run(1);
    byte[] lost = "lost".getBytes(StandardCharsets.UTF_8);
    blobs().put(new ByteArrayInputStream(lost), 10);
    Files.writeString(folder.resolve("files/blobs/incoming/blob-1.part"), "half");
    assertEquals(2, collect(Optional.empty()).size());
    assertEquals(2, blobs().all().size());
    assertEquals(List.of(), blobs().leftovers());
    assertEquals(List.of(), collect(Optional.empty()));
  }

  @Test
  void whereOthersWriteWhatIsYoungOrNeededAgainIsLeft() throws IOException {
    run(1);
    Path files = folder.resolve("files");
    BlobStore.Blob old = put("old");
    BlobStore.Blob again = put("again");
    put("young");
    Instant twoHoursAgo = Instant.now().minusSeconds(7_200);
    for (BlobStore.Blob blob : List.of(old, again)) {
      Files.setLastModifiedTime(blobs().path(blob.sha256()), FileTime.from(twoHoursAgo));
    }
    Instant hourAgo = Instant.now().minusSeconds(3_600);
    try (H2Store store = H2Store.open(folder, "test")) {
      List<Garbage> garbage =
          GarbageCollector.find(store, files, Optional.empty(), hourAgo, id -> true);
      assertEquals(2, garbage.size(), garbage.toString());
      put("again");
      GarbageCollector.delete(garbage);
      assertFalse(Files.exists(blobs().path(old.sha256())));
      assertTrue(Files.exists(blobs().path(again.sha256())));
      assertEquals(4, blobs().all().size());
    }
  }

  private BlobStore.Blob put(String text) throws IOException {
    return blobs().put(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 10);
  }

  @Test
  void checkpointsOfSweepsThatSomebodyRunsAreLeft() {
    run(4);
    Optional<Retention> rule = Optional.of(Retention.of("best 1"));
    try (H2Store store = H2Store.open(folder, "test")) {
      Path files = folder.resolve("files");
      assertEquals(
          List.of(), GarbageCollector.find(store, files, rule, Instant.EPOCH, id -> false));
      assertEquals(6, GarbageCollector.find(store, files, rule, Instant.EPOCH, id -> true).size());
    }
  }

  @Test
  void filesOfADeletedTrialGoButNotWhatOthersShare() throws IOException {
    SweepId id = run(2);
    try (Erasure erasure = Erasure.open(folder, "test")) {
      erasure.trial(id, 1, Instant.EPOCH);
    }
    List<String> gone = collect(Optional.empty());
    assertEquals(2, gone.size(), gone.toString());
    assertEquals("sweep-1/trial-1 20", gone.get(0));
    assertFalse(exists("sweep-1/trial-1"));
    assertTrue(exists("sweep-1/trial-2/checkpoint"));
    assertEquals(2, blobs().all().size());
  }

  @Test
  void filesOfADeletedSweepGo() throws IOException {
    run(2);
    SweepId second = run(3);
    try (Erasure erasure = Erasure.open(folder, "test")) {
      erasure.sweep(second, Instant.EPOCH);
    }
    List<String> gone = collect(Optional.empty());
    assertEquals("sweep-2 60", gone.get(0));
    assertTrue(exists("sweep-1") && !exists("sweep-2"));
    assertEquals(3, blobs().all().size());
  }

  @Test
  void checkpointsBeyondTheRuleGoAndPicturesStay() throws IOException {
    run(4);
    List<String> gone = collect(Optional.of(Retention.of("best 1")));
    assertEquals(6, gone.size(), gone.toString());
    assertTrue(exists("sweep-1/trial-1/checkpoint"));
    assertFalse(exists("sweep-1/trial-2/checkpoint"));
    assertTrue(exists("sweep-1/trial-4/pictures/a.png"));
    assertEquals(2, collect(Optional.of(Retention.of("last 0"))).size());
    assertFalse(exists("sweep-1/trial-1/checkpoint"));
  }

  @Test
  void rulesAreReadOrRefused() {
    assertEquals(new Retention(Retention.Order.LAST, 3), Retention.of(" Last 3"));
    assertEquals(
        "\"worst 3\" is no rule for checkpoints; write best 1 or last 3.",
        assertThrows(IllegalArgumentException.class, () -> Retention.of("worst 3")).getMessage());
  }

  @Test
  void aSweepIsTakenUpThoughATrialOfItWasDeleted() {
    SweepId id = run(2);
    try (Erasure erasure = Erasure.open(folder, "test")) {
      erasure.trial(id, 1, Instant.EPOCH);
    }
    try (H2Store store = H2Store.open(folder, "test")) {
      SweepResult result = SweepRunner.resume(id).store(store).trainer(trial -> {}).run();
      assertTrue(result.trials().get(0).erased());
      assertEquals(2, result.best().orElseThrow().number());
      assertEquals(
          "sweep 1 cannot be verified: trial 1 was deleted on 1970-01-01T00:00:00Z, and what came"
              + " after it depends on it.",
          assertThrows(IllegalStateException.class, () -> Verifier.verify(store, id)).getMessage());
    }
  }
}
