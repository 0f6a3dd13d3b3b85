package io.attune.app;

import io.attune.store.SweepRecord;
import io.attune.store.TrialStore;
import io.attune.trial.TrialState;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "ls", description = "List the sweeps of a store.", mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.systemDefault());

  @Mixin private StoreOptions stores = new StoreOptions();
  @Spec private CommandSpec spec;

  ListCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (TrialStore store = stores.openExisting("ls")) {
      Table table = new Table().left(1, 2, 5);
      table.row(List.of("sweep", "name", "status", "trials", "failed", "best", "started"));
      for (SweepRecord record : store.sweeps()) {
        table.row(row(SweepView.load(store, record)));
      }
      table.lines().forEach(out::println);
    }
    return Main.DONE;
  }

  private static List<String> row(SweepView view) {
    return List.of(
        view.record().id().toString(),
        view.name(),
        view.status(),
        view.trialsOfBudget(),
        Long.toString(view.count(TrialState.Failed.class)),
        Verdicts.best(view.history()).orElse("–"),
        TIME.format(view.record().created()));
  }
}
