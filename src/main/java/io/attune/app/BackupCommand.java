package io.attune.app;

import io.attune.store.Backup;
import io.attune.store.StoreInUse;
import io.attune.store.TrialStore;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "backup",
    description = {
      "Copy a store, with the files of its trials, into one ZIP file.",
      "It may be used meanwhile: where another program has a folder open, that one makes the copy."
    },
    mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
  @Parameters(paramLabel = "TO.zip", description = "File to write; must not exist.")
  private Path to = Path.of("");

  @Mixin private StoreOptions stores = new StoreOptions();
  @Spec private CommandSpec spec;

  BackupCommand() {}

  @Override
  public Integer call() {
    if (Files.exists(to)) {
      throw new WrongInput("%s exists; give the name of a new file.".formatted(to));
    }
    try (TrialStore store = stores.openExisting("backup")) {
      tell(write(out -> RestoreCommand.amount(Backup.write(store, out, Instant.now()))));
    } catch (StoreInUse e) {
      tell(fetch(e));
    } catch (IOException e) {
      throw new WrongInput("cannot write %s: %s.".formatted(to, e));
    }
    return Main.DONE;
  }

  /** Has the program that has the store open make the copy. */
  private String fetch(StoreInUse taken) {
    StoreServer server = StoreServer.of(taken, stores.folder()).orElseThrow(() -> taken);
    try {
      return write(
          out -> {
            server.backup(out);
            return "a running store";
          });
    } catch (IOException e) {
      throw new WrongInput("no copy was made: %s.".formatted(e.getMessage()));
    }
  }

  /** Under its name there is a whole copy or none. */
  private String write(Copy copy) throws IOException {
    Path part = to.resolveSibling(to.getFileName() + ".part");
    try {
      String what;
      try (OutputStream out = Files.newOutputStream(part)) {
        what = copy.into(out);
      }
      Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
      return what;
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private void tell(String what) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("Copied %s from %s to %s.%n", what, stores.name(), to);
  }

  private interface Copy {
    /** Writes it and says what it holds. */
    String into(OutputStream out) throws IOException;
  }
}
