package io.attune.app;

import io.attune.store.TrialStore;
import io.attune.trial.Trial;
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
    name = "save-model",
    description = "Write the network of a trial's best epoch to a file for `start_from`.",
    mixinStandardHelpOptions = true)
final class SaveModelCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "SWEEP/TRIAL",
      description = "Numbers of sweep and trial, such as 3/12; 3/best or 3 for the best trial.")
  private String which = "";

  @Parameters(index = "1", paramLabel = "FILE", description = "File to write.")
  private Path file = Path.of("");

  @Mixin private StoreOptions stores = new StoreOptions();
  @Spec private CommandSpec spec;

  SaveModelCommand() {}

  @Override
  public Integer call() throws IOException {
    try (TrialStore store = stores.openExisting("save-model")) {
      TrialName name = TrialName.parse(which);
      SweepView view = SweepView.load(store, StoreOptions.sweep(store, name.sweep()));
      Trial trial = name.find(view);
      Path folder = TrialFolders.of(store, view, trial);
      Path target = file.toAbsolutePath();
      Files.createDirectories(target.getParent());
      SweepFiles.models(view.sweep()).save(trial.assignment(), folder, target);
      spec.commandLine()
          .getOut()
          .printf(
              "Wrote the network of trial %d of sweep %s to %s. A sweep starts from it with"
                  + " `start_from: {value: %s}`.%n",
              trial.number(), view.record().id(), file, file);
    }
    return Main.DONE;
  }
}
