package io.attune.experiments.train;

import io.attune.experiments.data.Dataset;
import io.attune.experiments.data.Datasets;
import io.attune.experiments.nn.CounterRandom;
import io.attune.experiments.nn.CounterRandom.Purpose;
import io.attune.experiments.nn.LayerFactory;
import io.attune.experiments.nn.Network;
import io.attune.experiments.tensor.Backend;
import io.attune.run.DivergedException;
import io.attune.run.Trainer;
import io.attune.run.TrialContext;
import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Trains networks of one architecture. Metrics but {@code samples_per_second} follow from
 * assignment and seed alone, bit by bit, whatever else runs. Thread-safe.
 */
final class NetworkTrainer implements Trainer {
  private final Knobs knobs;
  private final Architecture architecture;
  private final Datasets datasets;
  private final Supplier<Backend> backends;

  NetworkTrainer(
      Knobs knobs, Architecture architecture, Datasets datasets, Supplier<Backend> backends) {
    this.knobs = knobs;
    this.architecture = architecture;
    this.datasets = datasets;
    this.backends = backends;
  }

  @Override
  public void train(TrialContext trial)
      throws IOException, InterruptedException, DivergedException {
    Settings settings = settings(trial);
    Dataset data = data(settings);
    trial.log("data: " + settings.data().describe(data));
    try (Backend backend = backends.get()) {
      Network network = network(trial, settings, data, backend);
      long seed = settings.run().seed(trial.seed());
      Learner learner = new Learner(backend, network, settings, data, seed);
      new TrainingRun(trial, settings.run(), learner, evaluator(backend, network, settings, data))
          .run();
    }
  }

  /** Loss and, for classes, accuracy of the best epoch's weights on the test split. */
  @Override
  public Map<String, Double> test(TrialContext trial) throws IOException {
    Settings settings = settings(trial);
    Dataset data = data(settings);
    try (Backend backend = backends.get()) {
      Network network = network(trial, settings, data, backend);
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

  private Settings settings(TrialContext trial) {
    return new Settings(knobs.complete(trial.assignment()));
  }

  private Dataset data(Settings settings) {
    DataSettings wanted = settings.data();
    return wanted.part(datasets.get(wanted.request(), wanted.preparation()));
  }

  private Network network(TrialContext trial, Settings settings, Dataset data, Backend backend) {
    CounterRandom random = CounterRandom.of(settings.run().seed(trial.seed()), Purpose.WEIGHTS, 0);
    WeightKnobs weights = settings.weights();
    LayerFactory layers = new LayerFactory(backend, weights.initializer(), weights.bias(), random);
    return architecture.build(layers, settings, Form.of(data));
  }
}
