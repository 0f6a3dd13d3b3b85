package io.attune.run;

import io.attune.store.TrialFolder;
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
 * Folders of a sweep's trials: kept for the best few, and for those that may go on. With several
 * objectives, the best few are the trials that fewer than so many others dominate. A later stage is
 * better than an earlier one.
 */
final class TrialFiles {
  private final Path root;
  private final int most;
  private final List<Trial> kept = new ArrayList<>();

  /**
   * The folders of a sweep below a root.
   *
   * @param most how many of the best trials to keep
   */
  TrialFiles(Path root, History history, int most) {
    this.root = root;
    this.most = most;
    history.trials().stream()
        .filter(trial -> trial.state().ended())
        .forEach(trial -> keep(history, trial));
  }

  Path of(int trial) {
    return TrialFolder.of(root, trial).path();
  }

  /** Step after which a lost trial can go on, of those that it reported; 0 to start afresh. */
  long checkpoint(Trial trial) {
    long step = CheckpointMark.read(of(trial.number()));
    return step > 0 && step <= trial.lastStep() ? step : 0;
  }

  /** Keeps the folder of a trial that has ended if few others are better, else deletes it. */
  void ended(History history, Trial trial) {
    keep(history, trial).forEach(worse -> clear(worse.number()));
  }

  /** Keeps a trial if it deserves it; those whose folders are not worth keeping now. */
  private List<Trial> keep(History history, Trial trial) {
    if (history.outcome(trial).isEmpty()) {
      return List.of(trial);
    }
    kept.add(trial);
    List<Trial> worse = kept.stream().filter(other -> isBeaten(history, other)).toList();
    kept.removeAll(worse);
    return worse;
  }

  private boolean isBeaten(History history, Trial trial) {
    return kept.stream().filter(other -> better(history, other, trial)).count() >= most;
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

  /**
   * Deletes a trial's folder but for its pictures; a file that cannot be deleted stays, which harms
   * nothing.
   */
  void clear(int trial) {
    Path folder = of(trial);
    // Files.exists would make an exception for each of the many trials that need no folder.
    if (!folder.toFile().exists()) {
      return;
    }
    Path pictures = new TrialFolder(folder).pictures();
    boolean keeps = pictures.toFile().exists();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!keeps || !(file.startsWith(pictures) || file.equals(folder))) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      System.getLogger(TrialFiles.class.getName())
          .log(System.Logger.Level.WARNING, "cannot delete {0}: {1}", folder, e);
    }
  }
}
