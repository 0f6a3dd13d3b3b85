package io.attune.bench;

import io.attune.run.SweepResult;
import io.attune.run.SweepRunner;
import io.attune.run.Trainer;
import io.attune.run.TrialContext;
import io.attune.store.MemoryStore;
import io.attune.sweep.Sweep;
import io.attune.trial.SweepEvent;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Searches one problem for a number of epochs, through the runner that runs every sweep: trials are
 * paused, resumed and stopped as they would be. An epoch costs when it is trained; one trained
 * before a pause is not trained again.
 */
record CurveRun(RunKey key, Problem problem, Sweep sweep, long budget) implements Run {
  @Override
  public Outcome with(Objectives objectives) {
    objectives.reset(problem, key.seed());
    Training training = new Training(objectives);
    try (MemoryStore store = new MemoryStore()) {
      SweepRunner runner = SweepRunner.of(sweep).store(store).trainer(training).build();
      training.runner.complete(runner);
      SweepResult result = runner.run();
      training.check(result);
      return Outcome.ofEpochs(key, budget, training.best, result.history().trials().size());
    }
  }

  /** Reads learning curves from the server. One trial at a time; the runner sees to that. */
  private final class Training implements Trainer {
    private final Objectives objectives;
    private final CompletableFuture<SweepRunner> runner = new CompletableFuture<>();
    private final Best best = new Best();
    private Optional<BenchException> failure = Optional.empty();
    private long spent;

    Training(Objectives objectives) {
      this.objectives = objectives;
    }

    @Override
    public synchronized void train(TrialContext trial) {
      try {
        train(trial, curve(trial));
      } catch (BenchException e) {
        failure = Optional.of(e);
        runner.join().stop("the objective server failed");
      }
    }

    private void train(TrialContext trial, double[] curve) {
      long epoch = trial.firstStep();
      for (double value : curve) {
        spent++;
        best.offer(spent, value, value);
        boolean goOn = trial.report(++epoch, Map.of(SweepMaker.METRIC, value));
        if (spent == budget) {
          runner.join().stop("all epochs are trained");
        }
        if (!goOn || spent == budget) {
          return;
        }
      }
    }

    private double[] curve(TrialContext trial) {
      long last = problem.epochs().orElseThrow();
      return trial.firstStep() == last
          ? new double[0]
          : objectives.curve(problem, trial.assignment(), trial.firstStep() + 1, last);
    }

    /** The runner stops for reasons of its own as well, such as a sampler that failed. */
    synchronized void check(SweepResult result) {
      failure.ifPresent(
          e -> {
            throw e;
          });
      if (spent < budget && result.outcome() == SweepEvent.Outcome.INTERRUPTED) {
        throw BenchException.failed(key + ": " + result.reason());
      }
    }
  }
}
