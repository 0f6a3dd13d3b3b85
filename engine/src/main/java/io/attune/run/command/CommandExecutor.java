package io.attune.run.command;

import io.attune.run.ForwardingInbox;
import io.attune.run.Inbox;
import io.attune.run.TrialExecutor;
import io.attune.run.TrialGate;
import io.attune.run.TrialPlan;
import io.attune.sweep.Command;
import io.attune.sweep.Sweep;
import io.attune.trial.Cause;
import io.attune.trial.Reading;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Trains each plan with a program of its own, in any language, started without a shell and in a
 * session of its own. When a trial is over, however it ended, nothing that its program started is
 * left within ten seconds; nor is it when this process is killed.
 */
public final class CommandExecutor implements TrialExecutor {
  /** Every program of a trial carries it, so that none gets away. */
  private static final String MARK = "ATTUNE_MARK";

  /** Names the folder with our modules for Python, where there is one. */
  private static final String PYTHON = "attune.python";

  private final Command command;
  private final String metric;
  private final Supplier<String> id;
  private final TrialGate gate;
  private final Optional<URI> server;
  private final Guardian guardian = new Guardian();
  private final Map<TrialPlan, CommandTrial> running = new ConcurrentHashMap<>();

  /**
   * Trains with the command of a sweep.
   *
   * @param id number of the sweep, for programs that ask
   * @param gate where programs may speak for their trials
   * @param server what lets them in, if there is something that does
   * @throws IllegalArgumentException if the sweep has no command
   */
  public CommandExecutor(Sweep sweep, Supplier<String> id, TrialGate gate, Optional<URI> server) {
    this.command =
        sweep
            .command()
            .orElseThrow(() -> new IllegalArgumentException(sweep.name() + " has no command."));
    this.metric = sweep.objective().metric();
    this.id = id;
    this.gate = gate;
    this.server = server;
  }

  @Override
  public void start(TrialPlan plan, Inbox inbox) {
    if (plan.purpose() == TrialPlan.Purpose.TEST) {
      // What a program does with a test split is its own affair.
      inbox.ended(plan, Optional.empty());
      return;
    }
    String key = gate.open(plan, new Answered(inbox));
    try {
      launch(plan, inbox, key);
    } catch (IOException e) {
      gate.close(key);
      inbox.ended(plan, Optional.of(Cause.of(Cause.Kind.ERROR, notStarted(e))));
    }
  }

  private static String notStarted(IOException e) {
    return "the program cannot be started: " + e.getMessage();
  }

  private void launch(TrialPlan plan, Inbox inbox, String key) throws IOException {
    Invocation invocation = Invocation.of(command, plan, System::getenv);
    List<String> words = new ArrayList<>(Guardian.session());
    words.addAll(invocation.words());
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().putAll(environment(plan, invocation, key));
    Process process = builder.start();
    process.getOutputStream().close();
    guardian.watch(process.pid());
    ProcessTree tree = new ProcessTree(process.toHandle(), MARK + "=" + key);
    CommandTrial trial =
        new CommandTrial(
            command, metric, plan, inbox, process, tree, () -> gone(plan, key, process.pid()));
    running.put(plan, trial);
    trial.follow(String.join(" ", invocation.words()));
  }

  private void gone(TrialPlan plan, String key, long pid) {
    gate.close(key);
    running.remove(plan);
    guardian.forget(pid);
  }

  private Map<String, String> environment(TrialPlan plan, Invocation invocation, String key) {
    Map<String, String> variables = new LinkedHashMap<>(command.environment());
    python(variables);
    variables.put(MARK, key);
    variables.put(Guardian.OWNER, guardian.owner());
    variables.put("ATTUNE_SWEEP", id.get());
    variables.put("ATTUNE_TRIAL", Integer.toString(plan.trial()));
    variables.put("ATTUNE_ATTEMPT", Integer.toString(plan.attempt()));
    variables.put("ATTUNE_SEED", Long.toString(plan.seed()));
    variables.put("ATTUNE_FIRST_STEP", Long.toString(plan.firstStep()));
    variables.put("ATTUNE_DIRECTORY", plan.directory().toAbsolutePath().toString());
    server.ifPresent(
        uri -> {
          variables.put("ATTUNE_URL", uri.toString());
          variables.put("ATTUNE_TOKEN", key);
        });
    variables.put("WANDB_SWEEP_ID", id.get());
    variables.put("WANDB_RUN_ID", id.get() + "-" + plan.trial());
    invocation
        .files()
        .forEach((name, file) -> variables.put(name, file.toAbsolutePath().toString()));
    return variables;
  }

  /** Lets programs in Python find our modules before others of the same names. */
  private static void python(Map<String, String> variables) {
    Optional<String> ours = Optional.ofNullable(System.getProperty(PYTHON));
    ours.filter(folder -> Files.isDirectory(Path.of(folder)))
        .ifPresent(
            folder -> {
              String theirs =
                  variables.getOrDefault(
                      "PYTHONPATH", System.getenv().getOrDefault("PYTHONPATH", ""));
              variables.put(
                  "PYTHONPATH", theirs.isEmpty() ? folder : folder + File.pathSeparator + theirs);
            });
    // Python keeps what it prints to a pipe until there is much of it.
    variables.putIfAbsent("PYTHONUNBUFFERED", "1");
  }

  @Override
  public void kill(TrialPlan plan) {
    Optional.ofNullable(running.get(plan)).ifPresent(CommandTrial::abandon);
  }

  /** Ends all programs, and waits until they are gone. */
  @Override
  public void close() {
    List<CommandTrial> left = List.copyOf(running.values());
    left.forEach(CommandTrial::abandon);
    left.forEach(CommandTrial::awaitGone);
    guardian.close();
  }

  /** A program that was told to stop over the network has to, like one that prints. */
  private final class Answered extends ForwardingInbox {
    Answered(Inbox inbox) {
      super(inbox);
    }

    @Override
    public CompletableFuture<Boolean> reported(
        TrialPlan plan, long step, Map<String, Double> metrics) {
      Optional.ofNullable(running.get(plan)).ifPresent(trial -> trial.reached(step));
      return super.reported(plan, step, metrics)
          .whenComplete((goOn, failure) -> answered(plan, goOn));
    }

    @Override
    public CompletableFuture<Boolean> recorded(TrialPlan plan, List<Reading> readings) {
      return super.recorded(plan, readings).whenComplete((goOn, failure) -> answered(plan, goOn));
    }

    private void answered(TrialPlan plan, @Nullable Boolean goOn) {
      if (Boolean.FALSE.equals(goOn)) {
        Optional.ofNullable(running.get(plan)).ifPresent(CommandTrial::advised);
      }
    }
  }
}
