package io.attune.experiments.train;

import io.attune.experiments.data.Datasets;
import io.attune.experiments.djl.DjlBackend;
import io.attune.experiments.tensor.Backend;
import io.attune.run.Scout;
import io.attune.run.Trainer;
import io.attune.space.Assignment;
import io.attune.space.SearchSpace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the networks' providers share: all but their own knobs and layers. */
abstract class NetworkProvider implements ModelProvider {
  /** Shared by all trainers of the process. */
  private static final Datasets DATASETS = new Datasets(DjlBackend.both());

  /** What a crash may cost, where an epoch is shorter. */
  private static final Duration BETWEEN_CHECKPOINTS = Duration.ofSeconds(10);

  private final String name;
  private final Knobs knobs;
  private final Blueprint blueprint;

  NetworkProvider(String name, List<KnobGroup> own, Architecture architecture) {
    this.name = name;
    this.knobs = new Knobs(name, Stream.concat(Settings.groups().stream(), own.stream()).toList());
    this.blueprint = new Blueprint(name, knobs, ShapingNames.of(own), architecture, DATASETS);
  }

  /** How its settings become data and networks. */
  final Blueprint blueprint() {
    return blueprint;
  }

  /** Every setting of this trainer. */
  final Stream<Knob> knobs() {
    return knobs.all();
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final Trainer trainer() {
    return trainer(BETWEEN_CHECKPOINTS);
  }

  /** A trainer that leaves checkpoints so long apart. */
  final Trainer trainer(Duration betweenCheckpoints) {
    return new NetworkTrainer(blueprint, DjlBackend::open, betweenCheckpoints);
  }

  @Override
  public final Optional<Scout> scout() {
    return Optional.of(new NetworkScout(blueprint));
  }

  @Override
  public final Map<String, String> environment() {
    return DjlBackend.environment();
  }

  @Override
  public final List<Problem> check(SearchSpace space) {
    List<Problem> problems = knobs.check(space);
    if (problems.isEmpty()) {
      problems = new DataCheck(knobs, needs()).check(space);
    }
    return problems.isEmpty()
        ? new TransferCheck(name, knobs, blueprint.shape(), space).check()
        : problems;
  }

  @Override
  public final void save(Assignment assignment, Path folder, Path file) throws IOException {
    try (Backend backend = DjlBackend.open()) {
      new SavedTrial(blueprint, assignment, folder).save(backend, file);
    }
  }

  @Override
  public final Member best(Assignment assignment, Path folder) {
    return new Member(assignment, new TrialFiles(folder).bestFile());
  }

  @Override
  public final List<Member> snapshots(Assignment assignment, Path folder) throws IOException {
    return new TrialFiles(folder)
        .snapshots().stream().map(file -> new Member(assignment, file)).toList();
  }

  @Override
  public final Map<String, Double> measure(List<Member> members, Combination how, Part part)
      throws IOException {
    return new Ensemble(blueprint, DjlBackend::open, part).measure(members, how);
  }

  /** What examples must look like for these networks. */
  Needs needs() {
    return Needs.ANYTHING;
  }

  /** What examples must look like. */
  enum Needs {
    /** Images or rows of features. */
    ANYTHING,
    /** Neighbouring pixels must be neighbours. */
    IMAGES
  }

  /** A crash of the native library then costs one trial. */
  @Override
  public final boolean prefersProcesses() {
    return true;
  }
}
