package io.attune.bench;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures with JMH: each case in a fresh JVM, after a warm-up. */
abstract class JmhCommand implements Callable<Integer> {
  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Rounds of two seconds that are measured, after two to warm up.")
  private int rounds = 5;

  @Spec private CommandSpec spec;

  /** Says which benchmarks to run, and with what. */
  abstract void choose(ChainedOptionsBuilder options);

  @Override
  public Integer call() {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .forks(1)
            .warmupIterations(2)
            .warmupTime(TimeValue.seconds(2))
            .measurementIterations(rounds)
            .measurementTime(TimeValue.seconds(2))
            .jvmArgs("-XX:+UseSerialGC", "-Xss2m")
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true);
    choose(options);
    try {
      print(new Runner(options.build()).run());
    } catch (RunnerException e) {
      throw BenchException.failed("a benchmark failed: %s.".formatted(e));
    }
    return 0;
  }

  private void print(Collection<RunResult> results) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("| what | with | ms | ± 99.9 % |");
    out.println("|---|---|---|---|");
    for (RunResult result : results) {
      Result<?> primary = result.getPrimaryResult();
      out.printf(
          Locale.ROOT,
          "| %s | %s | %.3g | %.2g |%n",
          primary.getLabel(),
          setting(result.getParams()),
          primary.getScore(),
          primary.getScoreError());
    }
  }

  private static String setting(BenchmarkParams params) {
    return String.join(
        ", ",
        new TreeSet<>(params.getParamsKeys())
            .stream().map(key -> key + " " + params.getParam(key)).toList());
  }
}
