package io.attune.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2StoreTest extends TrialStoreContract {
  @TempDir Path other;

  @Override
  TrialStore create(Path folder) {
    return H2Store.open(folder, "a test");
  }

  @Test
  void everythingIsThereAfterReopening() {
    SweepId id;
    try (H2Store store = H2Store.open(other, "first")) {
      id = store.open(sweep("kept"), "name: kept", NOW);
      store.append(id, 0, everyKind().subList(0, 4));
    }
    try (H2Store store = H2Store.open(other, "second")) {
      store.append(id, 4, everyKind().subList(4, everyKind().size()));
    }
    try (H2Store store = H2Store.open(other, "third")) {
      assertEquals(List.of(new SweepRecord(id, sweep("kept"), "name: kept", NOW)), store.sweeps());
      assertEquals(everyKind(), store.eventsAfter(id, 0, 100));
      assertEquals(new SweepId(2), store.open(sweep("next"), "", NOW));
    }
  }

  @Test
  void aSecondOpenerIsToldWhoHoldsTheStore() {
    try (H2Store first = H2Store.open(other, "attune run digits.yaml")) {
      first.describeOwner("attune run digits.yaml, dashboard at http://127.0.0.1:1");
      StoreException refused =
          assertThrows(StoreException.class, () -> H2Store.open(other, "second"));
      assertEquals(
          "store %s is in use by process %d, attune run digits.yaml, dashboard at http://127.0.0.1:1. Wait until it ends, or choose another folder with --store."
              .formatted(other, ProcessHandle.current().pid()),
          refused.getMessage());
    }
    H2Store.open(other, "third").close();
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() throws Exception {
    Path file = Files.createFile(other.resolve("file"));
    StoreException refused = assertThrows(StoreException.class, () -> H2Store.open(file, "x"));
    assertTrue(
        refused.getMessage().startsWith("cannot use " + file + " as a store: "),
        refused.getMessage());
  }
}
