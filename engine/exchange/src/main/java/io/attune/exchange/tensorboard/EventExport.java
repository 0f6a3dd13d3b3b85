package io.attune.exchange.tensorboard;

import io.attune.exchange.series.SeriesReader;
import io.attune.trial.Trial;
import io.attune.trial.TrialState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes trials as TensorBoard reads them: a folder {@code trial-N} each, with a file of scalars,
 * and parameters and outcome for the HParams plugin.
 */
public final class EventExport {
  private static final int WELL = 1;

  private final SeriesReader series;
  private final Path folder;
  private long scalars;

  /**
   * Into a folder that is made if it is not there.
   *
   * @throws IOException if there is something in it already
   */
  public EventExport(SeriesReader series, Path folder) throws IOException {
    this.series = series;
    this.folder = Files.createDirectories(folder);
    try (Stream<Path> inside = Files.list(folder)) {
      if (inside.findAny().isPresent()) {
        throw new IOException("the folder is not empty");
      }
    }
  }

  /** Writes trials, each as a whole. */
  public void write(List<Trial> trials) throws IOException {
    for (Trial trial : trials) {
      write(trial);
    }
  }

  private void write(Trial trial) throws IOException {
    Path run = Files.createDirectories(folder.resolve("trial-" + trial.number()));
    double started = seconds(trial.started());
    String name = "events.out.tfevents.%d.attune".formatted(trial.started().getEpochSecond());
    try (RecordFile file = new RecordFile(run.resolve(name))) {
      file.write(EventBytes.first(started));
      file.write(
          EventBytes.sessionStart(started, "trial " + trial.number(), trial.assignment().values()));
      for (String metric : trial.curves().keySet()) {
        scalars(file, trial, metric);
      }
      file.write(
          EventBytes.sessionEnd(seconds(trial.ended().orElse(trial.started())), outcome(trial)));
    }
  }

  private void scalars(RecordFile file, Trial trial, String metric) throws IOException {
    series.each(
        trial,
        metric,
        reading -> {
          double seconds = reading.millis() / 1000.0;
          file.write(EventBytes.scalar(seconds, reading.step(), metric, reading.value()));
          scalars++;
        });
  }

  private static double seconds(Instant time) {
    return time.getEpochSecond() + time.getNano() / 1e9;
  }

  private static int outcome(Trial trial) {
    if (trial.state() instanceof TrialState.Failed) {
      return Session.FAILURE;
    }
    return trial.state().ended() ? WELL : Session.RUNNING;
  }

  /** How many scalars were written. */
  public long scalars() {
    return scalars;
  }
}
