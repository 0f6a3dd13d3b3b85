package io.attune.store;

import io.attune.trial.Reading;
import org.jspecify.annotations.Nullable;

/** How series, points and blocks lie in their tables. */
final class SeriesRows {
  static final String INSERT =
      """
      INSERT INTO metric_series
        (points, last_step, last_millis, last_value, min_value, max_value,
         id, sweep, trial, attempt, metric, first_value)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;
  static final String UPDATE =
      """
      UPDATE metric_series
      SET points = ?, last_step = ?, last_millis = ?, last_value = ?, min_value = ?, max_value = ?
      WHERE id = ?
      """;
  static final String BLOCK =
      """
      INSERT INTO metric_block
        (id, from_place, to_place, first_step, last_step,
         low_place, low_step, low_millis, low, high_place, high_step, high_millis, high)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private SeriesRows() {}

  static void insert(Batch rows, OpenSeries series) {
    SeriesSummary now = series.summary();
    rows.add(
        now.points(),
        now.last().step(),
        now.last().millis(),
        now.last().value(),
        now.min(),
        now.max(),
        series.id(),
        now.key().sweep().value(),
        now.key().trial(),
        now.key().attempt(),
        now.key().metric(),
        now.first());
  }

  static void update(Batch rows, OpenSeries series) {
    SeriesSummary now = series.summary();
    rows.add(
        now.points(),
        now.last().step(),
        now.last().millis(),
        now.last().value(),
        now.min(),
        now.max(),
        series.id());
  }

  /** The step of a report is its place; only others' steps need a column of their own. */
  static void point(Batch rows, OpenSeries series, long place, Reading reading) {
    @Nullable Long step = series.key().isRecorded() ? (Long) reading.step() : null;
    rows.add(Keys.point(series.id(), place), step, reading.millis(), reading.value());
  }

  static void block(Batch rows, long series, OpenSeries.NumberedBlock numbered) {
    Block block = numbered.block();
    Reading low = block.low().reading();
    Reading high = block.high().reading();
    rows.add(
        Keys.point(series, numbered.number()),
        block.from(),
        block.to(),
        block.firstStep(),
        block.lastStep(),
        block.low().place(),
        low.step(),
        low.millis(),
        low.value(),
        block.high().place(),
        high.step(),
        high.millis(),
        high.value());
  }
}
