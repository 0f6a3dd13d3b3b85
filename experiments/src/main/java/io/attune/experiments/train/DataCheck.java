package io.attune.experiments.train;

import io.attune.experiments.data.Augmentation;
import io.attune.experiments.data.DataException;
import io.attune.experiments.data.DataRequest;
import io.attune.experiments.data.Dataset;
import io.attune.experiments.data.Datasets;
import io.attune.experiments.data.Preparation;
import io.attune.experiments.data.Shape;
import io.attune.experiments.train.NetworkProvider.Needs;
import io.attune.run.TrainerProvider.Problem;
import io.attune.space.SearchSpace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds data that is not there and settings of data that contradict each other. */
final class DataCheck {
  private static final Shape NOTHING = Shape.row(0);

  private final Knobs knobs;
  private final Needs needs;
  private final Map<DataRequest, Look> looks = new HashMap<>();
  private final Map<DataRequest, Sizes> counted = new HashMap<>();

  DataCheck(Knobs knobs, Needs needs) {
    this.knobs = knobs;
    this.needs = needs;
  }

  /** All there is to complain about, each thing once. */
  List<Problem> check(SearchSpace space) {
    return knobs
        .worlds(space)
        .of(DataSettings.NAMES)
        .flatMap(world -> conflict(new DataSettings(world)).stream())
        .distinct()
        .toList();
  }

  private Optional<Problem> conflict(DataSettings settings) {
    Look look = looks.computeIfAbsent(settings.request(), Look::at);
    return look.trouble()
        .or(() -> conflict(settings, look.shape()))
        .or(() -> settings.hasSizes() ? sizes(settings) : Optional.empty());
  }

  /** Only here all of the data is read, because nobody asks for sizes without need. */
  private Optional<Problem> sizes(DataSettings settings) {
    Sizes sizes = counted.computeIfAbsent(settings.request(), Sizes::of);
    return sizes.trouble().or(() -> settings.sizeProblem(sizes.train(), sizes.validation()));
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

  /** How many examples there are to learn from and to validate with, or else why not. */
  private record Sizes(Optional<Problem> trouble, int train, int validation) {
    static Sizes of(DataRequest request) {
      try {
        Dataset data = Datasets.read(request);
        return new Sizes(Optional.empty(), data.train().size(), data.validation().size());
      } catch (DataException e) {
        return new Sizes(problem(DataSettings.DATA, "%s", String.valueOf(e.getMessage())), 0, 0);
      }
    }
  }

  /** What a first look at data shows: its trouble, or else the shape of its examples. */
  private record Look(Optional<Problem> trouble, Shape shape) {
    static Look at(DataRequest request) {
      try {
        Optional<Problem> trouble =
            request
                .problem()
                .map(text -> new Problem(DataSettings.DATA, text))
                .or(() -> request.classProblem().map(text -> new Problem("classes", text)));
        return new Look(trouble, trouble.isPresent() ? NOTHING : request.shape());
      } catch (DataException e) {
        return new Look(problem(DataSettings.DATA, "%s", String.valueOf(e.getMessage())), NOTHING);
      }
    }
  }
}
