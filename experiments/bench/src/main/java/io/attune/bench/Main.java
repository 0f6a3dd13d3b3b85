package io.attune.bench;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The program. Exit codes: 0 done, 1 it did not work out, 2 the input was wrong. */
@Command(
    name = "bench",
    description = "Measures how well and how fast Attune searches.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "`bench COMMAND --help` says more."},
    subcommands = {
      SearchCommand.class,
      CurvesCommand.class,
      RunnerCommand.class,
      StoreCommand.class,
      TrainCommand.class,
      PrepareCommand.class,
      SuggestCommand.class,
      HistoryCommand.class,
      LoggingCommand.class,
      FitCommand.class,
      VerdictsCommand.class
    })
final class Main implements Runnable {
  private static final int FAILED = 1;
  private static final int WRONG_INPUT = 2;

  @Spec private CommandSpec spec;

  private Main() {}

  public static void main(String[] args) {
    // Flyway logs here that it knows our H2 less well than we do.
    Logger.getLogger("").setLevel(Level.SEVERE);
    System.exit(execute(writer(System.out), writer(System.err), args));
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  /** Runs one command line and returns its exit code. */
  static int execute(PrintWriter out, PrintWriter err, String... args) {
    return new CommandLine(new Main())
        .setOut(out)
        .setErr(err)
        .setUsageHelpWidth(100)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, err))
        .execute(args);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private static int explain(Exception failure, PrintWriter err) {
    if (failure instanceof BenchException expected) {
      err.println("bench: " + expected.getMessage());
      return expected.wrongInput() ? WRONG_INPUT : FAILED;
    }
    failure.printStackTrace(err);
    return FAILED;
  }
}
