package io.attune.run.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.attune.run.TrialPlan;
import io.attune.sweep.Command;
import io.attune.sweep.ParameterGroups;
import io.attune.sweep.ValueJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a trial's program is called: W&amp;B's macros, filled in as its agent fills them in ({@code
 * wandb/sdk/launch/agent}; its guide leaves three of them out).
 *
 * @param words the argument vector
 * @param files that the program may read, by the variables that name them
 */
record Invocation(List<String> words, Map<String, Path> files) {
  private static final JsonMapper JSON = JsonMapper.builder().addModule(ValueJson.module()).build();
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{envvar:([^}]*)}");
  private static final boolean WINDOWS =
      System.getProperty("os.name", "").toLowerCase(java.util.Locale.ROOT).startsWith("windows");

  /**
   * Fills in a command for a trial, and writes its parameters down in the trial's folder.
   *
   * @param variables values of environment variables, null where there is none
   * @throws IOException if the files cannot be written
   */
  static Invocation of(Command command, TrialPlan plan, UnaryOperator<@Nullable String> variables)
      throws IOException {
    Map<String, Object> values =
        ParameterGroups.nested(plan.assignment().values(), command.groups());
    Files.createDirectories(plan.directory());
    Path json = plan.directory().resolve("parameters.json");
    Path yaml = plan.directory().resolve("wandb-parameters.yaml");
    Files.writeString(json, json(values), StandardCharsets.UTF_8);
    Files.writeString(yaml, theirs(values), StandardCharsets.UTF_8);
    List<String> words = new ArrayList<>();
    for (String word : command.words()) {
      words.addAll(filled(word, command, values, json, variables));
    }
    return new Invocation(
        List.copyOf(words), Map.of("ATTUNE_PARAMETERS", json, "WANDB_SWEEP_PARAM_PATH", yaml));
  }

  private static List<String> filled(
      String word,
      Command command,
      Map<String, Object> values,
      Path json,
      UnaryOperator<@Nullable String> variables) {
    switch (word) {
      case "${env}":
        return WINDOWS ? List.of() : List.of("/usr/bin/env");
      case "${interpreter}":
        return List.of(Programs.find("python").isPresent() ? "python" : "python3");
      case "${program}":
        return command.program().stream().toList();
      case "${args}":
        return each(values, "--%s=%s"::formatted);
      case "${args_no_hyphens}":
        return each(values, "%s=%s"::formatted);
      case "${args_append_hydra}":
        return each(values, "+%s=%s"::formatted);
      case "${args_override_hydra}":
        return each(values, "++%s=%s"::formatted);
      case "${args_no_equals}":
        return flat(values, entry -> Stream.of("--" + entry.getKey(), text(entry)));
      case "${args_no_boolean_flags}":
        return flat(values, Invocation::flag);
      case "${args_json}":
        return List.of(json(values));
      case "${args_json_file}":
        return List.of(json.toString());
      default:
        return List.of(withVariables(word, variables));
    }
  }

  /** True is a flag without a value, false is no flag. */
  private static Stream<String> flag(Map.Entry<String, Object> entry) {
    if (entry.getValue() instanceof Boolean truth) {
      return truth ? Stream.of("--" + entry.getKey()) : Stream.of();
    }
    return Stream.of("--" + entry.getKey() + "=" + text(entry));
  }

  private static List<String> each(Map<String, Object> values, Form form) {
    return flat(values, entry -> Stream.of(form.of(entry.getKey(), text(entry))));
  }

  private static List<String> flat(
      Map<String, Object> values, Function<Map.Entry<String, Object>, Stream<String>> words) {
    return values.entrySet().stream().flatMap(words).toList();
  }

  private static String text(Map.Entry<String, Object> entry) {
    return PythonText.of(entry.getValue());
  }

  private static String withVariables(String word, UnaryOperator<@Nullable String> variables) {
    return VARIABLE
        .matcher(word)
        .replaceAll(
            found -> {
              String value = variables.apply(found.group(1));
              return Matcher.quoteReplacement(value == null ? "" : value);
            });
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("parameters are texts, numbers and lists of these", e);
    }
  }

  /** What W&amp;B's own client reads; JSON is YAML. */
  private static String theirs(Map<String, Object> values) {
    StringBuilder text = new StringBuilder("wandb_version: 1\n");
    values.forEach(
        (name, value) ->
            text.append(json(name)).append(": {value: ").append(json(value)).append("}\n"));
    return text.toString();
  }

  private interface Form {
    String of(Object name, Object value);
  }
}
