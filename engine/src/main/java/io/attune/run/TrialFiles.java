package io.attune.run;

import io.attune.trial.History;
import io.attune.trial.Outcome;
import io.attune.trial.Trial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Folders of a sweep's trials: kept for the best trial, or with several objectives for those that
 * none dominates, and for those that may go on. A later stage is better than an earlier one.
 */
final class TrialFiles {
  private final Path root;
  private final List<Trial> kept = new ArrayList<>();

  TrialFiles(Path root, History history) {
    this.root = root;
    history.trials().stream()
        .filter(trial -> trial.state().ended())
        .forEach(trial -> keep(history, trial));
  }

  Path of(int trial) {
    return root.resolve("trial-" + trial);
  }

  /** Keeps the folder of a trial that has ended if no other is better, else deletes it. */
  void ended(History history, Trial trial) {
    keep(history, trial).forEach(worse -> clear(worse.number()));
  }

  /** Keeps a trial if it deserves it; those whose folders are not worth keeping now. */
  private List<Trial> keep(History history, Trial trial) {
    if (history.outcome(trial).isEmpty()
        || kept.stream().anyMatch(other -> better(history, other, trial))) {
      return List.of(trial);
    }
    List<Trial> worse = kept.stream().filter(other -> better(history, trial, other)).toList();
    kept.removeAll(worse);
    kept.add(trial);
    return worse;
  }

  private static boolean better(History history, Trial a, Trial b) {
    int stage = history.steering().phaseOf(a.number());
    int other = history.steering().phaseOf(b.number());
    if (stage != other) {
      return stage > other;
    }
    Outcome ofA = history.outcome(a).orElseThrow();
    Outcome ofB = history.outcome(b).orElseThrow();
    return history.criteria().dominates(ofA, ofB)
        || (history.criteria().compare(ofA, ofB) == 0 && a.number() < b.number());
  }

  /** Deletes a trial's folder; a file that cannot be deleted stays, which harms nothing. */
  void clear(int trial) {
    Path folder = of(trial);
    // Files.exists would make an exception for each of the many trials that need no folder.
    if (!folder.toFile().exists()) {
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
