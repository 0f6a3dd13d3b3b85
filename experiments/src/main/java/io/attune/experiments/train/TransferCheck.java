package io.attune.experiments.train;

import io.attune.experiments.data.Shape;
import io.attune.run.TrainerProvider.Problem;
import io.attune.space.Assignment;
import io.attune.space.Parameter;
import io.attune.space.SearchSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds networks to start from that are not there, and settings that contradict them. */
final class TransferCheck {
  private final String trainer;
  private final Worlds worlds;
  private final SearchSpace space;
  private final ShapingNames shape;
  private final Map<Path, Start> known = new HashMap<>();

  TransferCheck(String trainer, Knobs knobs, ShapingNames shape, SearchSpace space) {
    this.trainer = trainer;
    this.worlds = knobs.worlds(space);
    this.space = space;
    this.shape = shape;
  }

  /** All there is to complain about, each thing once. */
  List<Problem> check() {
    if (worlds.has(TransferKnobs.FEATURES_FROM)) {
      return each(List.of(TransferKnobs.FEATURES_FROM), TransferCheck::missing);
    }
    if (!worlds.has(TransferKnobs.START_FROM)) {
      return List.of();
    }
    List<Problem> files = each(List.of(TransferKnobs.START_FROM), this::trouble);
    return files.isEmpty()
        ? Stream.of(shaping(), data(), frozen(), heads()).flatMap(List::stream).distinct().toList()
        : files;
  }

  private List<Problem> shaping() {
    return space.parameters().stream()
        .map(Parameter::name)
        .filter(shape::has)
        .flatMap(name -> shaping(name).stream())
        .toList();
  }

  private List<Problem> shaping(String name) {
    return worlds.beside(name, List.of(TransferKnobs.START_FROM)).stream()
        .flatMap(
            world ->
                start(world)
                    .flatMap(start -> conflict(start, name, world))
                    .map(problem -> new Problem(name, problem))
                    .stream())
        .limit(1)
        .toList();
  }

  private static Optional<String> conflict(Start start, String name, Assignment world) {
    return Optional.ofNullable(world.values().get(name))
        .flatMap(value -> start.conflict(name, value));
  }

  private List<Problem> data() {
    List<String> names =
        Stream.concat(DataSettings.NAMES.stream(), Stream.of(TransferKnobs.START_FROM)).toList();
    return each(
        names,
        world ->
            start(world)
                .flatMap(start -> shape(new DataSettings(world)).flatMap(start::misshapen))
                .map(problem -> new Problem(TransferKnobs.START_FROM, problem)));
  }

  private List<Problem> frozen() {
    return each(
        List.of(TransferKnobs.START_FROM, TransferKnobs.FREEZE),
        world ->
            start(world)
                .flatMap(start -> start.tooCold(new TransferKnobs(world).frozen()))
                .map(problem -> new Problem(TransferKnobs.FREEZE, problem)));
  }

  private List<Problem> heads() {
    return each(
        List.of(TransferKnobs.START_FROM, TransferKnobs.NEW_HEAD),
        world ->
            start(world)
                .filter(start -> !new TransferKnobs(world).hasNewHead())
                .flatMap(Start::headless)
                .map(problem -> new Problem(TransferKnobs.NEW_HEAD, problem)));
  }

  private List<Problem> each(List<String> names, Complaint complaint) {
    return worlds.of(names).flatMap(world -> complaint.about(world).stream()).distinct().toList();
  }

  /** What a network sees, where that is known without reading all of the data. */
  private static Optional<Shape> shape(DataSettings settings) {
    return settings.preparation().method().makesRows()
        ? Optional.empty()
        : Optional.of(settings.augmentation().of(settings.request().shape()));
  }

  private Optional<Problem> trouble(Assignment world) {
    Optional<Path> file = new TransferKnobs(world).file();
    try {
      if (file.isPresent() && !known.containsKey(file.get())) {
        known.put(file.get(), Start.read(file.get()));
      }
      return start(world)
          .flatMap(start -> start.strange(trainer))
          .map(problem -> new Problem(TransferKnobs.START_FROM, problem));
    } catch (IOException e) {
      return Optional.of(new Problem(TransferKnobs.START_FROM, String.valueOf(e.getMessage())));
    }
  }

  private static Optional<Problem> missing(Assignment world) {
    return new TransferKnobs(world)
        .features()
        .filter(file -> !Files.isRegularFile(file))
        .map(
            file ->
                new Problem(
                    TransferKnobs.FEATURES_FROM,
                    "there is no file %s. torch.jit.trace(…).save(…) makes one.".formatted(file)));
  }

  private Optional<Start> start(Assignment world) {
    return new TransferKnobs(world).file().map(known::get);
  }

  private interface Complaint {
    Optional<Problem> about(Assignment world);
  }
}
