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
    name = "curves",
    description = "How good the best is after so many epochs of training, with early stopping.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    footer = {
      "",
      "Problems without epochs are left out. Example:",
      "  bench curves --samplers bayes --stopping \"none,median,late={type: median, warmup_steps: 10}\" \\",
      "      --out mine.json -- python3 objective_server.py"
    })
final class CurvesCommand implements Callable<Integer> {
  @Option(
      names = "--epochs",
      paramLabel = "N",
      description =
          "Epochs in a run, over all of its trials; a resumed trial goes on where it was.")
  private int epochs = 1040;

  @Option(
      names = "--stopping",
      paramLabel = "LIST",
      description = "What sweep files call `early_terminate`, written like --samplers.")
  private String stopping = "none,median";

  @Mixin private SuiteOptions options = new SuiteOptions();
  @Spec private CommandSpec spec;

  CurvesCommand() {}

  @Override
  public Integer call() {
    Suite suite = new Suite(options, "budget", spec.commandLine());
    suite.work(runs(), epochs);
    return 0;
  }

  private List<CurveRun> runs() {
    List<Problem> problems =
        options.problems().stream().filter(problem -> problem.epochs().isPresent()).toList();
    if (problems.isEmpty()) {
      throw BenchException.wrongInput("none of these problems counts epochs. Maybe use `search`.");
    }
    List<CurveRun> runs = new ArrayList<>();
    for (long seed : options.seeds()) {
      for (Problem problem : problems) {
        for (Setting sampler : options.samplers()) {
          for (Setting scheduler : Setting.list(stopping, "")) {
            runs.add(run(problem, sampler, scheduler, seed));
          }
        }
      }
    }
    return runs;
  }

  private CurveRun run(Problem problem, Setting sampler, Setting scheduler, long seed) {
    Sweep sweep = SweepMaker.sweep(problem, sampler, scheduler, 1, "", seed);
    String label = sampler.label() + "+" + scheduler.label();
    return new CurveRun(new RunKey(problem.name(), label, seed), problem, sweep, epochs);
  }
}
