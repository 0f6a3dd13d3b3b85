package io.attune.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.trial.Event;
import io.attune.trial.TrialEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that are full, lose power, or come back with a file that was cut off. */
class FaultyDiskTest {
  private static final SweepId ONE = new SweepId(1);

  @TempDir Path folder;

  @BeforeEach
  @AfterEach
  void makeDisk() {
    FaultyDisk.format();
    FaultyDisk.makeRoom();
  }

  private static List<Event> report(int step) {
    return List.of(
        new TrialEvent.Reported(1, TrialStoreContract.NOW, 1, step, Map.of("loss", step + 0.5)));
  }

  @Test
  void aFullDiskAcknowledgesNothingFalselyAndIsUsedAgainOnceThereIsRoom() {
    for (int writes : List.of(0, 1, 2, 3, 5, 8)) {
      fillAndGoOn(writes);
    }
  }

  @Test
  @Tag("slow")
  void aDiskThatIsFullAtAnyWriteLosesNothing() {
    for (int writes = 1; writes <= 200; writes++) {
      fillAndGoOn(writes);
    }
  }

  private void fillAndGoOn(int writes) {
    FaultyDisk.format();
    Path own = folder.resolve("full-after-" + writes);
    try (H2Store store = FaultyDisk.open(own)) {
      store.open(TrialStoreContract.sweep("a"), "", TrialStoreContract.NOW);
      store.append(ONE, 0, report(0));
      FaultyDisk.fillAfter(writes);
      int acknowledged = 1;
      StoreException refused = null;
      while (refused == null) {
        try {
          store.append(ONE, acknowledged, report(acknowledged));
          acknowledged++;
        } catch (StoreException e) {
          refused = e;
        }
      }
      String message = String.valueOf(refused.getMessage());
      assertTrue(message.endsWith(" Maybe the disk is full."), writes + ": " + message);
      assertKept(acknowledged, store);
      FaultyDisk.makeRoom();
      int kept = assertKept(acknowledged, store);
      store.append(ONE, kept, report(kept));
      assertEquals(kept + 1, assertKept(kept + 1, store));
    }
    try (H2Store store = FaultyDisk.open(own)) {
      assertTrue(store.eventsAfter(ONE, 0, 10_000).size() > 1);
    }
  }

  /**
   * All that was acknowledged can be read; an append that was refused may have reached the disk.
   */
  private static int assertKept(int acknowledged, TrialReader store) {
    List<Event> events = store.eventsAfter(ONE, 0, 10_000);
    assertTrue(
        events.size() == acknowledged || events.size() == acknowledged + 1,
        acknowledged + " acknowledged, but " + events.size() + " kept");
    for (int i = 0; i < events.size(); i++) {
      assertEquals(report(i), events.subList(i, i + 1));
    }
    return events.size();
  }

  @Test
  void whatWasAcknowledgedSurvivesPowerCuts() throws Exception {
    cutPower(40);
  }

  @Test
  @Tag("slow")
  void whatWasAcknowledgedSurvivesFiveHundredPowerCuts() throws Exception {
    cutPower(500);
  }

  private void cutPower(int times) throws Exception {
    Random random = new Random(5);
    List<byte[]> images = new ArrayList<>();
    List<Integer> acknowledged = new ArrayList<>();
    try (H2Store store = FaultyDisk.open(folder.resolve("cut"))) {
      store.open(TrialStoreContract.sweep("a"), "", TrialStoreContract.NOW);
      for (int i = 0; i < times; i++) {
        int known = i;
        Thread cutter =
            new Thread(
                () -> {
                  sleep(random.nextInt(4));
                  images.add(FaultyDisk.cut(random));
                });
        acknowledged.add(known);
        cutter.start();
        store.append(ONE, i, report(i));
        cutter.join();
      }
    }
    for (int i = 0; i < times; i++) {
      assertOpensWith(acknowledged.get(i), images.get(i), folder.resolve("image-" + i));
    }
  }

  private static void sleep(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void assertOpensWith(int acknowledged, byte[] image, Path own) throws IOException {
    Files.write(Files.createDirectories(own).resolve("attune.mv.db"), image);
    try (H2Store store = H2Store.open(own, "a test")) {
      int kept = assertKept(acknowledged, store);
      store.append(ONE, kept, report(kept));
    }
  }

  @Test
  void aFileWhoseEndWasTornOffOpensOrIsSaidToBeDamaged() throws Exception {
    Path own = folder.resolve("whole");
    try (H2Store store = H2Store.open(own, "a test")) {
      store.open(TrialStoreContract.sweep("a"), "", TrialStoreContract.NOW);
      for (int i = 0; i < 50; i++) {
        store.append(ONE, i, report(i));
      }
    }
    byte[] whole = Files.readAllBytes(own.resolve("attune.mv.db"));
    for (int lost :
        List.of(1, 100, 4095, 4096, 4097, 9000, whole.length / 2, whole.length - 5000)) {
      assertOpensOrIsRefused(java.util.Arrays.copyOf(whole, whole.length - lost), lost);
    }
  }

  private void assertOpensOrIsRefused(byte[] torn, int lost) throws IOException {
    Path own = Files.createDirectories(folder.resolve("torn-" + lost));
    Files.write(own.resolve("attune.mv.db"), torn);
    try (H2Store store = H2Store.open(own, "a test")) {
      // What was torn off was never synced, or no longer needed: all else is whole.
      List<Event> events = store.sweeps().isEmpty() ? List.of() : store.eventsAfter(ONE, 0, 10_000);
      for (int i = 0; i < events.size(); i++) {
        assertEquals(report(i), events.subList(i, i + 1));
      }
    } catch (StoreException e) {
      String message = String.valueOf(e.getMessage());
      assertTrue(
          message.startsWith("the store in %s is damaged. Restore its folder from".formatted(own))
              || message.startsWith("cannot use the store in " + own + ": "),
          message);
    }
  }
}
