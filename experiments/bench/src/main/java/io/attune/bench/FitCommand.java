package io.attune.bench;

import io.attune.search.gp.FitBenchmark;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import picocli.CommandLine.Command;

@Command(
    name = "fit",
    description = "How long the Gaussian process takes to fit to its observations.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class FitCommand extends JmhCommand {
  FitCommand() {}

  @Override
  void choose(ChainedOptionsBuilder options) {
    options.include(FitBenchmark.class.getSimpleName());
  }
}
