package io.attune.app;

import io.attune.store.H2Store;
import io.attune.store.SweepId;
import io.attune.store.SweepRecord;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the store is; shared by the commands. */
final class StoreOptions {
  @Option(
      names = "--store",
      paramLabel = "DIR",
      defaultValue = "${env:ATTUNE_STORE:-.attune}",
      description = "Folder with all sweeps and trials (default: ${DEFAULT-VALUE}).")
  private Path folder = Path.of(".attune");

  Path folder() {
    return folder;
  }

  /** Opens the store, making it if it is not there. */
  H2Store open(String command) {
    return H2Store.open(folder, "attune " + command);
  }

  /** Opens a store that must be there. */
  H2Store openExisting(String command) {
    if (!H2Store.exists(folder)) {
      throw new WrongInput(
          "there is no store in %s. `attune run SWEEP.yaml` makes one; --store names another folder."
              .formatted(folder));
    }
    return open(command);
  }

  /** The sweep with a number, or the latest one. */
  static SweepRecord sweep(H2Store store, @Nullable Long id) {
    List<SweepRecord> sweeps = store.sweeps();
    if (sweeps.isEmpty()) {
      throw new WrongInput("the store has no sweeps yet. `attune run SWEEP.yaml` makes one.");
    }
    return id == null
        ? sweeps.get(sweeps.size() - 1)
        : store
            .sweep(new SweepId(id))
            .orElseThrow(
                () ->
                    new WrongInput(
                        "there is no sweep %d; there are 1 to %d. `attune ls` lists them."
                            .formatted(id, sweeps.size())));
  }
}
