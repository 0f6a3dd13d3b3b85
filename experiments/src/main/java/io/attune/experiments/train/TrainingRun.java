package io.attune.experiments.train;

import io.attune.run.DivergedException;
import io.attune.run.TrialContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One attempt of a trial: epochs, reports, and the files that outlive it. */
final class TrainingRun {
  /** Worse than any result. */
  private static final Tally WORST = new Tally(Double.POSITIVE_INFINITY, -1, 0);

  private final TrialContext trial;
  private final RunKnobs run;
  private final long epochs;
  private final Learner learner;
  private final Evaluator evaluator;
  private final Instruments instruments;
  private final Optional<Patience> patience;
  private final TrialFiles files;
  private final CheckpointPace pace;
  private Tally best = WORST;

  TrainingRun(
      TrialContext trial,
      RunKnobs run,
      Learner learner,
      Evaluator evaluator,
      Instruments instruments,
      CheckpointPace pace) {
    this.trial = trial;
    this.run = run;
    this.epochs = run.epochs();
    this.patience = run.patience(learner.form());
    this.learner = learner;
    this.evaluator = evaluator;
    this.pace = pace;
    this.instruments = instruments;
    this.files = new TrialFiles(trial.directory());
  }

  void run() throws IOException, InterruptedException, DivergedException {
    if (trial.firstStep() > 0) {
      resume(trial.firstStep());
    }
    long epoch = trial.firstStep() + 1;
    while (epoch <= epochs && !isOver() && epoch(epoch)) {
      epoch++;
    }
  }

  private boolean isOver() {
    return patience.map(Patience::exhausted).orElse(false);
  }

  /** Whether to go on after this one. */
  private boolean epoch(long epoch) throws IOException, InterruptedException, DivergedException {
    Trained trained = train(epoch);
    if (!trial.report(epoch, trained.metrics())) {
      files.keepResume(checkpoint(epoch));
      return false;
    }
    checkFinite("train_loss", trained.learned().meanLoss(), epoch);
    checkFinite("val_loss", trained.validated().meanLoss(), epoch);
    if (pace.isDue() && epoch < epochs) {
      keepResume(epoch);
    }
    return true;
  }

  private Trained train(long epoch) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Tally learned = learner.learn(epoch, progress(epoch)::done);
    double seconds = (System.nanoTime() - start) / 1e9;
    Tally validated = judge(epoch);
    if (run.logsEpochs()) {
      EpochLine line = new EpochLine(epoch, epochs, learned, validated, learner.rate());
      trial.log(line.text(learner.form()));
    }
    return new Trained(learned, validated, metrics(learned, validated, seconds));
  }

  /** Leaves behind what the next epoch depends on. */
  private void keepResume(long epoch) throws IOException {
    long begun = System.nanoTime();
    files.keepResume(checkpoint(epoch));
    tellOf(epoch);
    pace.done(begun);
  }

  /** The checkpoint told of before goes last, so that at every moment there is a whole one. */
  private void tellOf(long epoch) throws IOException {
    trial.checkpointed(epoch);
    files.keepOnlyResume(epoch);
  }

  private Checkpoint checkpoint(long epoch) {
    return Checkpoint.of(epoch, learner.updates(), best, watched(), learner.state());
  }

  private EpochProgress progress(long epoch) {
    return new EpochProgress(epoch, epochs, learner.size(), System::nanoTime, trial::log);
  }

  /** Validates the weights that count, and keeps them if they are the best. */
  private Tally judge(long epoch) throws IOException {
    learner.showBest(epoch);
    Tally validated = evaluator.validate();
    keepBest(epoch, validated);
    if (run.keeps(epoch)) {
      files.keepSnapshot(weights(epoch, validated));
    }
    learner.showLearned(epoch);
    learner.see(validated.meanLoss());
    patience.ifPresent(watcher -> watcher.see(validated));
    return validated;
  }

  private static void checkFinite(String metric, double loss, long epoch) throws DivergedException {
    if (!Double.isFinite(loss)) {
      throw new DivergedException(
          "%s was %s after epoch %d: training diverged. Maybe lower learning_rate."
              .formatted(metric, loss, epoch));
    }
  }

  private Map<String, Double> metrics(Tally learned, Tally validated, double seconds) {
    Map<String, Double> metrics = learned.metrics("train", learner.form());
    metrics.putAll(validated.metrics("val", learner.form()));
    learner.penalty().ifPresent(loss -> metrics.put("regularization_loss", loss));
    metrics.put("learning_rate", learner.rate());
    metrics.put("samples_per_second", learner.size() / seconds);
    metrics.put("microseconds_per_sample", evaluator.microsecondsPerSample());
    metrics.putAll(instruments.metrics());
    return metrics;
  }

  private void keepBest(long epoch, Tally validated) throws IOException {
    if (validated.beats(best)) {
      best = validated;
      files.keepBest(weights(epoch, best));
    }
  }

  private Checkpoint weights(long epoch, Tally validated) {
    return Checkpoint.of(epoch, learner.updates(), validated, List.of(), learner.weights());
  }

  private void resume(long epoch) throws IOException, InterruptedException {
    Optional<Checkpoint> checkpoint = usable(epoch);
    if (checkpoint.isPresent()) {
      goOn(epoch, checkpoint.get());
    } else {
      trainAgain(epoch);
    }
  }

  /** The checkpoint after an epoch; empty if it is lost, which the log says. */
  private Optional<Checkpoint> usable(long epoch) {
    try {
      return Optional.of(files.resume(epoch));
    } catch (IOException e) {
      trial.log(e.getMessage() + " Epochs 1 to " + epoch + " are trained again, unreported.");
      return Optional.empty();
    }
  }

  /** What was reported of these epochs stands: trained again, they come out the same. */
  private void trainAgain(long until) throws IOException, InterruptedException {
    for (long epoch = 1; epoch <= until; epoch++) {
      train(epoch);
    }
    keepResume(until);
  }

  private void goOn(long epoch, Checkpoint checkpoint) throws IOException {
    checkpoint.restore(learner.state());
    learner.resume(checkpoint.updates());
    best = checkpoint.best();
    Iterator<Double> watched = checkpoint.watched().iterator();
    learner.pacer().restore(watched);
    patience.ifPresent(watcher -> watcher.restore(watched));
    tellOf(epoch);
  }

  /** An epoch that is over. */
  private record Trained(Tally learned, Tally validated, Map<String, Double> metrics) {}

  /** What plateau and patience remember. */
  private List<Double> watched() {
    List<Double> watched = new ArrayList<>(learner.pacer().state());
    patience.ifPresent(watcher -> watched.addAll(watcher.state()));
    return watched;
  }
}
