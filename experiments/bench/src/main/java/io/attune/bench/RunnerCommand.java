package io.attune.bench;

import io.attune.store.TrialStore;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "runner",
    description =
        "Trials per second of a trainer that does nothing but report once, in memory and durable.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class RunnerCommand implements Callable<Integer> {
  @Option(names = "--trials", paramLabel = "N", description = "Trials in a sweep.")
  private int trials = 10_000;

  @Option(names = "--parallel", paramLabel = "N", description = "Trials side by side.")
  private int parallel = 8;

  @Option(
      names = "--repeats",
      paramLabel = "N",
      description = "Sweeps of which the median is taken, after one to warm up.")
  private int repeats = 5;

  @Option(
      names = "--stores",
      paramLabel = "LIST",
      split = ",",
      description = "Which to measure: ${COMPLETION-CANDIDATES}.")
  private List<Store> stores = List.of(Store.values());

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "Where the durable sweeps are kept; the disk below it is what is measured.")
  private Path folder = Path.of("target");

  @Spec private CommandSpec spec;

  RunnerCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "| store | trials/s, median | min | max | per processor second | MB of heap per 10,000 trials |");
    out.println("|---|---|---|---|---|---|");
    for (Store store : stores) {
      store.open(folder, opened -> measure(store.toString(), opened));
    }
    return 0;
  }

  private void measure(String name, TrialStore store) {
    run(store);
    List<Throughput> runs = IntStream.range(0, repeats).mapToObj(i -> run(store)).toList();
    double[] perSecond = sorted(runs, run -> trials / run.seconds());
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "| %s | %,.0f | %,.0f | %,.0f | %,.0f | %.1f |%n",
            name,
            perSecond[repeats / 2],
            perSecond[0],
            perSecond[repeats - 1],
            sorted(runs, run -> trials / run.cpuSeconds())[repeats / 2],
            sorted(runs, Throughput::megabytes)[repeats / 2] * 10_000 / trials);
  }

  private static double[] sorted(List<Throughput> runs, ToDoubleFunction<Throughput> value) {
    return runs.stream().mapToDouble(value).sorted().toArray();
  }

  private Throughput run(TrialStore store) {
    return Throughput.of(store, trials, parallel);
  }
}
