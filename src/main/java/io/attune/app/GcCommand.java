package io.attune.app;

import io.attune.run.Garbage;
import io.attune.run.Retention;
import io.attune.store.TrialStore;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "gc",
    description = "Delete files that nothing refers to any more.",
    mixinStandardHelpOptions = true)
final class GcCommand implements Callable<Integer> {
  @Option(names = "--dry-run", description = "Only say what would be deleted.")
  private boolean dryRun;

  @Option(
      names = "--keep-checkpoints",
      paramLabel = "RULE",
      description =
          "Of which finished trials of each sweep to keep checkpoints: \"best 1\", \"last 3\"."
              + " Without it all that are there are kept.")
  private @Nullable String rule;

  @Mixin private StoreOptions stores = new StoreOptions();
  @Spec private CommandSpec spec;

  GcCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Optional<Retention> retention = Optional.ofNullable(rule).map(GcCommand::read);
    try (TrialStore store = stores.openExisting("gc");
        Collecting collection = new Collecting(store, stores.filesRoot())) {
      collect(collection, retention, out);
    }
    if (!dryRun) {
      // A deletion that was interrupted may have left its rows in the file.
      Collecting.erase(stores, "gc", nothing -> {});
    }
    return Main.DONE;
  }

  private static Retention read(String text) {
    try {
      return Retention.of(text);
    } catch (IllegalArgumentException e) {
      throw new WrongInput("--keep-checkpoints: " + e.getMessage());
    }
  }

  private void collect(Collecting collection, Optional<Retention> retention, PrintWriter out) {
    List<Garbage> garbage = collection.find(retention);
    for (Garbage piece : garbage) {
      out.println(
          Plain.line(
              "%s: %,d bytes, %s"
                  .formatted(
                      stores.filesRoot().relativize(piece.path()), piece.bytes(), piece.why())));
    }
    collection.notices().forEach(out::println);
    long bytes = dryRun ? Collecting.sum(garbage) : collection.delete(garbage);
    out.printf(
        dryRun
            ? "%d files and folders with %,d bytes would be deleted.%n"
            : "%d files and folders with %,d bytes deleted.%n",
        garbage.size(),
        bytes);
  }
}
