package io.attune.app;

import io.attune.store.Backup;
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
      "A store in PostgreSQL can be copied at any time, one in a folder while no program has it"
          + " open."
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
      tell(write(store));
    } catch (IOException e) {
      throw new WrongInput("cannot write %s: %s.".formatted(to, e));
    }
    return Main.DONE;
  }

  /** Under its name there is a whole copy or none. */
  private Backup write(TrialStore store) throws IOException {
    Path part = to.resolveSibling(to.getFileName() + ".part");
    try {
      Backup copied;
      try (OutputStream out = Files.newOutputStream(part)) {
        copied = Backup.write(store, out, Instant.now());
      }
      Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
      return copied;
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private void tell(Backup copied) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("Copied %s from %s to %s.%n", RestoreCommand.amount(copied), stores.name(), to);
  }
}
