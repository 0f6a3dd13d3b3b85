package io.attune.app;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program. Exit codes: 0 done, 1 it did not work out, 2 the input was wrong. */
@Command(
    name = "attune",
    description = "Finds hyperparameters by training, keeps every trial, and shows it live.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {"", "`attune COMMAND --help` says more. Start with: attune run SWEEP.yaml"},
    subcommands = {
      RunCommand.class,
      ResumeCommand.class,
      VerifyCommand.class,
      ValidateCommand.class,
      LrRangeCommand.class,
      DataCommand.class,
      UiCommand.class,
      TokenCommand.class,
      SyncCommand.class,
      ListCommand.class,
      ShowCommand.class,
      DeleteCommand.class,
      GcCommand.class,
      BestCommand.class,
      ConfirmCommand.class,
      ExportCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      ImportCommand.class,
      SaveModelCommand.class,
      EnsembleCommand.class
    })
final class Main implements Runnable {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int WRONG_INPUT = 2;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show stack traces of errors.")
  private boolean debug;

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
    Main main = new Main();
    return new CommandLine(main)
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(100)
        .setExecutionExceptionHandler((failure, command, parsed) -> main.explain(failure, command))
        .execute(args);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private int explain(Exception failure, CommandLine command) {
    command.getErr().println(Plain.lines(message(failure)));
    if (debug) {
      failure.printStackTrace(command.getErr());
    }
    return failure instanceof WrongInput ? WRONG_INPUT : FAILED;
  }

  private static String message(Exception failure) {
    String message = String.valueOf(failure.getMessage());
    if (failure instanceof WrongInput) {
      return message;
    }
    boolean ours = failure.getClass().getName().startsWith("io.attune.");
    return ours
        ? "attune: " + message
        : "attune: something unexpected went wrong: %s. Run again with --debug for more."
            .formatted(failure);
  }
}
