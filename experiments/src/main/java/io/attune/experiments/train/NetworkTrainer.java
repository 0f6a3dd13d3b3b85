package io.attune.experiments.train;

import io.attune.experiments.data.Dataset;
import io.attune.experiments.nn.Network;
import io.attune.experiments.tensor.Backend;
import io.attune.run.DivergedException;
import io.attune.run.Trainer;
import io.attune.run.TrialContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Trains networks of one architecture. Metrics but {@link Instruments#OF_THE_MACHINE} follow from
 * assignment, seed and the network to start from alone, bit by bit, whatever else runs.
 * Thread-safe.
 */
final class NetworkTrainer implements Trainer {
  private final Blueprint blueprint;
  private final Supplier<Backend> backends;
  private final Duration betweenCheckpoints;

  /**
   * Trains with some settings.
   *
   * @param betweenCheckpoints what a crash may cost at least, see {@link CheckpointPace}
   */
  NetworkTrainer(Blueprint blueprint, Supplier<Backend> backends, Duration betweenCheckpoints) {
    this.blueprint = blueprint;
    this.backends = backends;
    this.betweenCheckpoints = betweenCheckpoints;
  }

  @Override
  public void train(TrialContext trial)
      throws IOException, InterruptedException, DivergedException {
    Settings settings = blueprint.settings(trial.assignment());
    Dataset data = blueprint.data(settings);
    trial.log("data: " + settings.data().describe(data));
    try (Backend backend = backends.get()) {
      Network network = blueprint.model(settings, Form.of(data), backend, trial.seed()).learned();
      Learner learner =
          new Learner(backend, network, settings, data, settings.run().seed(trial.seed()));
      Evaluator evaluator = evaluator(backend, network, settings, data);
      Instruments instruments = new Instruments(backend, network, learner.health(), data);
      CheckpointPace pace = new CheckpointPace(betweenCheckpoints);
      new TrainingRun(trial, settings.run(), learner, evaluator, instruments, pace).run();
      if (settings.health().pictures()) {
        new Portrait(backend, network, learner.health(), data).draw(trial.directory());
      }
    }
  }

  /** Loss and, for classes, accuracy of the best epoch's weights on the test split. */
  @Override
  public Map<String, Double> test(TrialContext trial) throws IOException {
    Settings settings = blueprint.settings(trial.assignment());
    Dataset data = blueprint.data(settings);
    try (Backend backend = backends.get()) {
      Network network = blueprint.model(settings, Form.of(data), backend, trial.seed()).learned();
      new TrialFiles(trial.directory()).best().restore(network.tensors());
      Tally tally = evaluator(backend, network, settings, data).test();
      Map<String, Double> metrics = tally.metrics("test", Form.of(data));
      metrics.put("test_examples", (double) tally.examples());
      return metrics;
    }
  }

  private static Evaluator evaluator(
      Backend backend, Network network, Settings settings, Dataset data) {
    return new Evaluator(backend, network, settings.loss().loss(Form.of(data)).measure(), data);
  }
}
