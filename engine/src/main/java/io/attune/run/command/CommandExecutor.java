package io.attune.run.command;

import io.attune.run.Inbox;
import io.attune.run.TrialExecutor;
import io.attune.run.TrialGate;
import io.attune.run.TrialPlan;
import io.attune.sweep.Command;
import io.attune.trial.Cause;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Trains each plan with a program of its own, in any language, started without a shell and in a
 * session of its own. When a trial is over, however it ended, nothing that its program started is
 * left within ten seconds; nor is it when this process is killed.
 */
public final class CommandExecutor implements TrialExecutor {
  /** Every program of a trial carries it, so that none gets away. */
  private static final String MARK = "ATTUNE_MARK";

  private final Command command;
  private final Supplier<String> sweep;
  private final TrialGate gate;
  private final Optional<URI> server;
  private final Guardian guardian = new Guardian();
  private final Map<TrialPlan, CommandTrial> running = new ConcurrentHashMap<>();

  /**
   * Trains with a command.
   *
   * @param sweep number of the sweep, for programs that ask
   * @param gate where programs may speak for their trials
   * @param server what lets them in, if there is something that does
   */
  public CommandExecutor(
      Command command, Supplier<String> sweep, TrialGate gate, Optional<URI> server) {
    this.command = command;
    this.sweep = sweep;
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
    String key = gate.open(plan, inbox);
    try {
      launch(plan, inbox, key);
    } catch (IOException e) {
      gate.close(key);
      inbox.ended(plan, Optional.of(Cause.of(Cause.Kind.ERROR, "cannot be started: " + e)));
    }
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
        new CommandTrial(command, plan, inbox, process, tree, () -> gone(plan, key, process.pid()));
    running.put(plan, trial);
    trial.follow(String.join(" ", invocation.words()));
  }

  private void gone(TrialPlan plan, String key, long pid) {
    gate.close(key);
    running.remove(plan);
    guardian.forget(pid);
  }

  private Map<String, String> environment(TrialPlan plan, Invocation invocation, String key) {
    Map<String, String> variables = new java.util.LinkedHashMap<>(command.environment());
    variables.put(MARK, key);
    variables.put("ATTUNE_SWEEP", sweep.get());
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
    variables.put("WANDB_SWEEP_ID", sweep.get());
    variables.put("WANDB_RUN_ID", sweep.get() + "-" + plan.trial());
    invocation
        .files()
        .forEach((name, file) -> variables.put(name, file.toAbsolutePath().toString()));
    // Python keeps what it prints to a pipe until there is much of it.
    variables.putIfAbsent("PYTHONUNBUFFERED", "1");
    return variables;
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
}
