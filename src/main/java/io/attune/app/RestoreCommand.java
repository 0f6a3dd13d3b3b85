package io.attune.app;

import io.attune.store.Backup;
import io.attune.store.BadBackup;
import io.attune.store.TrialStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "restore",
    description = {
      "Put what `attune backup` copied into a new store, in a folder or in PostgreSQL.",
      "All checksums are verified first. A store that holds sweeps is not touched."
    },
    mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FROM.zip", description = "File that `attune backup` wrote.")
  private Path from = Path.of("");

  @Mixin private StoreOptions stores = new StoreOptions();
  @Spec private CommandSpec spec;

  RestoreCommand() {}

  @Override
  public Integer call() {
    if (!Files.isReadable(from)) {
      throw new WrongInput("%s cannot be read.".formatted(from));
    }
    try (TrialStore store = stores.open("restore " + from)) {
      Backup restored = Backup.restore(from, store);
      spec.commandLine()
          .getOut()
          .printf("Restored %s from %s into %s.%n", amount(restored), from, stores.name());
    } catch (BadBackup e) {
      throw new WrongInput(String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      throw new WrongInput("--store: " + e.getMessage());
    } catch (IOException e) {
      throw new WrongInput("cannot restore %s: %s.".formatted(from, e));
    }
    return Main.DONE;
  }

  static String amount(Backup copied) {
    return "%s with %s and %s"
        .formatted(
            number(copied.sweeps(), "sweep"),
            number(copied.events(), "event"),
            number(copied.files(), "file"));
  }

  private static String number(long count, String noun) {
    return "%,d %s%s".formatted(count, noun, count == 1 ? "" : "s");
  }
}
