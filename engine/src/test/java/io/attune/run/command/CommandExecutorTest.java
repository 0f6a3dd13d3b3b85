package io.attune.run.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.run.SweepResult;
import io.attune.run.SweepRunner;
import io.attune.run.TrialGate;
import io.attune.search.RungSpec;
import io.attune.store.MemoryStore;
import io.attune.sweep.Sweep;
import io.attune.sweep.SweepFile;
import io.attune.trial.Cause;
import io.attune.trial.Trial;
import io.attune.trial.TrialEvent;
import io.attune.trial.TrialState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real programs, which fail in real ways. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the programs are shell scripts")
class CommandExecutorTest {
  private static final String SWEEP =
      """
      method: grid
      metric: {name: loss}
      max_retries: 0
      command: [sh, "%s", "${args}"]
      parameters: {x: {values: [%s]}}
      """;

  private final MemoryStore store = new MemoryStore();
  @TempDir Path folder;

  @AfterEach
  void closeStore() {
    store.close();
  }

  private Sweep sweep(String script, String values) throws IOException {
    Path file = Files.writeString(folder.resolve("train.sh"), script);
    return SweepFile.parse(SWEEP.formatted(file, values), "s.yaml").sweep();
  }

  private SweepResult run(Sweep sweep) {
    CommandExecutor executor =
        new CommandExecutor(sweep, () -> "12", new TrialGate(), Optional.empty());
    return SweepRunner.of(sweep).store(store).executor(executor).run();
  }

  private Trial trial(String script) throws IOException {
    return run(sweep(script, "1")).trials().get(0);
  }

  private Trial trial(String script, String process) throws IOException {
    Path file = Files.writeString(folder.resolve("train.sh"), script);
    String text = SWEEP.formatted(file, "1") + "process: " + process + "\n";
    return run(SweepFile.parse(text, "s.yaml").sweep()).trials().get(0);
  }

  private static Cause cause(Trial trial) {
    return ((TrialState.Failed) trial.state()).cause();
  }

  private String log(SweepResult result) {
    return store.eventsAfter(result.id(), 0, 100_000).stream()
        .filter(TrialEvent.Logged.class::isInstance)
        .map(event -> ((TrialEvent.Logged) event).text())
        .collect(Collectors.joining("\n"));
  }

  /** A process that the script wrote down; it must be gone by now. */
  private void assertGone(String file) throws IOException {
    long pid = Long.parseLong(Files.readString(folder.resolve(file)).strip());
    boolean runs =
        ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent() && !isZombie(pid);
    assertFalse(runs, file + " still runs as process " + pid);
  }

  private static boolean isZombie(long pid) throws IOException {
    Path stat = Path.of("/proc/" + pid + "/stat");
    return Files.exists(stat) && Files.readString(stat).matches("(?s)\\d+ \\(.*\\) Z .*");
  }

  @Test
  void whatAProgramPrintsBecomesItsCurve() throws IOException {
    SweepResult result =
        run(
            sweep(
                """
                echo starting "$@"
                echo '{"step": 1, "loss": 0.5, "acc": NaN}'
                echo '{"step": 2, "loss": 0.25}'
                echo careful >&2
                """,
                "1, 2"));
    Trial first = result.trials().get(0);
    assertEquals(new TrialState.Completed(0.25), first.state());
    assertEquals(2, first.curve("loss").size());
    assertTrue(Double.isNaN(first.curve("acc").last()));
    assertEquals("command", first.environment().get("executor"));
    assertTrue(log(result).contains("starting --x=1\n"), log(result));
    assertTrue(log(result).contains("starting --x=2"), log(result));
    assertTrue(log(result).contains("careful"), log(result));
  }

  @Test
  void programsAreToldWhatTheyTrain() throws IOException {
    SweepResult result =
        run(
            sweep(
                """
                echo "$ATTUNE_SWEEP/$ATTUNE_TRIAL/$ATTUNE_ATTEMPT from $ATTUNE_FIRST_STEP"
                echo "$WANDB_SWEEP_ID $WANDB_RUN_ID"
                cat "$ATTUNE_PARAMETERS" "$WANDB_SWEEP_PARAM_PATH"
                test -d "$ATTUNE_DIRECTORY" && test -n "$ATTUNE_SEED" && test -z "$ATTUNE_URL"
                echo '{"loss": '$?'}'
                """,
                "null"));
    assertEquals(new TrialState.Completed(0), result.trials().get(0).state());
    assertEquals(
        """
        12/1/1 from 0
        12 12-1
        {"x":null}wandb_version: 1
        "x": {value: null}""",
        log(result));
  }

  @Test
  void anExitCodeIsAFailureWithTheLastLinesAsDetail() throws IOException {
    Trial trial = trial("echo '{\"loss\": 1}'; echo no such data >&2; exit 3");
    assertEquals(
        new Cause(Cause.Kind.ERROR, "the program ended with exit code 3", "no such data"),
        cause(trial));
    assertEquals(1, trial.curve("loss").size());
  }

  @Test
  void aSignalIsAFailureOfItsOwnKind() throws IOException {
    assertEquals(
        Cause.of(Cause.Kind.WORKER_DIED, "the program was killed by signal 11"),
        cause(trial("kill -SEGV $$")));
    assertEquals(
        Cause.of(
            Cause.Kind.WORKER_DIED,
            "the program was killed by signal 9, as the system does when memory runs out"),
        cause(trial("kill -KILL $$")));
  }

  @Test
  void aProgramThatNeverReportsTheMetricFails() throws IOException {
    assertEquals(Cause.Kind.NO_METRIC, cause(trial("echo '{\"accuracy\": 1}'")).kind());
    assertEquals(Cause.Kind.NO_METRIC, cause(trial("true")).kind());
  }

  @Test
  void notANumberFailsTheTrialAsInOtherTrainers() throws IOException {
    Trial trial = trial("echo '{\"loss\": NaN}'; sleep 600");
    assertEquals(Cause.Kind.NOT_FINITE, cause(trial).kind());
  }

  @Test
  void aProgramThatIsNotThereFailsEachTrialOnly() {
    Sweep sweep =
        SweepFile.parse(
                "method: grid\nmetric: {name: m}\ncommand: [/no/such/program]\nmax_retries: 0\n"
                    + "parameters: {x: {values: [1, 2]}}\n",
                "s.yaml")
            .sweep();
    SweepResult result = run(sweep);
    assertEquals(2, result.trials().size());
    Cause cause = cause(result.trials().get(1));
    assertEquals(Cause.Kind.ERROR, cause.kind());
    assertTrue(
        (cause.message() + cause.detail()).contains("/no/such/program"),
        cause.message() + cause.detail());
  }

  @Test
  void theCauseOfAProgramThatCannotStartNamesIt() throws IOException {
    Path script = Files.writeString(folder.resolve("train"), "#!/no/such/interpreter\n");
    assertTrue(script.toFile().setExecutable(true));
    Sweep sweep =
        SweepFile.parse(
                "method: grid\nmetric: {name: m}\nmax_retries: 0\nparameters: {x: {value: 1}}\n"
                    + "command: ['"
                    + script
                    + "']\n",
                "s.yaml")
            .sweep();
    Cause cause = cause(run(sweep).trials().get(0));
    assertEquals(Cause.Kind.ERROR, cause.kind());
    assertTrue(
        (cause.message() + cause.detail()).contains(script.toString()),
        cause.message() + cause.detail());
  }

  @Test
  void aFloodOfOutputIsCutAndHarmsNothing() throws IOException {
    SweepResult result =
        run(
            sweep(
                """
                yes "a line that says nothing" | head -n 300000
                head -c 3000000 /dev/zero | tr '\\0' x
                echo
                echo '{"loss": 1}'
                """,
                "1"));
    assertEquals(new TrialState.Completed(1), result.trials().get(0).state());
    assertTrue(log(result).length() < 200_000, "characters kept: " + log(result).length());
  }

  @Test
  void aFloodOfReportsIsReadNoFasterThanItIsKept() throws IOException {
    Trial trial =
        trial(
            """
            i=0
            while [ $i -lt 20000 ]; do i=$((i+1)); echo "{\\"step\\": $i, \\"loss\\": 1}"; done
            """);
    assertEquals(20_000, trial.curve("loss").size());
  }

  @Test
  void garbageIsNoReport() throws IOException {
    Trial trial =
        trial(
            """
            head -c 100000 /dev/urandom
            printf '\\n\\377\\376\\000{"loss": 5}\\n{"loss": {"loss": 1}}\\n{"loss": "x"}\\n'
            printf '{"step": -4, "loss": 9}\\n{"step": 1e99, "loss": 9}\\n'
            printf '{"step": 3, "loss": 0.5}'
            """);
    assertEquals(new TrialState.Completed(0.5), trial.state());
  }

  @Test
  void patternsFindMetricsInWhatIsPrinted() throws IOException {
    Trial trial =
        trial(
            "for e in 5 6; do echo \"epoch $e\" >&1; echo \"valid loss=0.$e\"; done",
            "{metrics: {loss: 'loss=([0-9.]+)'}, step: 'epoch (\\d+)'}");
    assertEquals(new TrialState.Completed(0.5), trial.state());
    assertEquals(6, trial.lastStep());
  }

  @Test
  void memoryHasALimitForTheWholeTree() throws IOException {
    Trial trial =
        trial(
            """
            echo '{"loss": 1}'
            sh -c 'head -c 90000000 /dev/zero | tail -c 90000000 | sleep 600'
            """,
            "{memory: 40MB}");
    assertEquals(Cause.Kind.OUT_OF_MEMORY, cause(trial).kind());
    assertTrue(
        cause(trial)
            .message()
            .matches(
                "used \\d+ MB of memory, but may use 40 MB\\. Maybe raise process\\.memory\\."),
        cause(trial).message());
  }

  @Test
  void whatAProgramLeavesBehindIsGoneWhenItsTrialIsOver() throws IOException {
    Trial trial =
        trial(
            """
            cd "%s"
            sleep 600 & echo $! > child
            setsid sh -c 'echo $$ > daemon.tmp; mv daemon.tmp daemon; exec sleep 600' >/dev/null 2>&1 &
            while [ ! -f daemon ]; do sleep 0.05; done
            echo '{"loss": 1}'
            """
                .formatted(folder));
    assertEquals(new TrialState.Completed(1), trial.state());
    assertGone("child");
    assertGone("daemon");
  }

  @Test
  void aHangCostsItsTrialItsTimeAndTheNextRuns() throws IOException {
    Sweep sweep =
        sweep(
                """
                cd "%s"; echo $$ > hanging.$1
                [ "$1" = --x=1 ] && exec sleep 600
                echo '{"loss": 2}'
                """
                    .formatted(folder),
                "1, 2")
            .toBuilder()
            .trialTime(Duration.ofSeconds(2))
            .build();
    SweepResult result = run(sweep);
    assertEquals(Cause.Kind.TIMEOUT, cause(result.trials().get(0)).kind());
    assertEquals(new TrialState.Completed(2), result.trials().get(1).state());
    assertGone("hanging.--x=1");
  }

  @Test
  void aSchedulerStopsAProgramWithASignalItMayHandle() throws IOException {
    Sweep sweep =
        sweep(
                """
                cd "%s"
                trap 'echo saved > saved.$1; exit 1' TERM
                i=0
                while true; do
                  i=$((i+1)); echo "{\\"step\\": $i, \\"loss\\": ${1#--x=}}"
                  [ $i = 9 ] && [ "$1" = --x=1 ] && exit 0
                  [ $i -ge 9 ] && sleep 0.1
                done
                """
                    .formatted(folder),
                "1, 2")
            .toBuilder()
            .scheduler(
                new RungSpec.Bands(
                    3, OptionalInt.empty(), 3, io.attune.trial.Milestone.Measure.BEST))
            .build();
    SweepResult result = run(sweep);
    assertEquals(new TrialState.Completed(1), result.trials().get(0).state());
    assertTrue(
        result.trials().get(1).state() instanceof TrialState.Stopped,
        result.trials().get(1).state().toString());
    assertTrue(Files.exists(folder.resolve("saved.--x=2")));
  }

  @Test
  @Tag("slow")
  void whoIgnoresTheSignalIsKilledWithinTenSeconds() throws IOException {
    long start = System.nanoTime();
    Sweep sweep =
        sweep(
                """
                cd "%s"; echo $$ > stubborn; trap '' TERM
                echo '{"loss": 1}'
                while true; do sleep 1; done
                """
                    .formatted(folder),
                "1")
            .toBuilder()
            .trialTime(Duration.ofSeconds(1))
            .build();
    assertEquals(Cause.Kind.TIMEOUT, cause(run(sweep).trials().get(0)).kind());
    assertGone("stubborn");
    assertTrue(System.nanoTime() - start < 30e9, "the sweep waited for ever");
  }

  @Test
  void aPausedProgramGoesOnFromWhereItWas() throws IOException {
    Sweep sweep =
        sweep(
                """
                i=$ATTUNE_FIRST_STEP
                echo "begins at $i with $(cat "$ATTUNE_DIRECTORY/saved" 2>/dev/null)"
                while [ $i -lt 9 ]; do
                  i=$((i+1)); echo $i > "$ATTUNE_DIRECTORY/saved"
                  echo "{\\"step\\": $i, \\"loss\\": ${1#--x=}}"
                  case $i in 1|3) sleep 0.5;; esac
                done
                """,
                "1, 2, 3")
            .toBuilder()
            .scheduler(new RungSpec.SuccessiveHalving(3, 1, 3))
            .build();
    SweepResult result = run(sweep);
    Trial best = result.best().orElseThrow();
    assertEquals(1L, best.assignment().values().get("x"));
    assertEquals(9, best.lastStep());
    assertTrue(log(result).contains("begins at 1 with "), log(result));
  }

  @Test
  void sweepsWithoutAMetricAreAboutProgramsThatRun() throws IOException {
    Path file = Files.writeString(folder.resolve("job.sh"), "[ $1 = --x=1 ]");
    Sweep sweep =
        SweepFile.parse(
                "method: grid\ncommand: [sh, '"
                    + file
                    + "', '${args}']\nmax_retries: 0\n"
                    + "parameters: {x: {values: [1, 2]}}\n",
                "s.yaml")
            .sweep();
    List<Trial> trials = run(sweep).trials();
    assertTrue(trials.get(0).state() instanceof TrialState.Completed, trials.get(0).toString());
    assertEquals("the program ended with exit code 1", cause(trials.get(1)).message());
  }
}
