package io.attune.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "train",
    description = {
      "Samples per second of our training loop and of another program's, by turns.",
      "The other program is started with the arguments MODEL BATCH EPOCHS EXAMPLES; it prints samples"
          + " per second after each epoch. experiments/bench/src/main/python/torch_loop.py is one."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class TrainCommand implements Callable<Integer> {
  @Option(names = "--rounds", paramLabel = "N", description = "How often each is timed.")
  private int rounds = 5;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Epochs of a training; the median of the second half counts.")
  private int epochs = 8;

  @Option(names = "--examples", paramLabel = "N", description = "Training examples.")
  private int examples = 20_000;

  @Option(
      names = "--cases",
      paramLabel = "LIST",
      split = ",",
      description = "What to train: mlp-64, mlp-256, cnn-64; all if not given.")
  private List<String> cases = List.of("mlp-64", "mlp-256", "cnn-64");

  @Parameters(
      paramLabel = "COMMAND",
      description = "The other program, after `--`.",
      arity = "1..*")
  private List<String> other = List.of();

  @Spec private CommandSpec spec;

  TrainCommand() {}

  @Override
  public Integer call() {
    List<TrainingCase> wanted = cases.stream().map(TrainingCase::named).toList();
    Contestant theirs = new Contestant("the other program", other);
    PrintWriter out = spec.commandLine().getOut();
    out.println("| case | ours, samples/s | theirs | ratio, median | least | most |");
    out.println("|---|---|---|---|---|---|");
    for (TrainingCase one : wanted) {
      out.println(row(one, theirs));
    }
    return 0;
  }

  private String row(TrainingCase one, Contestant theirs) {
    Contestant ours = new Contestant("our loop", worker());
    List<Double> mine = new ArrayList<>();
    List<Double> others = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      mine.add(ours.speed(List.of(one.toString(), "" + epochs, "" + examples)));
      others.add(theirs.speed(one.arguments(epochs, examples)));
      ratios.add(mine.get(round) / others.get(round));
    }
    ratios.sort(null);
    return String.format(
        Locale.ROOT,
        "| %s | %,.0f | %,.0f | %.2f | %.2f | %.2f |",
        one,
        median(mine),
        median(others),
        median(ratios),
        ratios.get(0),
        ratios.get(rounds - 1));
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  /** Started as worker processes are. */
  private static List<String> worker() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-cp",
        System.getProperty("java.class.path"),
        TrainOnce.class.getName());
  }
}
