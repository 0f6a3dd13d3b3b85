package io.attune.exchange.tensorboard;

import io.attune.exchange.intake.Counted;
import io.attune.exchange.intake.Ending;
import io.attune.exchange.intake.ImportException;
import io.attune.exchange.intake.ImportReport;
import io.attune.exchange.intake.ParameterNames;
import io.attune.exchange.intake.SourceTrial;
import io.attune.exchange.intake.SweepIntake;
import io.attune.exchange.intake.TrialIntake;
import io.attune.space.Assignment;
import io.attune.trial.Relabel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Makes trials of runs. */
final class RunReader {
  private final ImportReport report;
  private final SweepIntake sweep;
  private final ParameterNames names;

  RunReader(ImportReport report, SweepIntake sweep) {
    this.report = report;
    this.sweep = sweep;
    this.names = new ParameterNames(report);
  }

  void read(RunFolder run) {
    Instant started = Instant.ofEpochMilli(started(run.files().get(0).file()));
    TrialIntake trial =
        sweep.trial(
            new SourceTrial(
                run.id(), started, new Assignment(Map.of()), Map.of(), Relabel.named(run.id())));
    ValueReader values = new ValueReader(report, names, trial);
    run.files().forEach(part -> read(part, values));
    Optional<Instant> last = Optional.of(Instant.ofEpochMilli(values.lastMillis()));
    trial.end(values.ending().orElseGet(() -> Ending.of(Ending.Kind.COMPLETED, last)));
  }

  private static long started(Path file) {
    try (Records records = Records.open(file)) {
      Optional<byte[]> first = records.next();
      if (first.isEmpty()) {
        throw ImportException.at(
            file,
            "byte 0",
            records.damage().orElse("it is empty")
                + ". Maybe it is no event file of TensorBoard, or its program has just begun.");
      }
      return event(file, 0, first.get()).millis();
    } catch (IOException e) {
      throw ImportException.in(file, "it cannot be read: " + e.getMessage() + ".");
    }
  }

  private void read(RunFolder.Part part, ValueReader values) {
    report.read(Counted.FILES);
    try (Records records = Records.open(part.file())) {
      values.file(part.prefix());
      long offset = 0;
      Optional<byte[]> record = records.next();
      while (record.isPresent()) {
        values.take(event(part.file(), offset, record.get()));
        offset = records.offset();
        record = records.next();
      }
      if (records.damage().isPresent()) {
        damaged(part.file(), offset, records.damage().get());
      }
    } catch (IOException e) {
      throw ImportException.in(part.file(), "it cannot be read: " + e.getMessage() + ".");
    }
  }

  private void damaged(Path file, long offset, String damage) {
    report.omit(
        "ends of files that are damaged",
        "Import again when whoever writes them has finished.",
        "byte %d on of %s: %s".formatted(offset, file.getFileName(), damage));
  }

  private static LoggedEvent event(Path file, long offset, byte[] record) {
    try {
      return LoggedEvent.parse(record);
    } catch (IOException e) {
      throw ImportException.at(
          file,
          "byte " + offset,
          "the record is whole, but no event: %s Maybe it is another kind of file."
              .formatted(e.getMessage()));
    }
  }
}
