package io.attune.app;

import io.attune.run.SweepRunner;
import io.attune.store.SweepRecord;
import io.attune.store.TrialStore;
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

  @Option(
      names = "--preflight",
      negatable = true,
      description = "Check first that trials can train, or not, whatever the file says.")
  private @Nullable Boolean preflight;

  @Mixin private RunOptions options = new RunOptions();
  @Mixin private StoreOptions stores = new StoreOptions();
  @Spec private CommandSpec spec;

  RunCommand() {}

  @Override
  public Integer call() {
    SweepDocument document = SweepFiles.read(file);
    Sweep sweep = seed == null ? document.sweep() : document.sweep().seeded(seed);
    PrintWriter out = spec.commandLine().getOut();
    document.notices().forEach(out::println);
    try (TrialStore store = stores.open("run " + file)) {
      Optional<SweepView> unfinished =
          startNew || seed != null ? Optional.empty() : unfinished(store, document);
      SweepSession session = new SweepSession(store, options, stores, out);
      int code =
          unfinished.isPresent() && wantsToContinue(unfinished.get(), out)
              ? goOn(unfinished.get(), session, sweep)
              : begin(document, sweep, store, session);
      return code == Main.DONE ? Repeats.follow(code, session.ran(), options, stores, out) : code;
    }
  }

  private static int goOn(SweepView unfinished, SweepSession session, Sweep sweep) {
    return session.run(
        SweepRunner.resume(unfinished.record().id()),
        sweep,
        started -> CompletableFuture.completedFuture(null));
  }

  /** A new sweep, if it can train at all. */
  private int begin(SweepDocument document, Sweep sweep, TrialStore store, SweepSession session) {
    boolean checks = preflight == null ? document.groundwork().preflight() : preflight;
    PrintWriter out = spec.commandLine().getOut();
    Groundworks groundworks = Groundworks.of(document, sweep, checks, out);
    SweepRunner.Builder runner = SweepRunner.of(groundworks.sweep()).source(document.source());
    return groundworks.failed()
        ? refuse(runner.store(store), groundworks)
        : session
            .told(groundworks.found())
            .run(runner, groundworks.sweep(), started -> keep(groundworks, started));
  }

  /** Keeps a sweep that is not worth its trials, with the reasons. */
  private int refuse(SweepRunner.Builder builder, Groundworks groundworks) {
    SweepRunner runner = SweepSession.build(builder.executor(new NoTrials()));
    CompletableFuture<Void> kept = keep(groundworks, runner);
    runner.stop("pre-flight checks failed");
    runner.run();
    kept.join();
    spec.commandLine()
        .getErr()
        .println(
            "Nothing was trained, because pre-flight checks failed; sweep %s keeps what they found. Mend it, or run it all the same with --no-preflight."
                .formatted(runner.id()));
    return Main.WRONG_INPUT;
  }

  private static CompletableFuture<Void> keep(Groundworks groundworks, SweepRunner runner) {
    return CompletableFuture.allOf(
        groundworks.notes().stream()
            .map(runner.control()::note)
            .toArray(CompletableFuture<?>[]::new));
  }

  /** The latest sweep of the same text, if it was interrupted after its first trial began. */
  private static Optional<SweepView> unfinished(TrialStore store, SweepDocument document) {
    Optional<SweepRecord> latest =
        store.sweeps().stream()
            .filter(record -> record.source().equals(document.source()))
            .reduce((earlier, later) -> later);
    return latest
        .map(record -> SweepView.load(store, record))
        .filter(SweepView::interrupted)
        .filter(view -> !view.history().trials().isEmpty());
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
