package io.attune.experiments.train;

import io.attune.experiments.data.Augmentation;
import io.attune.experiments.data.DataRequest;
import io.attune.experiments.data.DataRequest.Meaning;
import io.attune.experiments.data.DataRequest.Place;
import io.attune.experiments.data.DataRequest.Recipe;
import io.attune.experiments.data.DataSource;
import io.attune.experiments.data.DataSource.Kind;
import io.attune.experiments.data.Dataset;
import io.attune.experiments.data.Examples;
import io.attune.experiments.data.Portion;
import io.attune.experiments.data.Preparation;
import io.attune.experiments.data.Preparation.Method;
import io.attune.experiments.data.Task;
import io.attune.experiments.train.Knob.Choice;
import io.attune.experiments.train.Knob.Interval;
import io.attune.experiments.train.Knob.Real;
import io.attune.experiments.train.Knob.Text;
import io.attune.experiments.train.Knob.Whole;
import io.attune.experiments.train.Rule.Use;
import io.attune.run.TrainerProvider.Problem;
import io.attune.space.Assignment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The settings that say what data there is to learn from, read from a complete assignment. */
record DataSettings(Assignment values) {
  static final String DATA = "data";
  static final String TASK = "task";

  private static final String TRAIN_SIZE = "train_size";
  private static final String VALIDATION_SIZE = "validation_size";
  private static final long MANY = Integer.MAX_VALUE;
  private static final Recipe USUAL = Recipe.USUAL;

  /** What they are called, what they take, and when they are used. */
  static final KnobGroup GROUP = new KnobGroup(knobs(), rules());

  /** All of their names. */
  static final List<String> NAMES = GROUP.knobs().stream().map(Knob::name).toList();

  private static List<Knob> knobs() {
    return List.of(
        new Choice(
            DATA, Arrays.stream(DataSource.values()).map(DataSource::key).toList(), "digits"),
        new Text("data_dir"),
        new Text("data_file"),
        new Text("target"),
        new Choice(TASK, List.of("auto", "classification", "regression"), "auto"),
        new Text("classes"),
        new Whole("image_size", 1, 4096, Optional.empty()),
        new Whole("examples", 10, 10_000_000, Optional.of((long) USUAL.examples())),
        new Real("noise", Interval.NOT_NEGATIVE, USUAL.noise()),
        new Whole("degree", 1, 100, Optional.of((long) USUAL.degree())),
        new Whole("data_seed", 0, MANY, Optional.of(USUAL.seed())),
        // Use only the first so many examples; all of them when left out.
        new Whole(TRAIN_SIZE, 1, MANY, Optional.empty()),
        new Whole(VALIDATION_SIZE, 1, MANY, Optional.empty()),
        new Choice("preprocessing", words(Method.values()), Preparation.USUAL.name()),
        new Whole("components", 1, 65_536, Optional.empty()),
        new Real("whitening_epsilon", Interval.POSITIVE, Preparation.USUAL.epsilon()),
        new Choice("augmentation", words(Augmentation.Kind.values()), "none"),
        new Whole("crop_size", 1, 4096, Optional.empty()),
        new Whole("crop_padding", 0, 4096, Optional.of(0L)));
  }

  private static List<Rule> rules() {
    return List.of(
        use("data_dir", Kind.FOLDER, Kind.IMAGES),
        use("data_file", Kind.TABLE),
        use("target", Kind.TABLE),
        use(TASK, Kind.TABLE),
        use("image_size", Kind.IMAGES),
        use("examples", Kind.GENERATED, Kind.POLYNOMIAL),
        use("noise", Kind.GENERATED, Kind.POLYNOMIAL),
        use("data_seed", Kind.GENERATED, Kind.POLYNOMIAL),
        use("degree", Kind.POLYNOMIAL),
        Use.of("components", "preprocessing", "pca", "whiten"),
        Use.of("whitening_epsilon", "preprocessing", "whiten", "zca"),
        Use.of("crop_size", "augmentation", "crop", "crop_flip"),
        Use.of("crop_padding", "augmentation", "crop", "crop_flip"));
  }

  private static Rule use(String knob, Kind... kinds) {
    List<Kind> wanted = List.of(kinds);
    return Use.of(
        knob,
        DATA,
        Arrays.stream(DataSource.values())
            .filter(source -> wanted.contains(source.kind()))
            .map(DataSource::key)
            .toArray(String[]::new));
  }

  DataSource source() {
    return DataSource.of(values.text(DATA));
  }

  /** What trials learn from, in a line. */
  String describe(Dataset data) {
    return "%s, %d + %d + %d examples of %s, sha256 %s"
        .formatted(
            source().key(),
            data.train().size(),
            data.validation().size(),
            data.test().size(),
            data.shape(),
            data.fingerprint());
  }

  /** Which data is wanted. */
  DataRequest request() {
    return new DataRequest(source(), place(), recipe(), text("classes"));
  }

  /** What kind of thing is to be predicted, if that is known without reading anything. */
  Optional<Task> task() {
    if (source().kind() == Kind.POLYNOMIAL) {
      return Optional.of(Task.REGRESSION);
    }
    if (source().kind() != Kind.TABLE) {
      return Optional.of(Task.CLASSIFICATION);
    }
    return values.text(TASK).equals("auto")
        ? Optional.empty()
        : Optional.of(Task.valueOf(upper(TASK)));
  }

  /** What is done to numbers first. */
  Preparation preparation() {
    return new Preparation(
        Method.valueOf(upper("preprocessing")),
        whole("components"),
        values.number("whitening_epsilon"));
  }

  /** How images change each time they are learned from. */
  Augmentation augmentation() {
    return new Augmentation(
        Augmentation.Kind.valueOf(upper("augmentation")),
        whole("crop_size"),
        values.integer("crop_padding"));
  }

  /**
   * How much of the data trials see.
   *
   * @throws IllegalArgumentException if a size is larger than the data
   */
  Portion portion(Dataset data) {
    return new Portion(size(TRAIN_SIZE, data.train()), size(VALIDATION_SIZE, data.validation()));
  }

  /** Whether sizes are given, which have to be compared with the data. */
  boolean hasSizes() {
    return values.has(TRAIN_SIZE) || values.has(VALIDATION_SIZE);
  }

  /** What is wrong with the sizes for parts of some sizes; empty if nothing is. */
  Optional<Problem> sizeProblem(int train, int validation) {
    return sizeProblem(TRAIN_SIZE, train).or(() -> sizeProblem(VALIDATION_SIZE, validation));
  }

  private Optional<Problem> sizeProblem(String name, int most) {
    return values.integer(name, most) <= most
        ? Optional.empty()
        : Optional.of(
            new Problem(
                name,
                "can be %d, but %s has %d such examples. Leave it out to use them all."
                    .formatted(values.integer(name), source().key(), most)));
  }

  private int size(String name, Examples examples) {
    sizeProblem(name, examples.size())
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(name + ": " + problem.message());
            });
    return values.integer(name, examples.size());
  }

  private Place place() {
    return new Place(
        text("data_dir").map(Path::of),
        text("data_file").map(Path::of),
        text("target"),
        Meaning.valueOf(upper(TASK)),
        whole("image_size"));
  }

  private Recipe recipe() {
    return new Recipe(
        values.integer("examples"),
        values.number("noise"),
        values.integer("degree"),
        values.integer("data_seed"));
  }

  private Optional<String> text(String name) {
    return values.has(name) ? Optional.of(values.text(name)) : Optional.empty();
  }

  private Optional<Integer> whole(String name) {
    return values.has(name) ? Optional.of(values.integer(name)) : Optional.empty();
  }

  private String upper(String name) {
    return values.text(name).toUpperCase(Locale.ROOT);
  }

  private static List<String> words(Enum<?>[] values) {
    return Arrays.stream(values).map(value -> value.name().toLowerCase(Locale.ROOT)).toList();
  }
}
