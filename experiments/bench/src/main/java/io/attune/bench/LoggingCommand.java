package io.attune.bench;

import io.attune.client.AttuneRun;
import io.attune.run.Recorder;
import io.attune.run.SweepRunner;
import io.attune.search.SamplerSpec;
import io.attune.space.FloatParameter;
import io.attune.store.TrialStore;
import io.attune.sweep.Sweep;
import io.attune.ui.Dashboard;
import io.attune.ui.DashboardOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "logging",
    description =
        "What logging costs the thread that trains, with a tracker that is up, slow, or away.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class LoggingCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  @Option(names = "--calls", paramLabel = "N", description = "Calls of each case.")
  private int calls = 20_000;

  @Option(
      names = "--pause",
      paramLabel = "MICROSECONDS",
      description = "Pause between two calls, in which a program would train.")
  private int pause = 200;

  @Option(
      names = "--slow",
      paramLabel = "MILLISECONDS",
      description = "How long the slow tracker takes for an answer.")
  private int slow = 500;

  @Option(
      names = "--python",
      paramLabel = "PROGRAM",
      description = "Python to measure its client with; empty for none.")
  private String python = "python3";

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "Where the store and what cannot be sent are kept.")
  private Path folder = Path.of("target");

  @Spec private CommandSpec spec;

  LoggingCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.println(CallTimes.HEAD);
    Store.H2.open(folder, this::up);
    try (SlowTracker tracker = new SlowTracker(slow)) {
      measure("slow (%d ms an answer)".formatted(slow), tracker.url());
    }
    measure("away", "http://127.0.0.1:1");
    Store.H2.open(folder, this::reports);
    return 0;
  }

  private void up(TrialStore store) {
    try (Dashboard server =
        Dashboard.start(
            store,
            DashboardOptions.standard()
                .recorder(new Recorder(store, InstantSource.system(), id -> false)))) {
      measure("up", server.uri().toString());
    }
  }

  private void measure(String tracker, String url) {
    // Once to warm up.
    java(url);
    print("`log`, Java, tracker " + tracker, java(url));
    if (!python.isEmpty()) {
      print("`log`, Python, tracker " + tracker, python(url));
    }
  }

  private CallTimes java(String url) {
    CallTimes times = new CallTimes(calls);
    AttuneRun run =
        AttuneRun.of(url, "bench").unsent(folder.resolve("unsent")).patience(PATIENCE).start();
    for (int step = 0; step < calls; step++) {
      Map<String, Double> metrics = Map.of("loss", 1.0 / (step + 1), "accuracy", 0.5);
      long before = System.nanoTime();
      run.log(step, metrics);
      times.add(System.nanoTime() - before);
      LockSupport.parkNanos(pause * 1_000L);
    }
    run.finish();
    return times;
  }

  private CallTimes python(String url) {
    try {
      Process process =
          new ProcessBuilder(
                  List.of(
                      python,
                      "experiments/bench/src/main/python/log_calls.py",
                      url,
                      folder.resolve("unsent").toString(),
                      Integer.toString(calls),
                      Integer.toString(pause)))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      CallTimes times = new CallTimes(calls);
      new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .mapToLong(Long::parseLong)
          .forEach(times::add);
      return times;
    } catch (IOException e) {
      throw BenchException.failed("%s cannot be started: %s.".formatted(python, e));
    }
  }

  /** What a report costs that waits until it is on disk, as trainers in threads do. */
  private void reports(TrialStore store) {
    int count = Math.min(calls, 1_000);
    CallTimes times = new CallTimes(count);
    Sweep sweep =
        Sweep.named("reports")
            .space(FloatParameter.uniform("x", 0, 1))
            .minimize("loss")
            .sampler(new SamplerSpec.Random())
            .trials(1)
            .build();
    SweepRunner.of(sweep)
        .store(store)
        .trainer(
            trial -> {
              for (int step = 1; step <= count; step++) {
                long before = System.nanoTime();
                trial.report(step, Map.of("loss", 1.0 / step));
                times.add(System.nanoTime() - before);
              }
            })
        .run();
    print("`report`, trainer in a thread, on disk when it returns", times);
  }

  private void print(String what, CallTimes times) {
    spec.commandLine().getOut().println(times.row(what));
    spec.commandLine().getOut().flush();
    deleteUnsent();
  }

  private void deleteUnsent() {
    Path unsent = folder.resolve("unsent");
    if (!Files.isDirectory(unsent)) {
      return;
    }
    try (var files = Files.list(unsent)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
