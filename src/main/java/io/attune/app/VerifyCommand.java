package io.attune.app;

import io.attune.run.Verifier;
import io.attune.store.SweepRecord;
import io.attune.store.TrialStore;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "verify",
    description = "Compute every suggestion of a sweep again from its events, and compare.",
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "ID", description = "Sweep (default: the latest).")
  private @Nullable Long id;

  @Mixin private StoreOptions stores = new StoreOptions();
  @Spec private CommandSpec spec;

  VerifyCommand() {}

  private static Verifier.Report verify(TrialStore store, SweepRecord record) {
    try {
      return Verifier.verify(store, record.id());
    } catch (IllegalStateException e) {
      throw new WrongInput(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (TrialStore store = stores.openExisting("verify")) {
      SweepRecord record = StoreOptions.sweep(store, id);
      Verifier.Report report = verify(store, record);
      if (report.difference().isEmpty()) {
        out.printf(
            "Sweep %s: all %d suggestions came out the same again.%n",
            record.id(), report.suggestions());
        return Main.DONE;
      }
      Verifier.Difference difference = report.difference().get();
      out.printf(
          "Sweep %s: the suggestion for trial %d differs; the %d before it are the same.%n"
              + "  recorded:   %s%n  recomputed: %s%n",
          record.id(),
          difference.trial(),
          report.suggestions() - 1,
          Plain.line(difference.recorded().values().toString()),
          Plain.line(
              difference
                  .recomputed()
                  .map(again -> again.values().toString())
                  .orElse("nothing left to try")));
      return Main.FAILED;
    }
  }
}
