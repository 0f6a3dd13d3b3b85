package io.attune.store;

import java.nio.file.Path;

class MemoryStoreTest extends TrialStoreContract {
  @Override
  TrialStore create(Path folder) {
    return new MemoryStore();
  }
}
