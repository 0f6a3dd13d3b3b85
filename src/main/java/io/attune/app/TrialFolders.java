package io.attune.app;

import io.attune.store.TrialStore;
import io.attune.trial.Trial;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where trials left their files. */
final class TrialFolders {
  private TrialFolders() {}

  /** The folder of a trial whose files were kept. */
  static Path of(TrialStore store, SweepView view, Trial trial) {
    Path folder = store.files(view.record().id()).resolve("trial-" + trial.number());
    if (!Files.isDirectory(folder)) {
      throw new WrongInput(
          "sweep %s keeps no files of trial %d: `keep` decides of how many trials it does, the best first, and was %d."
              .formatted(view.record().id(), trial.number(), view.sweep().keep()));
    }
    return folder;
  }
}
