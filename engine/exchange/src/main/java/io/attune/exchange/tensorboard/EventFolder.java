package io.attune.exchange.tensorboard;

import io.attune.exchange.intake.ImportException;
import io.attune.exchange.intake.Intake;
import io.attune.exchange.intake.Source;
import io.attune.exchange.intake.SourceSweep;
import io.attune.exchange.intake.SweepIntake;
import io.attune.space.SearchSpace;
import io.attune.trial.Criteria;
import io.attune.trial.Objective;
import io.attune.trial.Relabel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A file of TensorBoard, or a folder with such files, which is a sweep. */
public final class EventFolder implements Source {
  private final Path root;
  private final Optional<Objective> objective;

  /**
   * A file or folder.
   *
   * @param objective what the runs are judged by, if it is known
   */
  public EventFolder(Path root, Optional<Objective> objective) {
    this.root = root;
    this.objective = objective;
  }

  /** Whether there are files of TensorBoard in a folder or below it. */
  public static boolean recognises(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder, RunFolders.DEEPEST)) {
      return files.anyMatch(RunFolders::isEventFile);
    }
  }

  @Override
  public String description() {
    return "event files of TensorBoard";
  }

  @Override
  public void read(Intake intake) {
    List<RunFolder> runs = RunFolders.in(root, intake.report());
    if (runs.isEmpty()) {
      throw ImportException.in(root, "there is no event file (*tfevents*) in it.");
    }
    SourceSweep source =
        new SourceSweep(
            "tensorboard:" + root,
            String.valueOf(root.getFileName()),
            new SearchSpace(List.of()),
            objective.map(Criteria::of),
            Relabel.NOTHING);
    try (SweepIntake sweep = intake.sweep(source)) {
      RunReader reader = new RunReader(intake.report(), sweep);
      runs.forEach(reader::read);
    }
  }
}
