package io.attune.exchange.mlflow;

import io.attune.exchange.intake.Counted;
import io.attune.exchange.intake.ImportException;
import io.attune.exchange.intake.Intake;
import io.attune.exchange.intake.Source;
import io.attune.exchange.intake.SourceSweep;
import io.attune.exchange.intake.SweepIntake;
import io.attune.trial.Lifecycle;
import io.attune.trial.Relabel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The folder {@code mlruns} in which MLflow keeps experiments without a database. */
public final class MlflowFolder implements Source {
  private static final String META = "meta.yaml";
  private static final String TRASH = ".trash";
  private static final Set<String> REGISTRY = Set.of("models", TRASH);
  private static final Set<String> OF_EXPERIMENTS = Set.of("tags", "datasets", "traces", "models");

  private final Path folder;
  private final List<String> only;

  /**
   * A folder.
   *
   * @param only names of experiments; all if there are none
   */
  public MlflowFolder(Path folder, List<String> only) {
    this.folder = folder;
    this.only = List.copyOf(only);
  }

  /** Whether a folder holds experiments. */
  public static boolean recognises(Path folder) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside
          .filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
          .anyMatch(path -> Files.isRegularFile(path.resolve(META), LinkOption.NOFOLLOW_LINKS));
    }
  }

  @Override
  public String description() {
    return "runs of MLflow";
  }

  @Override
  public void read(Intake intake) {
    SafeTree tree = new SafeTree(intake.report());
    List<Path> experiments = new ArrayList<>(experiments(tree, folder));
    experiments.addAll(experiments(tree, folder.resolve(TRASH)));
    if (experiments.isEmpty()) {
      throw ImportException.in(folder, "there is no experiment in it: no folder has a meta.yaml.");
    }
    List<String> missing = new ArrayList<>(only);
    for (Path path : experiments) {
      Meta meta = Meta.read(tree, path);
      String name = meta.text("name").orElse(String.valueOf(path.getFileName()));
      missing.remove(name);
      if (only.isEmpty() || only.contains(name)) {
        experiment(intake, tree, path, meta, name);
      }
    }
    if (!missing.isEmpty()) {
      throw ImportException.in(folder, "there is no experiment \"" + missing.get(0) + "\" in it.");
    }
    if (Files.isDirectory(folder.resolve("models"), LinkOption.NOFOLLOW_LINKS)) {
      intake.report().omit("model registries", "There is none here.", "models");
    }
  }

  private static List<Path> experiments(SafeTree tree, Path folder) {
    return tree.folders(folder).stream()
        .filter(path -> !REGISTRY.contains(String.valueOf(path.getFileName())))
        .filter(path -> Files.isRegularFile(path.resolve(META), LinkOption.NOFOLLOW_LINKS))
        .toList();
  }

  private void experiment(Intake intake, SafeTree tree, Path path, Meta meta, String name) {
    intake.report().read(Counted.FILES);
    String id = meta.text("experiment_id").orElse(String.valueOf(path.getFileName()));
    Map<String, String> tags = new Entries(tree, intake.report()).read(path.resolve("tags"));
    boolean deleted = meta.deleted() || path.startsWith(folder.resolve(TRASH));
    Relabel label =
        new Relabel(
            Optional.empty(),
            tags,
            List.of(),
            deleted ? Optional.of(Lifecycle.DELETED) : Optional.empty());
    SourceSweep source = SourceSweep.named("mlflow:" + folder + "#" + id, name, label);
    try (SweepIntake sweep = intake.sweep(source)) {
      RunReader reader = new RunReader(tree, intake.report(), sweep);
      for (Path run : tree.folders(path)) {
        run(intake, reader, run);
      }
    }
  }

  private static void run(Intake intake, RunReader reader, Path run) {
    String name = String.valueOf(run.getFileName());
    if (Files.isRegularFile(run.resolve(META), LinkOption.NOFOLLOW_LINKS)) {
      intake.report().read(Counted.FILES);
      reader.read(run);
    } else if (!OF_EXPERIMENTS.contains(name)) {
      intake.report().omit("folders", "They are no runs: they have no meta.yaml.", run.toString());
    } else if (!name.equals("tags")) {
      intake.report().omit(name + " of experiments", "There is no place for them.", run.toString());
    }
  }
}
