package io.attune.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.space.Nothing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandNotationTest {
  private static final String REST = "metric: {name: m}\nparameters: {x: {value: 1}}\n";

  private static Sweep sweep(String keys) {
    return SweepFile.parse(keys + REST, "s.yaml").sweep();
  }

  private static Command command(String keys) {
    return sweep(keys).command().orElseThrow();
  }

  @Test
  void aProgramIsStartedAsWandbStartsIt() {
    assertEquals(Command.of("train.py"), command("program: train.py\n"));
    assertEquals(Command.TRAINER, sweep("program: train.py\n").trainer());
  }

  @Test
  void argumentsAreKeptAsTheyAreWrittenButTruthIsPythons() {
    assertEquals(
        Command.of(List.of("run", "1e-3", "007", "True", "true", "a b", "${args}")),
        command("command: [run, 1e-3, 007, true, 'true', 'a b', '${args}']\n"));
  }

  @Test
  void macrosOfOthersAreLeftToWhoeverReadsThem() {
    assertEquals(
        Command.of(List.of("sh", "-c", "cd ${HOME} && exec $0 \"$@\"", "${envvar:X}/y")),
        command("command: [sh, -c, 'cd ${HOME} && exec $0 \"$@\"', '${envvar:X}/y']\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"${project}", "${ENVIRONMENT}", "${oc.env:HOME}", "${a}/${b}", "${envvar}", "${}"})
  void aWholeArgumentThatIsNoMacroIsLeftOut(String word) {
    SweepDocument document =
        SweepFile.parse("command: [run, '" + word + "', '${args}']\n" + REST, "s.yaml");
    assertEquals(Command.of(List.of("run", "${args}")), document.sweep().command().orElseThrow());
    assertEquals(
        List.of(
            "s.yaml:1: command[1]: "
                + word
                + " stands for nothing, so it is left out, as W&B does."),
        document.notices());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"${arg}", "${ARGS}", "${args_no_hypens}", "${args_dict}", "${program_name}"})
  void aMacroThatSeemsMisspeltIsRefused(String word) {
    SweepFileException refusal =
        assertThrows(SweepFileException.class, () -> command("command: [run, '" + word + "']\n"));
    assertTrue(
        refusal.problems().get(0).startsWith("s.yaml:1: command[1]: " + word + " is no macro."),
        refusal.getMessage());
  }

  @Test
  void aMacroInsideAnArgumentIsLeftThereUnlessParametersWouldBeLost() {
    SweepDocument document =
        SweepFile.parse("command: [run, 'dir=x/${env}', '${args}']\n" + REST, "s.yaml");
    assertEquals(
        Command.of(List.of("run", "dir=x/${env}", "${args}")),
        document.sweep().command().orElseThrow());
    assertEquals(
        List.of(
            "s.yaml:1: command[1]: ${env} is part of an argument, so it is left as it stands, as"
                + " W&B does."),
        document.notices());
    SweepFileException refusal =
        assertThrows(SweepFileException.class, () -> command("command: [run, 'a ${args}']\n"));
    assertEquals(
        List.of(
            "s.yaml:1: command[1]: ${args} has to stand alone. Only ${envvar:NAME} may be part of"
                + " an argument."),
        refusal.problems());
  }

  @Test
  void anEmptyCommandIsTheUsualOneAndOneWithNothingLeftIsRefused() {
    assertEquals(Command.of("train.py"), command("program: train.py\ncommand: []\n"));
    SweepFileException refusal =
        assertThrows(SweepFileException.class, () -> command("command: ['${project}']\n"));
    assertEquals(
        List.of(
            "s.yaml:1: command: no argument is left of it. Maybe [python3, train.py,"
                + " \"${args}\"]."),
        refusal.problems());
  }

  @Test
  void surroundingsAreReadAndWrittenBack() {
    Sweep sweep =
        sweep(
            """
            program: train.py
            command: [python3, "${program}", "${args}"]
            process:
              environment: {OMP_NUM_THREADS: 1, NAME: "a b"}
              memory: 1.5 GB
              metrics: {m: 'm=([0-9.]+)'}
              step: 'epoch (\\d+)'
            """);
    Command command = sweep.command().orElseThrow();
    assertEquals(Map.of("OMP_NUM_THREADS", "1", "NAME", "a b"), command.environment());
    assertEquals(OptionalLong.of(3L << 29), command.memory());
    assertEquals(Map.of("m", "m=([0-9.]+)"), command.metrics());
    assertEquals(Optional.of("epoch (\\d+)"), command.step());
    assertEquals(sweep, SweepFile.parse(SweepFile.write(sweep), "again").sweep());
  }

  @ParameterizedTest
  @CsvSource({"1024, 1024", "1k, 1024", "4GB, 4294967296", "2 GiB, 2147483648", "0.5m, 524288"})
  void memoryHasUnits(String text, long bytes) {
    assertEquals(
        OptionalLong.of(bytes),
        command("program: t.py\nprocess: {memory: " + text + "}\n").memory());
  }

  @Test
  void groupsComeBackAsGroups() {
    Sweep sweep =
        SweepFile.parse(
                """
                program: t.py
                metric: {name: m}
                parameters:
                  a.b: {value: 1}
                  net:
                    parameters:
                      width: {min: 1, max: 9}
                      head: {parameters: {bias: {values: [true, null]}}}
                  seed: {value: null}
                """,
                "s.yaml")
            .sweep();
    assertEquals(List.of("net", "net.head"), sweep.command().orElseThrow().groups());
    assertEquals(
        List.of("a.b", "net.width", "net.head.bias", "seed"),
        sweep.space().parameters().stream().map(p -> p.name()).toList());
    assertEquals(List.of(true, Nothing.NONE), sweep.space().parameters().get(2).values());
    assertEquals(sweep, SweepFile.parse(SweepFile.write(sweep), "again").sweep());
    assertEquals(
        SweepFile.write(sweep),
        SweepFile.write(SweepFile.parse(SweepFile.write(sweep), "again").sweep()));
  }

  @Test
  void commandsMadeInCodeAreCheckedToo() {
    assertEquals(
        "command: the list is empty. Maybe leave it out.",
        assertThrows(IllegalArgumentException.class, () -> Command.of(List.of())).getMessage());
    assertEquals(
        "command: ${program} stands for nothing here. Maybe add `program: train.py`.",
        assertThrows(
                IllegalArgumentException.class, () -> Command.of(List.of("python", "${program}")))
            .getMessage());
  }

  @Test
  void keysOfTheCloudAreSaidToBeIgnored() {
    SweepDocument document =
        SweepFile.parse("project: p\nkind: sweep\nprogram: t.py\n" + REST, "s.yaml");
    assertEquals(
        List.of(
            "s.yaml:1: project: only W&B's servers make something of it; it is ignored.",
            "s.yaml:2: kind: only W&B's servers make something of it; it is ignored."),
        document.notices());
  }
}
