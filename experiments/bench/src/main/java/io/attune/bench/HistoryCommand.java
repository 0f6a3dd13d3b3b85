package io.attune.bench;

import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import picocli.CommandLine.Command;

@Command(
    name = "history",
    description = "How long it takes to read a sweep's events, and to copy what they came to.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class HistoryCommand extends JmhCommand {
  HistoryCommand() {}

  @Override
  void choose(ChainedOptionsBuilder options) {
    options.include(HistoryBenchmark.class.getSimpleName());
  }
}
