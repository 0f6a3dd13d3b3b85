package io.attune.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.attune.trial.TrialEvent;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Moves recorded readings out of the events of stores of format 1 into series, and makes the blocks
 * of the series that were there.
 */
final class MoveReadings implements JavaMigration {
  private static final int PAGE = 1_000;

  @Override
  public MigrationVersion getVersion() {
    return MigrationVersion.fromVersion("2.2");
  }

  @Override
  public String getDescription() {
    return "move readings";
  }

  @Override
  public Integer getChecksum() {
    return 1;
  }

  @Override
  public boolean canExecuteInTransaction() {
    return true;
  }

  @Override
  public void migrate(Context context) {
    // Flyway closes the connection.
    Handle handle = Jdbi.create(context.getConnection()).open();
    makeBlocks(handle);
    moveReadings(handle);
  }

  private static void makeBlocks(Handle handle) {
    List<Long> series =
        handle
            .createQuery("SELECT id FROM metric_series WHERE points >= :size ORDER BY id")
            .bind("size", Block.SIZE)
            .mapTo(Long.class)
            .list();
    try (Batch rows = Batch.of(handle, SeriesRows.BLOCK)) {
      series.forEach(id -> makeBlocks(handle, rows, id));
      rows.send();
    }
  }

  private static void makeBlocks(Handle handle, Batch rows, long series) {
    SeriesKey any = new SeriesKey(new SweepId(1), 1, 1, "");
    OpenSeries again = new OpenSeries(series, any);
    SeriesLoader loader = new SeriesLoader(handle);
    for (SeriesLoader.Placed placed : loader.between(series, any, 0, Keys.MOST_STEPS)) {
      again.add(placed.reading());
      again.fullBlocks().forEach(block -> SeriesRows.block(rows, series, block));
      again.fullBlocks().clear();
    }
  }

  private static void moveReadings(Handle handle) {
    AtomicLong last =
        new AtomicLong(
            handle
                .createQuery("SELECT COALESCE(MAX(id), 0) FROM metric_series")
                .mapTo(Long.class)
                .one());
    SeriesBook book = new SeriesBook(handle, last::incrementAndGet);
    long after = -1;
    for (List<Old> page = page(handle, after); !page.isEmpty(); page = page(handle, after)) {
      try (Batch rows =
          Batch.of(handle, "UPDATE event SET kind = 'tallied', body = ? WHERE id = ?")) {
        page.forEach(old -> old.move(book, rows));
        rows.send();
        book.write();
      }
      after = page.get(page.size() - 1).id;
    }
  }

  private static List<Old> page(Handle handle, long after) {
    return handle
        .createQuery(
            """
            SELECT id, body FROM event WHERE id > :after AND kind = 'recorded'
            ORDER BY id FETCH FIRST :limit ROWS ONLY
            """)
        .bind("after", after)
        .bind("limit", PAGE)
        .map((row, context) -> new Old(row.getLong(1), row.getString(2)))
        .list();
  }

  private record Old(long id, String body) {
    void move(SeriesBook book, Batch rows) {
      ObjectNode json = (ObjectNode) EventJson.parse(body);
      TrialEvent.Recorded event =
          RecordedJson.recorded(json, json.path("trial").asInt(), Instant.EPOCH);
      book.add(Keys.sweep(id), event);
      json.remove("readings");
      RecordedJson.tallied(json, event.tallied());
      rows.add(EventJson.line(json), id);
    }
  }
}
