package io.attune.app;

import io.attune.store.H2Store;
import io.attune.store.PostgresStore;
import io.attune.store.SweepId;
import io.attune.store.SweepRecord;
import io.attune.store.TrialStore;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where the store is; shared by the commands. */
final class StoreOptions {
  private static final String FILES = "attune-files";

  @Option(
      names = "--store",
      paramLabel = "STORE",
      defaultValue = "${env:ATTUNE_STORE:-.attune}",
      description =
          "Folder with all sweeps and trials, or postgresql://user@host:port/database (default:"
              + " ${DEFAULT-VALUE}).")
  private String where = ".attune";

  @Option(
      names = "--files",
      paramLabel = "DIR",
      defaultValue = "${env:ATTUNE_FILES:-" + FILES + "}",
      description =
          "Folder for the files of trials where the store is PostgreSQL (default:"
              + " ${DEFAULT-VALUE}).")
  private Path files = Path.of(FILES);

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  StoreOptions() {}

  /** What lies on this machine: the whole store, or the files of one that is elsewhere. */
  Path folder() {
    return isDatabase() ? files : Path.of(where);
  }

  /** As messages call the store. */
  String name() {
    return where;
  }

  /** What to give another command so that it finds the store; empty if that is nothing. */
  String again() {
    String store = where.equals(".attune") ? "" : " --store " + quoted(where);
    boolean elsewhere = isDatabase() && !files.equals(Path.of(FILES));
    return elsewhere ? store + " --files " + quoted(files.toString()) : store;
  }

  /** Whether there is a store; of a database that is taken for granted. */
  boolean exist() {
    return isDatabase() || H2Store.exists(Path.of(where));
  }

  /** Opens the store, making it if it is not there. */
  TrialStore open(String command) {
    return isDatabase() ? openDatabase(command) : H2Store.open(Path.of(where), "attune " + command);
  }

  /** Opens a store that must be there. */
  TrialStore openExisting(String command) {
    if (!isDatabase() && !H2Store.exists(Path.of(where))) {
      throw new WrongInput(
          "there is no store in %s. `attune run SWEEP.yaml` makes one; --store names another folder."
              .formatted(where));
    }
    return open(command);
  }

  /** Where the folders of all sweeps' files are. */
  Path filesRoot() {
    Path folder = folder().toAbsolutePath().normalize();
    return isDatabase() ? folder : folder.resolve("files");
  }

  boolean isDatabase() {
    return PostgresStore.isAddress(where);
  }

  PostgresStore openDatabase(String command) {
    try {
      PostgresStore store =
          PostgresStore.open(
              where, files, "process " + ProcessHandle.current().pid() + ", attune " + command);
      store
          .warnings()
          .forEach(warning -> spec.commandLine().getErr().println("Warning: " + warning));
      return store;
    } catch (IllegalArgumentException e) {
      throw new WrongInput("--store: " + e.getMessage());
    }
  }

  private static String quoted(String text) {
    boolean simple = text.matches("[\\w./:@-]+");
    return simple ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  /** The sweep with a number, or the latest one. */
  static SweepRecord sweep(TrialStore store, @Nullable Long id) {
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
