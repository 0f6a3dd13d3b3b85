package io.attune.sweep;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A program that trains, in any language. It is started anew for each attempt of a trial, with the
 * parameters among its arguments.
 *
 * @param program what stands for {@code ${program}}
 * @param words one for each argument, which may be macros such as {@code ${args}}; never seen by a
 *     shell
 * @param groups parameters that are given together, as one argument; their members are named {@code
 *     group.member}
 * @param environment variables beside those that Attune has itself and those that it sets
 * @param memory most bytes that the program and all it starts may use together
 * @param metrics patterns whose first group is the value of a metric in a line of output
 * @param step a pattern whose first group is the step; steps are counted if there is none
 */
public record Command(
    Optional<String> program,
    List<String> words,
    List<String> groups,
    Map<String, String> environment,
    OptionalLong memory,
    Map<String, String> metrics,
    Optional<String> step) {
  /** What the trainer of a sweep is called whose trials are trained by a command. */
  public static final String TRAINER = "command";

  /** W&amp;B's, for a program in Python. */
  public static final List<String> USUAL =
      List.of("${env}", "${interpreter}", "${program}", "${args}");

  /** Copies lists and maps, and checks the patterns. */
  public Command {
    words = List.copyOf(words);
    groups = List.copyOf(groups);
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    if (words.isEmpty()) {
      throw new IllegalArgumentException("command: the list is empty. Maybe leave it out.");
    }
    if (program.isEmpty() && words.contains("${program}")) {
      throw new IllegalArgumentException(
          "command: ${program} stands for nothing here. Maybe add `program: train.py`.");
    }
    metrics.values().forEach(Command::checkPattern);
    step.ifPresent(Command::checkPattern);
  }

  /** A program that is started as W&amp;B starts it. */
  public static Command of(String program) {
    return new Command(
        Optional.of(program),
        USUAL,
        List.of(),
        Map.of(),
        OptionalLong.empty(),
        Map.of(),
        Optional.empty());
  }

  /** These words, which may be macros. */
  public static Command of(List<String> words) {
    return new Command(
        Optional.empty(),
        words,
        List.of(),
        Map.of(),
        OptionalLong.empty(),
        Map.of(),
        Optional.empty());
  }

  /** The same with other parameters given together. */
  Command groups(List<String> names) {
    return new Command(program, words, names, environment, memory, metrics, step);
  }

  /**
   * Checks a pattern for output.
   *
   * @throws IllegalArgumentException if it is none, or has no group
   */
  static void checkPattern(String pattern) {
    try {
      if (Pattern.compile(pattern).matcher("").groupCount() == 0) {
        throw new IllegalArgumentException(
            "%s has no group for the value. Maybe loss=([0-9.eE+-]+).".formatted(pattern));
      }
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "%s is no pattern: %s. Maybe loss=([0-9.eE+-]+).".formatted(pattern, e.getDescription()),
          e);
    }
  }
}
