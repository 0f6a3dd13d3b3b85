package io.attune.bench;

import io.attune.sweep.Sweep;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "search",
    description = "How good the best of so many trials is.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    footer = {
      "",
      "Example:",
      "  bench search --problems lcbench --trials 50 --samplers bayes,random --out mine.json \\",
      "      -- python3 objective_server.py"
    })
final class SearchCommand implements Callable<Integer> {
  private static final Setting NO_STOPPING = new Setting("none", "{type: none}");

  @Option(names = "--trials", paramLabel = "N", description = "Trials in a run.")
  private int trials = 100;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      description = {
        "Trials pending at any time. Results come in the order of starting.",
        "Above 1 the label of a sampler gets it as a suffix, such as attune-bayes-p8."
      })
  private int parallel = 1;

  @Mixin private SuiteOptions options = new SuiteOptions();
  @Spec private CommandSpec spec;

  SearchCommand() {}

  @Override
  public Integer call() {
    Suite suite = new Suite(options, "n", spec.commandLine());
    suite.work(runs(), trials);
    return 0;
  }

  private List<SearchRun> runs() {
    List<Problem> problems = options.problems();
    List<SearchRun> runs = new ArrayList<>();
    for (long seed : options.seeds()) {
      for (Problem problem : problems) {
        for (Setting sampler : options.samplers()) {
          runs.add(run(problem, sampler, seed));
        }
      }
    }
    return runs;
  }

  private SearchRun run(Problem problem, Setting sampler, long seed) {
    Sweep sweep =
        SweepMaker.sweep(
            problem, sampler, NO_STOPPING, parallel, "budget: {trials: " + trials + "}", seed);
    String label = sampler.label() + (parallel == 1 ? "" : "-p" + parallel);
    return new SearchRun(new RunKey(problem.name(), label, seed), problem, sweep);
  }
}
