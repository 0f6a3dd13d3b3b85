package io.attune.bench;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;

/** Runs of one benchmark: skips what is done, does the rest, and tells of it. */
final class Suite {
  private final SuiteOptions options;
  private final ResultsFile results;
  private final PrintWriter out;
  private final PrintWriter progress;
  private int finished;

  Suite(SuiteOptions options, String sizeKey, CommandLine command) {
    this.options = options;
    this.results = new ResultsFile(options.out(), sizeKey);
    this.out = command.getOut();
    this.progress = command.getErr();
  }

  /** Does all runs that the results lack at this size. */
  void work(List<? extends Run> runs, long size) {
    List<? extends Run> missing =
        runs.stream().filter(run -> !results.has(run.key(), size)).toList();
    if (missing.size() < runs.size()) {
      progress.printf(
          "%d of %d runs are in %s already.%n",
          runs.size() - missing.size(), runs.size(), options.out());
    }
    Workshop.work(missing, options, outcome -> finished(outcome, missing.size()));
    out.println();
    out.println(new Summary(runs.stream().map(run -> results.get(run.key())).toList()).markdown());
  }

  private synchronized void finished(Outcome outcome, int of) {
    results.add(outcome);
    finished++;
    progress.printf(
        Locale.ROOT,
        "[%d/%d] %s: best %.6g, %d trials%s%n",
        finished,
        of,
        outcome.key(),
        outcome.best(),
        outcome.trials(),
        Summary.cost(outcome));
  }
}
