package io.attune.app;

import io.attune.store.TrialStore;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "ls", description = "List the sweeps of a store.", mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
  @Mixin private StoreOptions stores = new StoreOptions();
  @Spec private CommandSpec spec;

  ListCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (TrialStore store = stores.openExisting("ls")) {
      Table table = new Table().left(1, 2, 5);
      table.row(List.of("sweep", "name", "status", "trials", "failed", "best", "started"));
      new SweepLines(store).all().forEach(table::row);
      table.lines().forEach(out::println);
    }
    return Main.DONE;
  }
}
