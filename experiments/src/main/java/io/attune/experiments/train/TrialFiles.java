package io.attune.experiments.train;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files that training leaves in a trial's folder. */
record TrialFiles(Path folder) {
  /** Where the weights of the best epoch are, if there are any. */
  Path bestFile() {
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

  /** Keeps the weights of an epoch beside the best. */
  void keepSnapshot(Checkpoint checkpoint) throws IOException {
    // Names sort as epochs do; there are at most 100,000.
    checkpoint.write(folder.resolve("snapshot-%06d.weights".formatted(checkpoint.epoch())));
  }

  /** The weights that were kept beside the best, earliest first. */
  List<Path> snapshots() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("snapshot-\\d+\\.weights"))
          .sorted()
          .toList();
    }
  }

  void keepBest(Checkpoint checkpoint) throws IOException {
    checkpoint.write(bestFile());
  }

  /** Everything the epoch after {@code epoch} depends on. */
  Checkpoint resume(long epoch) throws IOException {
    Path file = resumeFile(epoch);
    if (Files.notExists(file)) {
      throw new IOException(
          "%s: is missing, but the trial goes on after epoch %d.".formatted(file, epoch));
    }
    Checkpoint checkpoint = Checkpoint.read(file);
    if (checkpoint.epoch() != epoch) {
      throw new IOException(
          "%s: is of epoch %d, but the trial goes on after epoch %d."
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
