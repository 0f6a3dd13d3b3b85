package io.attune.app;

import io.attune.run.Confirmation;
import io.attune.run.SweepRunner;
import io.attune.store.TrialStore;
import io.attune.sweep.Sweep;
import io.attune.trial.Trial;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "confirm",
    description =
        "Train the best assignments of a sweep again with new seeds, and say whether the winner is"
            + " real. The repeats are a sweep of their own; confirm that one to see its table again.",
    mixinStandardHelpOptions = true)
final class ConfirmCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ID",
      description = "Sweep (default: the latest).")
  private @Nullable Long id;

  @Option(
      names = "--top",
      paramLabel = "K",
      defaultValue = "3",
      description = "How many of the best to train again (default: ${DEFAULT-VALUE}).")
  private int top = 3;

  @Option(
      names = "--repeats",
      paramLabel = "N",
      defaultValue = "5",
      description = "How often to train each (default: ${DEFAULT-VALUE}).")
  private int repeats = 5;

  @Mixin private RunOptions options = new RunOptions();
  @Mixin private StoreOptions stores = new StoreOptions();
  @Spec private CommandSpec spec;

  ConfirmCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (TrialStore store = stores.openExisting("confirm")) {
      SweepView view = SweepView.load(store, StoreOptions.sweep(store, id));
      if (Confirmation.is(view.sweep())) {
        Confirmations.print(view, out);
        return Main.DONE;
      }
      Sweep again = again(view, top, repeats);
      return new SweepSession(store, options, stores, out)
          .run(SweepRunner.of(again), again, started -> CompletableFuture.completedFuture(null));
    }
  }

  /** The sweep that repeats the best trials of another. */
  static Sweep again(SweepView view, int top, int repeats) {
    List<Trial> best = view.ranking().stream().limit(Math.max(0, top)).toList();
    try {
      return Confirmation.of(view.record().id(), view.sweep(), view.history(), best, repeats);
    } catch (IllegalArgumentException e) {
      throw new WrongInput(String.valueOf(e.getMessage()));
    }
  }
}
