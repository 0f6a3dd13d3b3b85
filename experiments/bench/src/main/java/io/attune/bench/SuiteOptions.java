package io.attune.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What all benchmarks with an objective server have in common. */
final class SuiteOptions {
  @Parameters(
      paramLabel = "COMMAND",
      arity = "1..*",
      showDefaultValue = Help.Visibility.NEVER,
      description = "After `--`: the objective server, a command that speaks JSON lines.")
  private List<String> command = List.of();

  @Option(
      names = "--problems",
      paramLabel = "LIST",
      description = "Names of problems or beginnings of names; all if not given.",
      showDefaultValue = Help.Visibility.NEVER)
  private String problems = "";

  @Option(names = "--seeds", paramLabel = "LIST", description = "Such as 0-4 or 0,2,7.")
  private String seeds = "0-4";

  @Option(
      names = "--samplers",
      paramLabel = "LIST",
      description = {
        "What sweep files call samplers: names, or mappings with settings. Results show bayes as",
        "attune-bayes unless a label is given: small={type: tpe, candidates: 12}."
      })
  private String samplers = "bayes,random";

  @Option(
      names = "--out",
      required = true,
      showDefaultValue = Help.Visibility.NEVER,
      paramLabel = "FILE",
      description = "Results, JSON. Runs that it has are not run again.")
  private Path out = Path.of("");

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "Runs side by side, each with a server of its own.")
  private int jobs = 1;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "Longest time for one answer of the server.")
  private int timeout = 60;

  /** The samplers asked for; named so that nobody takes our tpe for another's. */
  List<Setting> samplers() {
    return Setting.list(samplers, "attune-");
  }

  List<Long> seeds() {
    return Seeds.parse(seeds);
  }

  Path out() {
    return out;
  }

  int jobs() {
    if (jobs < 1) {
      throw BenchException.wrongInput("--jobs must be at least 1, but is " + jobs + ".");
    }
    return jobs;
  }

  /** Starts a server. */
  Objectives connect() {
    return new Objectives(ObjectiveServer.start(command, Duration.ofSeconds(timeout)));
  }

  /** The problems asked for, described by a server of their own. */
  List<Problem> problems() {
    try (Objectives objectives = connect()) {
      return chosen(objectives.names()).stream().map(objectives::problem).toList();
    }
  }

  private List<String> chosen(List<String> names) {
    List<String> chosen = new ArrayList<>();
    for (String part : problems.split(",", -1)) {
      List<String> matching = matching(names, part.strip());
      if (matching.isEmpty()) {
        throw BenchException.wrongInput(
            "no problem begins with \"%s\"; there are %s.".formatted(part.strip(), names));
      }
      matching.stream().filter(name -> !chosen.contains(name)).forEach(chosen::add);
    }
    return chosen;
  }

  /** A name means that problem alone, even where others begin with it. */
  private static List<String> matching(List<String> names, String part) {
    return names.contains(part)
        ? List.of(part)
        : names.stream().filter(name -> name.startsWith(part)).toList();
  }
}
