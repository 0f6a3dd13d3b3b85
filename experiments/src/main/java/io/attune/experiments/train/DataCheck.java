package io.attune.experiments.train;

import io.attune.experiments.data.Augmentation;
import io.attune.experiments.data.DataException;
import io.attune.experiments.data.DataRequest;
import io.attune.experiments.data.DataSource.Kind;
import io.attune.experiments.data.Preparation;
import io.attune.experiments.data.Shape;
import io.attune.experiments.train.NetworkProvider.Needs;
import io.attune.run.TrainerProvider.Problem;
import io.attune.space.Assignment;
import io.attune.space.SearchSpace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds data that is not there and settings of data that contradict each other. */
final class DataCheck {
  private static final Set<String> NAMES =
      DataSettings.knobs().map(Knob::name).collect(Collectors.toSet());

  private static final List<Use> USES =
      List.of(
          Use.of("data_dir", Kind.FOLDER, Kind.IMAGES),
          Use.of("data_file", Kind.TABLE),
          Use.of("target", Kind.TABLE),
          Use.of("task", Kind.TABLE),
          Use.of("image_size", Kind.IMAGES),
          Use.of("examples", Kind.GENERATED, Kind.POLYNOMIAL),
          Use.of("noise", Kind.GENERATED, Kind.POLYNOMIAL),
          Use.of("data_seed", Kind.GENERATED, Kind.POLYNOMIAL),
          Use.of("degree", Kind.POLYNOMIAL),
          new Use(
              "components",
              "preprocessing is pca or whiten",
              settings -> settings.preparation().method().makesRows()),
          new Use(
              "whitening_epsilon",
              "preprocessing is whiten or zca",
              settings ->
                  settings.preparation().method().rotates()
                      && settings.preparation().method() != Preparation.Method.PCA),
          new Use(
              "crop_size",
              "augmentation is crop or crop_flip",
              settings -> settings.augmentation().kind().crops()),
          new Use(
              "crop_padding",
              "augmentation is crop or crop_flip",
              settings -> settings.augmentation().kind().crops()));

  private final Knobs knobs;
  private final Needs needs;
  private final Map<DataRequest, Optional<String>> broken = new HashMap<>();
  private final Map<DataRequest, Shape> shapes = new HashMap<>();

  DataCheck(Knobs knobs, Needs needs) {
    this.knobs = knobs;
    this.needs = needs;
  }

  /** All there is to complain about, each thing once. */
  List<Problem> check(SearchSpace space) {
    List<Assignment> given = Reachable.combinations(space, NAMES);
    return Stream.concat(
            USES.stream().flatMap(use -> unused(use, given).stream()),
            given.stream().flatMap(one -> conflict(settings(one)).stream()))
        .distinct()
        .toList();
  }

  private DataSettings settings(Assignment given) {
    return new DataSettings(knobs.complete(given));
  }

  private Optional<Problem> unused(Use use, List<Assignment> given) {
    List<Assignment> set = given.stream().filter(one -> one.has(use.name())).toList();
    return set.isEmpty() || set.stream().map(this::settings).anyMatch(use.used())
        ? Optional.empty()
        : Optional.of(
            new Problem(
                use.name(), "is used only when %s. Leave it out.".formatted(use.condition())));
  }

  private Optional<Problem> conflict(DataSettings settings) {
    Optional<String> missing = broken.computeIfAbsent(settings.request(), DataCheck::trouble);
    return missing.isPresent()
        ? Optional.of(new Problem(DataSettings.DATA, missing.get()))
        : conflict(settings, shape(settings));
  }

  private Optional<Problem> conflict(DataSettings settings, Shape shape) {
    Preparation preparation = settings.preparation();
    if (needs == Needs.IMAGES && !shape.isImage()) {
      return problem(
          DataSettings.DATA,
          "can be %s, whose examples are rows of %s, but this network needs images. Use mlp.",
          settings.source().key(),
          shape);
    }
    if (needs == Needs.IMAGES && preparation.method().makesRows()) {
      return problem(
          "preprocessing",
          "can be %s, which makes rows of images, but this network needs images. Use zca or mlp.",
          preparation.name());
    }
    return preparation
        .problem(shape)
        .map(text -> new Problem("preprocessing", text))
        .or(() -> conflict(settings.augmentation(), preparation, shape));
  }

  private static Optional<Problem> conflict(
      Augmentation augmentation, Preparation preparation, Shape shape) {
    if (augmentation.kind() == Augmentation.Kind.NONE) {
      return Optional.empty();
    }
    if (!shape.isImage() || preparation.method().makesRows()) {
      return problem(
          "augmentation",
          "can be %s, but only images can be changed so, not rows of features. Set it to none.",
          augmentation.name());
    }
    return augmentation.problem(shape).map(text -> new Problem("augmentation", text));
  }

  private static Optional<Problem> problem(String name, String text, Object... values) {
    return Optional.of(new Problem(name, text.formatted(values)));
  }

  private static Optional<String> trouble(DataRequest request) {
    try {
      Optional<String> problem = request.problem();
      if (problem.isEmpty()) {
        request.shape();
      }
      return problem;
    } catch (DataException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private Shape shape(DataSettings settings) {
    return shapes.computeIfAbsent(settings.request(), DataRequest::shape);
  }

  /**
   * A setting that does nothing unless another one has some value.
   *
   * @param condition when it is used, for people
   */
  private record Use(String name, String condition, Predicate<DataSettings> used) {
    static Use of(String name, Kind... kinds) {
      List<Kind> wanted = List.of(kinds);
      List<String> sources =
          DataSettings.sources().filter(s -> wanted.contains(s.kind())).map(s -> s.key()).toList();
      return new Use(
          name,
          "data is " + either(sources),
          settings -> wanted.contains(settings.source().kind()));
    }

    private static String either(List<String> words) {
      int last = words.size() - 1;
      String others = String.join(", ", words.subList(0, last));
      return others.isEmpty() ? words.get(last) : others + " or " + words.get(last);
    }
  }
}
