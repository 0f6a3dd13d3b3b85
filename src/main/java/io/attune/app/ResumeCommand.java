package io.attune.app;

import io.attune.run.SweepRunner;
import io.attune.store.SweepRecord;
import io.attune.store.TrialStore;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "resume",
    description = {
      "Continue a sweep that was interrupted, as if it had not been;",
      "or go on with other ranges, choices or points to try, keeping its history."
    },
    mixinStandardHelpOptions = true)
final class ResumeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", description = "Number of the sweep; `attune ls` lists them.")
  private long id;

  @Mixin private SteerOptions steer = new SteerOptions();
  @Mixin private RunOptions options = new RunOptions();
  @Mixin private StoreOptions stores = new StoreOptions();
  @Spec private CommandSpec spec;

  ResumeCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (TrialStore store = stores.openExisting("resume " + id)) {
      SweepRecord record = StoreOptions.sweep(store, id);
      SweepView view = SweepView.load(store, record);
      if (record.sweep().recorded()) {
        throw new WrongInput(
            "sweep %d is run by others and only recorded here: there is nothing to resume."
                .formatted(id));
      }
      if (!steer.none()) {
        steer.announce(view, out);
      } else if (view.status().equals("finished")) {
        out.println("Sweep " + id + " is finished; there is nothing to resume.");
        Summary.print(view, stores, out);
        return Main.DONE;
      }
      SweepSession session = new SweepSession(store, options, stores, out);
      int code =
          session.run(
              SweepRunner.resume(record.id()), record.sweep(), runner -> steer.order(view, runner));
      return Repeats.follow(code, record.id(), options, stores, out);
    }
  }
}
