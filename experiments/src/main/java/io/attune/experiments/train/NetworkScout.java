package io.attune.experiments.train;

import io.attune.experiments.data.Dataset;
import io.attune.experiments.djl.DjlBackend;
import io.attune.experiments.nn.CounterRandom;
import io.attune.experiments.nn.CounterRandom.Purpose;
import io.attune.experiments.nn.Initializer;
import io.attune.experiments.nn.LayerFactory;
import io.attune.experiments.nn.Network;
import io.attune.experiments.nn.Restraint;
import io.attune.experiments.preflight.Preflight;
import io.attune.experiments.preflight.Subject;
import io.attune.experiments.tensor.Backend;
import io.attune.run.Finding;
import io.attune.run.RateRange;
import io.attune.run.Scout;
import io.attune.space.Assignment;
import io.attune.space.SearchSpace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Looks at networks of one architecture before they are trained. */
final class NetworkScout implements Scout {
  /** Settings that say how likely a unit is left out, for all layers or for one. */
  private static final String DROPOUT = "dropout";

  private final Blueprint blueprint;

  NetworkScout(Blueprint blueprint) {
    this.blueprint = blueprint;
  }

  @Override
  public void preflight(SearchSpace space, long seed, Consumer<Finding> found) {
    Representatives representatives = new Representatives(space);
    List<Subject> subjects =
        representatives.all().stream()
            .map(some -> subject(some, representatives.label(some), seed))
            .toList();
    new Preflight(subjects, DjlBackend::open, DjlBackend::openPrecise).run(found);
  }

  @Override
  public RateRange rateRange(SearchSpace space, long seed) {
    Settings settings = settings(new Representatives(space).typical());
    Dataset data = blueprint.data(settings);
    try (Backend backend = DjlBackend.open()) {
      Network network = network(settings, data, backend, Optional.empty(), seed);
      return new RateSearch(new RateRamp(backend, network, settings, data, seed).run()).range();
    }
  }

  private Subject subject(Assignment assignment, String label, long seed) {
    Settings settings = settings(assignment);
    Settings calm = new Settings(calm(settings.values()));
    Dataset data = blueprint.data(calm);
    return new Subject(
        label,
        (backend, instead) -> network(calm, data, backend, instead, seed),
        data,
        settings.loss().loss(Form.of(data)),
        settings.update().restraint(),
        isRegularized(settings),
        leftOut(settings));
  }

  /** As training would begin: with weights from a file, and with parts frozen, where it would. */
  private Network network(
      Settings settings, Dataset data, Backend backend, Optional<Initializer> instead, long seed) {
    WeightKnobs weights = settings.weights();
    LayerFactory layers =
        new LayerFactory(
            backend,
            instead.orElseGet(weights::initializer),
            instead.isPresent() ? 0 : weights.bias(),
            CounterRandom.of(seed, Purpose.WEIGHTS, 0));
    try {
      return blueprint.model(settings, Form.of(data), backend, layers).learned();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What says nothing about a network that is not all new. */
  private Map<String, String> leftOut(Settings settings) {
    TransferKnobs transfer = settings.transfer();
    Map<String, String> leftOut = new LinkedHashMap<>();
    transfer.file().ifPresent(file -> leftOut.put(Preflight.CHANCE, learnedAlready(file)));
    if (transfer.features().isPresent() || transfer.frozen() > 0) {
      leftOut.put(
          Preflight.BY_HEART,
          "part of the network never changes, and what is left need not be able to do that.");
    }
    if (transfer.file().isPresent() && foreign(settings)) {
      leftOut.put(
          Preflight.GRADIENTS,
          "%s computes with 32 bits, which are too few for differences."
              .formatted(transfer.file().get()));
    }
    return leftOut;
  }

  private static String learnedAlready(Path file) {
    return "weights come from %s, and what has learned already is not at chance.".formatted(file);
  }

  private boolean foreign(Settings settings) {
    try {
      return blueprint.foreign(settings).isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Settings settings(Assignment assignment) {
    try {
      return blueprint.settings(assignment);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Without dropout; augmentation stays, since it may set the size of images. */
  private static Assignment calm(Assignment assignment) {
    Map<String, Object> values = new LinkedHashMap<>(assignment.values());
    values.replaceAll((name, value) -> isDropout(name) ? (Object) 0.0 : value);
    return new Assignment(values);
  }

  private static boolean isRegularized(Settings settings) {
    Assignment values = settings.values();
    Restraint restraint = settings.update().restraint();
    return !restraint.equals(Restraint.NONE)
        || values.has("patience")
        || !values.text("augmentation").equals("none")
        || values.values().entrySet().stream()
            .anyMatch(entry -> isDropout(entry.getKey()) && values.number(entry.getKey()) > 0);
  }

  private static boolean isDropout(String name) {
    return name.startsWith(DROPOUT);
  }
}
