package io.attune.experiments.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files that training leaves in a trial's folder. */
record TrialFiles(Path folder) {
  private Path bestFile() {
    return folder.resolve("best.weights");
  }

  private Path resumeFile() {
    return folder.resolve("resume.checkpoint");
  }

  /** Weights of the epoch that did best on the validation split. */
  Checkpoint best() throws IOException {
    if (Files.notExists(bestFile())) {
      throw new IOException(
          bestFile() + ": there are no weights; no epoch of this trial had a finite loss.");
    }
    return Checkpoint.read(bestFile());
  }

  void keepBest(Checkpoint checkpoint) throws IOException {
    checkpoint.write(bestFile());
  }

  /** Everything the epoch after {@code epoch} depends on. */
  Checkpoint resume(long epoch) throws IOException {
    if (Files.notExists(resumeFile())) {
      throw new IOException(
          "%s: is missing, but the trial goes on after epoch %d. Start it afresh."
              .formatted(resumeFile(), epoch));
    }
    Checkpoint checkpoint = Checkpoint.read(resumeFile());
    if (checkpoint.epoch() != epoch) {
      throw new IOException(
          "%s: is of epoch %d, but the trial goes on after epoch %d. Start it afresh."
              .formatted(resumeFile(), checkpoint.epoch(), epoch));
    }
    return checkpoint;
  }

  void keepResume(Checkpoint checkpoint) throws IOException {
    checkpoint.write(resumeFile());
  }
}
