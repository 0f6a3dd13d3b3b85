package io.attune.experiments.train;

import io.attune.run.DivergedException;
import io.attune.run.TrialContext;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** One attempt of a trial: epochs, reports, and the files that outlive it. */
final class TrainingRun {
  /** Worse than any result. */
  private static final Tally WORST = new Tally(Double.POSITIVE_INFINITY, -1, 0);

  private final TrialContext trial;
  private final long epochs;
  private final Learner learner;
  private final Evaluator evaluator;
  private final TrialFiles files;
  private Tally best = WORST;

  TrainingRun(TrialContext trial, long epochs, Learner learner, Evaluator evaluator) {
    this.trial = trial;
    this.epochs = epochs;
    this.learner = learner;
    this.evaluator = evaluator;
    this.files = new TrialFiles(trial.directory());
  }

  void run() throws IOException, InterruptedException, DivergedException {
    if (trial.firstStep() > 0) {
      resume(trial.firstStep());
    }
    long epoch = trial.firstStep() + 1;
    while (epoch <= epochs && epoch(epoch)) {
      epoch++;
    }
  }

  /** Whether to go on after this one. */
  private boolean epoch(long epoch) throws IOException, InterruptedException, DivergedException {
    long start = System.nanoTime();
    Tally learned = learner.learn(epoch);
    double seconds = (System.nanoTime() - start) / 1e9;
    Tally validated = evaluator.validate();
    keepBest(epoch, validated);
    if (!trial.report(epoch, metrics(learned, validated, seconds))) {
      files.keepResume(Checkpoint.of(epoch, learner.updates(), best, learner.state()));
      return false;
    }
    checkFinite("train_loss", learned.meanLoss(), epoch);
    checkFinite("val_loss", validated.meanLoss(), epoch);
    return true;
  }

  private static void checkFinite(String metric, double loss, long epoch) throws DivergedException {
    if (!Double.isFinite(loss)) {
      throw new DivergedException(
          "%s was %s after epoch %d: training diverged. Maybe lower learning_rate."
              .formatted(metric, loss, epoch));
    }
  }

  private Map<String, Double> metrics(Tally learned, Tally validated, double seconds) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("train_loss", learned.meanLoss());
    metrics.put("train_accuracy", learned.accuracy());
    metrics.put("val_loss", validated.meanLoss());
    metrics.put("val_accuracy", validated.accuracy());
    metrics.put("learning_rate", learner.rate());
    metrics.put("parameters", (double) learner.parameters());
    metrics.put("samples_per_second", learner.size() / seconds);
    return metrics;
  }

  private void keepBest(long epoch, Tally validated) throws IOException {
    if (validated.beats(best)) {
      best = validated;
      files.keepBest(Checkpoint.of(epoch, learner.updates(), best, learner.weights()));
    }
  }

  private void resume(long epoch) throws IOException {
    Checkpoint checkpoint = files.resume(epoch);
    checkpoint.restore(learner.state());
    learner.resume(checkpoint.updates());
    best = checkpoint.best();
  }
}
