package io.attune.bench;

import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "suggest",
    description = "How long a suggestion takes, the first of a resumed sweep and one of a row.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class SuggestCommand extends JmhCommand {
  @Option(
      names = "--samplers",
      paramLabel = "LIST",
      split = ",",
      description = "Names that sweep files use.")
  private String[] samplers = {"random", "bayes"};

  @Option(names = "--trials", paramLabel = "LIST", split = ",", description = "Trials before.")
  private String[] trials = {"100", "1000"};

  SuggestCommand() {}

  @Override
  void choose(ChainedOptionsBuilder options) {
    options
        .include(SuggestBenchmark.class.getSimpleName())
        .param("sampler", samplers)
        .param("n", trials);
  }
}
