package io.attune.bench;

import io.attune.store.TrialStore;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "store",
    description = {
      "How fast metrics are written durably and read again, for what Attune's own trials report and"
          + " for what others record.",
      "",
      "A command after `--` measures other stores beside ours, round by round. It is given --folder,"
          + " --seconds and --trials and prints a line of JSON for each figure, with `store`, `what`"
          + " and `value`; experiments/bench/src/main/python/store_rivals.py is one."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class StoreCommand implements Callable<Integer> {
  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "Where the stores are kept; the disk below it is what is measured.")
  private Path folder = Path.of("target");

  @Option(names = "--seconds", paramLabel = "N", description = "How long to write each time.")
  private int seconds = 5;

  @Option(names = "--rounds", paramLabel = "N", description = "Rounds of which medians are taken.")
  private int rounds = 3;

  @Option(names = "--trials", paramLabel = "N", description = "Trials of a sweep that is read.")
  private int trials = 10_000;

  @Option(
      names = "--points",
      paramLabel = "N",
      description = "Points of each of them in the large database; 0 leaves that out.")
  private int points = 1_000;

  @Parameters(paramLabel = "COMMAND", description = "Measures other stores.")
  private List<String> rivals = List.of();

  @Spec private CommandSpec spec;

  StoreCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Figures figures = new Figures();
    for (int round = 0; round < rounds; round++) {
      for (Source source : Source.values()) {
        lend(store -> new StoreWrites(store, source, seconds).measure(figures));
        lend(store -> new StoreReads(store, source, trials, 10).measureOpening(figures));
      }
      if (!rivals.isEmpty()) {
        new Rivals(rivals).measure(folder, seconds, trials, figures);
      }
    }
    if (points > 0) {
      for (Source source : Source.values()) {
        lend(store -> new StoreReads(store, source, trials, points).measure(figures));
      }
    }
    figures.table().forEach(out::println);
    return 0;
  }

  private void lend(Consumer<TrialStore> user) {
    Store.H2.open(folder, user);
  }
}
