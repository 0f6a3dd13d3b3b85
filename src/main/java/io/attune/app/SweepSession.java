package io.attune.app;

import io.attune.run.Confirmation;
import io.attune.run.MachineWatch;
import io.attune.run.Provenance;
import io.attune.run.Request;
import io.attune.run.SweepControl;
import io.attune.run.SweepResult;
import io.attune.run.SweepRunner;
import io.attune.run.ThreadExecutor;
import io.attune.run.TrainerProvider;
import io.attune.run.TrialExecutor;
import io.attune.run.TrialGate;
import io.attune.run.WorkerPool;
import io.attune.run.command.CommandExecutor;
import io.attune.store.SweepId;
import io.attune.store.TrialStore;
import io.attune.sweep.Sweep;
import io.attune.trial.SweepEvent;
import io.attune.ui.Dashboard;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Clock;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/** Runs one sweep in front of a person: dashboard, progress, Ctrl-C, summary. */
final class SweepSession {
  private final TrialStore store;
  private final RunOptions options;
  private final StoreOptions stores;
  private final PrintWriter out;
  private final TrialGate gate = new TrialGate();
  private final CountDownLatch stopAsked = new CountDownLatch(1);
  private final CountDownLatch finished = new CountDownLatch(1);
  private Optional<SweepId> ran = Optional.empty();
  private volatile Optional<SweepId> live = Optional.empty();
  private volatile Optional<SweepRunner> running = Optional.empty();
  private Set<String> told = Set.of();

  SweepSession(TrialStore store, RunOptions options, StoreOptions stores, PrintWriter out) {
    this.store = store;
    this.options = options;
    this.stores = stores;
    this.out = out;
  }

  /** With news that the person has heard and need not be told when they are kept. */
  SweepSession told(Collection<String> news) {
    told = Set.copyOf(news);
    return this;
  }

  /**
   * Runs to the end.
   *
   * @param orders given to the runner before it runs
   */
  int run(
      SweepRunner.Builder builder,
      Sweep sweep,
      Function<SweepRunner, CompletableFuture<Void>> orders) {
    Optional<Dashboard> dashboard = startDashboard();
    try (Progress progress = Progress.of(sweep, told, out)) {
      SweepRunner runner =
          build(
              builder
                  .store(store)
                  .executor(observed(executor(sweep, dashboard.map(Dashboard::uri))))
                  .check(SweepFiles.provider(sweep)::check)
                  .listener(progress));
      CompletableFuture<Void> ordered = orders.apply(runner);
      live = Optional.of(runner.id());
      running = Optional.of(runner);
      ran = live;
      announce(sweep, runner.id(), dashboard);
      Thread hook = new Thread(() -> stopAndWait(runner), "stop");
      Runtime.getRuntime().addShutdownHook(hook);
      progress.start();
      SweepResult result = runner.run();
      ordered.join();
      live = Optional.empty();
      running = Optional.empty();
      progress.close();
      int code = report(result);
      keepServing(result, dashboard);
      release(hook);
      return code;
    } finally {
      dashboard.ifPresent(Dashboard::close);
      store.close();
      finished.countDown();
    }
  }

  /** The sweep that {@link #run} ran. */
  SweepId ran() {
    return ran.orElseThrow();
  }

  static SweepRunner build(SweepRunner.Builder builder) {
    try {
      return builder.build();
    } catch (IllegalArgumentException e) {
      throw new WrongInput(String.valueOf(e.getMessage()));
    }
  }

  private Optional<Dashboard> startDashboard() {
    if (!options.serves()) {
      return Optional.empty();
    }
    Dashboard dashboard =
        DashboardServer.startAnywhere(
            store,
            options.port(),
            id -> live.equals(Optional.of(id)),
            gate,
            options.access().access(stores),
            this::control);
    store.describeOwner("a running sweep; its dashboard is at " + dashboard.uri());
    return Optional.of(dashboard);
  }

  /** Trials leave what they were made of, and how the machine fared. */
  private TrialExecutor observed(TrialExecutor executor) {
    TrialExecutor watched = MachineWatch.over(executor, Clock.systemUTC());
    return options.keepsDiff() ? Provenance.recording(watched) : watched;
  }

  private Optional<SweepControl> control(SweepId id, Request request) {
    return running.filter(runner -> runner.id().equals(id)).map(runner -> runner.control(request));
  }

  private TrialExecutor executor(Sweep sweep, Optional<URI> server) {
    if (sweep.command().isPresent()) {
      return new CommandExecutor(sweep, () -> ran.map(SweepId::toString).orElse(""), gate, server);
    }
    TrainerProvider provider = SweepFiles.provider(sweep);
    return provider.prefersProcesses()
        ? new WorkerPool(provider.name())
        : new ThreadExecutor(provider.trainer(), provider.environment());
  }

  private void announce(Sweep sweep, SweepId id, Optional<Dashboard> dashboard) {
    out.printf(
        "Sweep %s: %s — %s search for %s, %d at a time%n",
        id,
        Plain.line(sweep.name()),
        sweep.sampler().type(),
        Plain.line(Verdicts.search(sweep)),
        sweep.parallel());
    dashboard.ifPresent(d -> out.println("Watch it at " + d.page() + "sweeps/" + id));
    dashboard.map(DashboardServer::login).ifPresent(out::println);
    out.println("Ctrl-C stops it; it can be resumed.");
    out.println();
    dashboard.filter(d -> options.opensBrowser()).ifPresent(this::browse);
  }

  private void browse(Dashboard dashboard) {
    try {
      DashboardServer.browse(dashboard.uri());
    } catch (IOException e) {
      out.println("No browser could be opened: " + e.getMessage() + ".");
    }
  }

  private int report(SweepResult result) {
    SweepView view = SweepView.load(store, store.sweep(result.id()).orElseThrow());
    if (result.outcome() == SweepEvent.Outcome.FINISHED) {
      out.println("Done: " + Plain.line(result.reason()) + ".");
      if (Confirmation.is(view.sweep())) {
        Confirmations.print(view, out);
        return result.best().isPresent() ? Main.DONE : Main.FAILED;
      }
      Summary.print(view, stores, out);
      return result.best().isPresent() ? Main.DONE : Main.FAILED;
    }
    out.printf(
        "Stopped after %s trials: %s.%nContinue with: attune resume %s%s%n",
        view.trialsOfBudget(),
        Plain.line(result.reason()),
        result.id(),
        Summary.storeOption(stores));
    return Main.FAILED;
  }

  private void keepServing(SweepResult result, Optional<Dashboard> dashboard) {
    if (dashboard.isPresent()
        && options.keepsServing()
        && result.sweep().conduct().repeats() == 0
        && result.outcome() == SweepEvent.Outcome.FINISHED) {
      out.println();
      out.println("Still serving " + dashboard.get().page() + " — Ctrl-C ends it.");
      await(stopAsked);
    }
  }

  /** In the shutdown hook: lets the sweep end in order before the process goes. */
  private void stopAndWait(SweepRunner runner) {
    stopAsked.countDown();
    runner.stop("interrupted from outside");
    await(finished);
  }

  private static void release(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is going down already; the hook waits for this thread to finish.
      return;
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
