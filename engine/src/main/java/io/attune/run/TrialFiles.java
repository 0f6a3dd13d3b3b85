package io.attune.run;

import io.attune.trial.History;
import io.attune.trial.Trial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Folders of a sweep's trials: kept for the best trial and those that may go on. */
final class TrialFiles {
  private final Path root;
  private Optional<Trial> kept = Optional.empty();

  TrialFiles(Path root, History history) {
    this.root = root;
    history.trials().stream()
        .filter(trial -> trial.state().ended())
        .forEach(trial -> kept = better(history, trial) ? Optional.of(trial) : kept);
  }

  Path of(int trial) {
    return root.resolve("trial-" + trial);
  }

  /** Keeps the folder of a trial that has ended if it is the best so far, else deletes it. */
  void ended(History history, Trial trial) {
    if (better(history, trial)) {
      kept.ifPresent(worse -> clear(worse.number()));
      kept = Optional.of(trial);
    } else {
      clear(trial.number());
    }
  }

  private boolean better(History history, Trial trial) {
    double loss = history.loss(trial).orElse(Double.POSITIVE_INFINITY);
    double best = kept.map(k -> history.loss(k).orElseThrow()).orElse(Double.POSITIVE_INFINITY);
    return loss < best
        || (loss == best && kept.map(k -> trial.number() < k.number()).orElse(false));
  }

  /** Deletes a trial's folder; a file that cannot be deleted stays, which harms nothing. */
  void clear(int trial) {
    Path folder = of(trial);
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      System.getLogger(TrialFiles.class.getName())
          .log(System.Logger.Level.WARNING, "cannot delete {0}: {1}", folder, e);
    }
  }
}
