package io.attune.app;

import io.attune.exchange.series.SeriesReader;
import io.attune.trial.Reading;
import io.attune.trial.Trial;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.List;

/** One row a reading: learning curves in full, as {@code attune import} reads them back. */
final class CurveExport {
  private CurveExport() {}

  static void write(SweepView view, SeriesReader series, Writer writer) throws IOException {
    writer.write(CsvExport.line(List.of("trial", "metric", "step", "time", "value")));
    for (Trial trial : view.history().trials()) {
      for (String metric : trial.curves().keySet()) {
        series.each(trial, metric, reading -> writer.write(CsvExport.line(row(trial, reading))));
      }
    }
  }

  private static List<String> row(Trial trial, Reading reading) {
    return List.of(
        Integer.toString(trial.number()),
        reading.metric(),
        Long.toString(reading.step()),
        Instant.ofEpochMilli(reading.millis()).toString(),
        Double.toString(reading.value()));
  }
}
