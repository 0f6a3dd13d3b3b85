package io.attune.app;

import io.attune.run.SweepRunner;
import io.attune.store.H2Store;
import io.attune.store.SweepRecord;
import io.attune.sweep.Sweep;
import io.attune.sweep.SweepDocument;
import java.io.Console;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
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
    name = "run",
    description = "Run a sweep file: train trial after trial, keep them all, show them live.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Parameters(paramLabel = "SWEEP", description = "Sweep file, YAML or JSON.")
  private Path file = Path.of("");

  @Option(
      names = "--new",
      description = "Start anew even if this file was run before and interrupted.")
  private boolean startNew;

  @Option(names = "--seed", paramLabel = "N", description = "Use this seed, not the file's.")
  private @Nullable Long seed;

  @Mixin private RunOptions options = new RunOptions();
  @Mixin private StoreOptions stores = new StoreOptions();
  @Spec private CommandSpec spec;

  RunCommand() {}

  @Override
  public Integer call() {
    SweepDocument document = SweepFiles.read(file);
    Sweep sweep = seed == null ? document.sweep() : document.sweep().seeded(seed);
    PrintWriter out = spec.commandLine().getOut();
    try (H2Store store = stores.open("run " + file)) {
      Optional<SweepView> unfinished =
          startNew || seed != null ? Optional.empty() : unfinished(store, document);
      SweepRunner.Builder runner =
          unfinished.isPresent() && wantsToContinue(unfinished.get(), out)
              ? SweepRunner.resume(unfinished.get().record().id())
              : SweepRunner.of(sweep).source(document.source());
      SweepSession session = new SweepSession(store, options, stores, out);
      int code = session.run(runner, sweep, started -> CompletableFuture.completedFuture(null));
      return Repeats.follow(code, session.ran(), options, stores, out);
    }
  }

  /** The latest sweep of the same text, if it was interrupted. */
  private static Optional<SweepView> unfinished(H2Store store, SweepDocument document) {
    Optional<SweepRecord> latest =
        store.sweeps().stream()
            .filter(record -> record.source().equals(document.source()))
            .reduce((earlier, later) -> later);
    return latest.map(record -> SweepView.load(store, record)).filter(SweepView::interrupted);
  }

  private static boolean wantsToContinue(SweepView view, PrintWriter out) {
    String what =
        "Sweep %s of this file was interrupted after %s trials."
            .formatted(view.record().id(), view.trialsOfBudget());
    if (!Terminal.isLive()) {
      out.println(
          what + " Starting a new one; `attune resume " + view.record().id() + "` continues it.");
      return false;
    }
    Console console = System.console();
    String answer = console == null ? null : console.readLine("%s Continue it? [Y/n] ", what);
    return answer != null && !answer.trim().toLowerCase(java.util.Locale.ROOT).startsWith("n");
  }
}
