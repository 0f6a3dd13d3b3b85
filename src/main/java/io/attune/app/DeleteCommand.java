package io.attune.app;

import io.attune.run.Garbage;
import io.attune.store.Erasure;
import io.attune.store.SweepId;
import io.attune.store.SweepRecord;
import io.attune.store.TrialStore;
import io.attune.trial.Trial;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "delete",
    description = "Delete a sweep or a trial for good, with all its files.",
    mixinStandardHelpOptions = true)
final class DeleteCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "SWEEP", description = "Number of the sweep.")
  private long id;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "TRIAL",
      description = "Number of a trial; without it the whole sweep is deleted.")
  private @Nullable Integer trial;

  @Option(names = "--yes", description = "Do not ask whether to delete.")
  private boolean yes;

  @Option(names = "--really", description = "Do not ask the second time either.")
  private boolean really;

  @Mixin private StoreOptions stores = new StoreOptions();
  @Spec private CommandSpec spec;

  DeleteCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    String what;
    try (TrialStore store = stores.openExisting("delete")) {
      what = describe(store, StoreOptions.sweep(store, id));
    }
    if (!agreed(what, out)) {
      out.println("Nothing was deleted.");
      return Main.FAILED;
    }
    Collecting.erase(stores, "delete", this::erase);
    try (TrialStore store = stores.openExisting("delete");
        Collecting collection = new Collecting(store, stores.filesRoot())) {
      List<Garbage> garbage = collection.find(Optional.empty());
      long bytes = collection.delete(garbage);
      out.printf("Deleted, with %,d bytes of files.%n", bytes);
      collection.notices().forEach(out::println);
    }
    return Main.DONE;
  }

  private String describe(TrialStore store, SweepRecord record) {
    SweepView view = SweepView.load(store, record);
    int trials = view.history().trials().size();
    if (trial == null) {
      return "sweep %d (%s) with its %d trials".formatted(id, Plain.line(view.name()), trials);
    }
    if (trial < 1 || trial > trials) {
      throw new WrongInput("sweep %d has no trial %d; it has %d.".formatted(id, trial, trials));
    }
    Trial found = view.history().trial(trial);
    if (found.erased()) {
      throw new WrongInput("trial %d of sweep %d was deleted already.".formatted(trial, id));
    }
    return "trial %d of sweep %d (%s)".formatted(trial, id, Plain.line(view.name()));
  }

  /** Asked twice, since nothing brings it back. */
  private boolean agreed(String what, PrintWriter out) {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    String number = trial == null ? Long.toString(id) : trial.toString();
    return (yes || ask(in, "Delete %s? [y/N] ".formatted(what), "y", out))
        && (really
            || ask(in, "This cannot be undone. Type %s to go on: ".formatted(number), number, out));
  }

  private static boolean ask(BufferedReader in, String question, String wanted, PrintWriter out) {
    out.print(question);
    out.flush();
    try {
      String answer = in.readLine();
      return answer != null && answer.strip().equalsIgnoreCase(wanted);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void erase(Erasure erasure) {
    if (trial == null) {
      erasure.sweep(new SweepId(id), Clock.systemUTC().instant());
    } else {
      erasure.trial(new SweepId(id), trial, Clock.systemUTC().instant());
    }
  }
}
