package io.attune.run.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.attune.run.TrialPlan;
import io.attune.space.Assignment;
import io.attune.space.Nothing;
import io.attune.sweep.Command;
import io.attune.sweep.SweepFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InvocationTest {
  @TempDir Path folder;

  private static Assignment values() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("lr", 1e-5);
    values.put("name", "a b");
    values.put("bias", true);
    values.put("amp", false);
    values.put("depth", Nothing.NONE);
    return new Assignment(values);
  }

  private Invocation invocation(Command command, Assignment values) throws IOException {
    TrialPlan plan = new TrialPlan(3, 1, TrialPlan.Purpose.TRAIN, values, 7, 0, folder);
    Map<String, String> variables = Map.of("HOME", "/home/me", "EMPTY", "");
    return Invocation.of(command, plan, variables::get);
  }

  private List<String> words(String... words) throws IOException {
    return invocation(Command.of(List.of(words)), values()).words();
  }

  @Test
  void argumentsComeInWandbsForms() throws IOException {
    assertEquals(
        List.of("--lr=1e-05", "--name=a b", "--bias=True", "--amp=False", "--depth=None"),
        words("${args}"));
    assertEquals(
        List.of("lr=1e-05", "name=a b", "bias=True", "amp=False", "depth=None"),
        words("${args_no_hyphens}"));
    assertEquals(
        List.of(
            "--lr", "1e-05", "--name", "a b", "--bias", "True", "--amp", "False", "--depth",
            "None"),
        words("${args_no_equals}"));
    assertEquals(
        List.of("--lr=1e-05", "--name=a b", "--bias", "--depth=None"),
        words("${args_no_boolean_flags}"));
    assertEquals(
        List.of("+lr=1e-05", "+name=a b", "+bias=True", "+amp=False", "+depth=None"),
        words("${args_append_hydra}"));
    assertEquals(
        List.of("++lr=1e-05", "++name=a b", "++bias=True", "++amp=False", "++depth=None"),
        words("${args_override_hydra}"));
  }

  @Test
  void argumentsComeAsJsonToo() throws IOException {
    String json = "{\"lr\":1.0E-5,\"name\":\"a b\",\"bias\":true,\"amp\":false,\"depth\":null}";
    assertEquals(List.of(json), words("${args_json}"));
    assertEquals(
        List.of("--in", folder.resolve("parameters.json").toString()),
        words("--in", "${args_json_file}"));
    assertEquals(json, Files.readString(folder.resolve("parameters.json")));
  }

  @Test
  void variablesOfTheEnvironmentMayBePartOfAnArgument() throws IOException {
    assertEquals(
        List.of("--data=/home/me/data:", "/home/me", "", "${OTHER}"),
        words(
            "--data=${envvar:HOME}/data:${envvar:GONE}",
            "${envvar:HOME}",
            "${envvar:EMPTY}",
            "${OTHER}"));
  }

  @Test
  void theUsualCommandStartsPythonWithTheProgram() throws IOException {
    List<String> words = invocation(Command.of("train.py"), values()).words();
    assertEquals("/usr/bin/env", words.get(0));
    assertEquals(true, words.get(1).startsWith("python"));
    assertEquals("train.py", words.get(2));
    assertEquals("--lr=1e-05", words.get(3));
  }

  @Test
  void groupsAreOneArgumentEachAndNestInFiles() throws IOException {
    Command command =
        SweepFile.parse(
                """
                program: t.py
                command: ["${args}"]
                metric: {name: loss}
                parameters:
                  net:
                    parameters:
                      width: {value: 8}
                      head: {parameters: {bias: {value: true}}}
                  net.dropout: {value: 0.5}
                  lr: {value: 0.1}
                """,
                "s.yaml")
            .sweep()
            .command()
            .orElseThrow();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("net.width", 8);
    values.put("lr", 0.1);
    values.put("net.head.bias", true);
    values.put("net.dropout", 0.5);
    Invocation made = invocation(command, new Assignment(values));
    assertEquals(
        List.of("--net={'width': 8, 'head': {'bias': True}, 'dropout': 0.5}", "--lr=0.1"),
        made.words());
    assertEquals(
        "{\"net\":{\"width\":8,\"head\":{\"bias\":true},\"dropout\":0.5},\"lr\":0.1}",
        Files.readString(file(made, "ATTUNE_PARAMETERS")));
    assertEquals(
        """
        wandb_version: 1
        "net": {value: {"width":8,"head":{"bias":true},"dropout":0.5}}
        "lr": {value: 0.1}
        """,
        Files.readString(file(made, "WANDB_SWEEP_PARAM_PATH")));
  }

  private static Path file(Invocation made, String variable) {
    return Objects.requireNonNull(made.files().get(variable));
  }
}
