package io.attune.app;

import io.attune.store.EventJson;
import io.attune.store.H2Store;
import io.attune.trial.Trial;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "best",
    description = "Print the parameters of a sweep's best trial as JSON.",
    mixinStandardHelpOptions = true)
final class BestCommand implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "ID", description = "Sweep (default: the latest).")
  private @Nullable Long id;

  @Mixin private StoreOptions stores = new StoreOptions();
  @Spec private CommandSpec spec;

  BestCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (H2Store store = stores.openExisting("best")) {
      SweepView view = SweepView.load(store, StoreOptions.sweep(store, id));
      Optional<Trial> best = view.history().best();
      if (best.isEmpty()) {
        spec.commandLine()
            .getErr()
            .println("attune: sweep " + view.record().id() + " has no trial with a score.");
        return Main.FAILED;
      }
      out.println(Plain.lines(EventJson.values(best.get().assignment()).toPrettyString()));
      return Main.DONE;
    }
  }
}
