package io.attune.experiments.train;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files that training leaves in a trial's folder. */
record TrialFiles(Path folder) {
  private Path bestFile() {
    return folder.resolve("best.weights");
  }

  private Path resumeFile(long epoch) {
    return folder.resolve("resume-" + epoch + ".checkpoint");
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
    Path file = resumeFile(epoch);
    if (Files.notExists(file)) {
      throw new IOException(
          "%s: is missing, but the trial goes on after epoch %d. Start it afresh."
              .formatted(file, epoch));
    }
    Checkpoint checkpoint = Checkpoint.read(file);
    if (checkpoint.epoch() != epoch) {
      throw new IOException(
          "%s: is of epoch %d, but the trial goes on after epoch %d. Start it afresh."
              .formatted(file, checkpoint.epoch(), epoch));
    }
    return checkpoint;
  }

  /** Keeps a checkpoint beside the earlier ones, which are still needed if this fails. */
  void keepResume(Checkpoint checkpoint) throws IOException {
    checkpoint.writeDurably(resumeFile(checkpoint.epoch()));
  }

  /** Deletes the checkpoints of other epochs. */
  void keepOnlyResume(long epoch) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "resume-*.checkpoint")) {
      for (Path file : files) {
        if (!file.equals(resumeFile(epoch))) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
