package io.attune.experiments.train;

import io.attune.experiments.data.Dataset;
import io.attune.experiments.data.Datasets;
import io.attune.experiments.data.Portion;
import io.attune.experiments.nn.CounterRandom;
import io.attune.experiments.nn.CounterRandom.Purpose;
import io.attune.experiments.nn.LayerFactory;
import io.attune.experiments.nn.Network;
import io.attune.experiments.tensor.Backend;
import io.attune.experiments.tensor.Tensor;
import io.attune.space.Assignment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How settings become data and a network. Thread-safe.
 *
 * @param shape which settings decide the layers
 */
record Blueprint(
    String trainer, Knobs knobs, ShapingNames shape, Architecture architecture, Datasets datasets) {
  /** Every setting: those given, those of the network to start from, and defaults. */
  Settings settings(Assignment given) throws IOException {
    Optional<Start> start = start(given);
    return new Settings(knobs.complete(start.map(s -> s.complete(given)).orElse(given)));
  }

  /** What there is to learn from. */
  Dataset data(Settings settings) {
    DataSettings wanted = settings.data();
    Portion portion = wanted.portion(datasets.get(wanted.request()));
    return datasets
        .get(wanted.request(), portion, wanted.preparation())
        .augmented(wanted.augmentation());
  }

  /** A network before its first update. */
  Model model(Settings settings, Form form, Backend backend, long seed) throws IOException {
    CounterRandom random = CounterRandom.of(settings.run().seed(seed), Purpose.WEIGHTS, 0);
    WeightKnobs weights = settings.weights();
    return model(
        settings,
        form,
        backend,
        new LayerFactory(backend, weights.initializer(), weights.bias(), random));
  }

  /** The same with other first weights, where none come from a file. */
  Model model(Settings settings, Form form, Backend backend, LayerFactory layers)
      throws IOException {
    Optional<Path> script = settings.transfer().features();
    if (script.isPresent()) {
      Features features = Features.of(backend, script.get(), form);
      return features.before(architecture.build(layers, settings, features.form()));
    }
    Optional<Start> start = start(settings.values());
    Function<Form, Network> fresh = seen -> architecture.build(layers, settings, seen);
    return start.isPresent()
        ? start.get().model(fresh, form, backend, settings.transfer())
        : Model.fresh(fresh.apply(form));
  }

  /** A trained network as a file. */
  ModelFile file(Settings settings, Form form, Network network) {
    Map<String, Object> shaping = new LinkedHashMap<>(settings.values().values());
    shaping.keySet().removeIf(name -> !shape.has(name));
    return new ModelFile(
        trainer,
        new Assignment(shaping),
        form,
        network.depth(),
        network.variables().size(),
        network.tensors().stream().map(Tensor::toArray).toList());
  }

  /** The file whose network is part of a trial's and none of our layers, if there is one. */
  Optional<Path> foreign(Settings settings) throws IOException {
    Optional<Start> start = start(settings.values());
    return start.isPresent() && start.get() instanceof ScriptStart script
        ? Optional.of(script.file())
        : settings.transfer().features();
  }

  /** The network to start from, if one is named. */
  Optional<Start> start(Assignment given) throws IOException {
    Optional<Path> file = new TransferKnobs(given).file();
    if (file.isEmpty()) {
      return Optional.empty();
    }
    Start start = Start.read(file.get());
    start
        .strange(trainer)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(TransferKnobs.START_FROM + ": " + problem);
            });
    return Optional.of(start);
  }
}
