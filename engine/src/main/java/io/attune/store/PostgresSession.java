package io.attune.store;

import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Handle;

/**
 * Writes to PostgreSQL, where other programs may do so, too. Whoever runs a sweep holds an advisory
 * lock of its session on it: appending and holding stand and fall together.
 */
final class PostgresSession implements WriteSession {
  private final Handle handle;
  private final PostgresDatabase database;

  PostgresSession(Handle handle, PostgresDatabase database) {
    this.handle = handle;
    this.database = database;
    noticeDeadClients();
    endPredecessor();
    register();
    List.copyOf(database.claimed()).forEach(this::claimAgain);
  }

  /** A lock must not outlive a machine that was switched off by hours. */
  private void noticeDeadClients() {
    handle.execute("SET tcp_keepalives_idle = 15");
    handle.execute("SET tcp_keepalives_interval = 5");
    handle.execute("SET tcp_keepalives_count = 3");
  }

  /**
   * The server may not have noticed that the last connection is lost, so that it still has locks,
   * or is about to commit.
   */
  private void endPredecessor() {
    handle
        .createQuery(
            """
            SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
            WHERE application_name = :name AND pid <> pg_backend_pid()
            """)
        .bind("name", database.name())
        .mapTo(Boolean.class)
        .list();
  }

  private void register() {
    handle.execute("DELETE FROM program WHERE seen < now() - INTERVAL '7 days'");
    handle
        .createUpdate(
            """
            INSERT INTO program (id, backend, owner, written, seen)
            VALUES (:program, pg_backend_pid(), :owner, 0, now())
            ON CONFLICT (id) DO UPDATE SET backend = EXCLUDED.backend, seen = now()
            """)
        .bind("program", database.program())
        .bind("owner", database.owner())
        .execute();
  }

  private void claimAgain(SweepId sweep) {
    if (!lock(sweep)) {
      database.claimed().remove(sweep);
    }
  }

  @Override
  public Handle handle() {
    return handle;
  }

  @Override
  public LongSupplier seriesNumbers() {
    return new SeriesNumbers(handle);
  }

  @Override
  public void check(SweepId sweep) {
    boolean free =
        ask("SELECT pg_try_advisory_xact_lock_shared('sweep'::regclass::oid::int4, :sweep)", sweep);
    if (!free) {
      throw Sequences.held(sweep, holder(handle, sweep).orElse("another program"));
    }
    // From here on nobody deletes it; what this program runs nobody can have deleted.
    if (!database.claimed().contains(sweep) && !exists(sweep)) {
      throw Sequences.unknown(sweep);
    }
  }

  private boolean exists(SweepId sweep) {
    return handle
        .createQuery("SELECT id FROM sweep WHERE id = :sweep AND definition <> ''")
        .bind("sweep", sweep.value())
        .mapTo(Long.class)
        .findOne()
        .isPresent();
  }

  @Override
  public void commit(long group) {
    handle
        .createUpdate("UPDATE program SET written = :group, seen = now() WHERE id = :program")
        .bind("group", group)
        .bind("program", database.program())
        .execute();
    handle.commit();
  }

  @Override
  public Optional<Boolean> wrote(long group) {
    return handle
        .createQuery("SELECT written >= :group FROM program WHERE id = :program")
        .bind("group", group)
        .bind("program", database.program())
        .mapTo(Boolean.class)
        .findOne();
  }

  @Override
  public Optional<String> claim(SweepId sweep) {
    if (database.claimed().contains(sweep) || lock(sweep)) {
      database.claimed().add(sweep);
      return Optional.empty();
    }
    return Optional.of(holder(handle, sweep).orElse("another program"));
  }

  @Override
  public void release(SweepId sweep) {
    if (database.claimed().remove(sweep)) {
      ask("SELECT pg_advisory_unlock('sweep'::regclass::oid::int4, :sweep)", sweep);
    }
  }

  @Override
  public void describe(String owner) {
    database.owner(owner);
    handle.execute("UPDATE program SET owner = ? WHERE id = ?", owner, database.program());
  }

  /**
   * The row about this program goes with it; without the connection, a later program removes it.
   */
  @Override
  public void close() {
    try (handle) {
      handle.execute("DELETE FROM program WHERE id = ?", database.program());
    }
  }

  private boolean lock(SweepId sweep) {
    return ask("SELECT pg_try_advisory_lock('sweep'::regclass::oid::int4, :sweep)", sweep);
  }

  /** Has a sweep to oneself for as long as a transaction lasts; false if somebody else has it. */
  static boolean lockForTransaction(Handle handle, SweepId sweep) {
    return ask(
        handle, "SELECT pg_try_advisory_xact_lock('sweep'::regclass::oid::int4, :sweep)", sweep);
  }

  private boolean ask(String query, SweepId sweep) {
    return ask(handle, query, sweep);
  }

  private static boolean ask(Handle handle, String query, SweepId sweep) {
    return handle
        .createQuery(query)
        .bind("sweep", Math.toIntExact(sweep.value()))
        .mapTo(Boolean.class)
        .one();
  }

  /** What the program is that runs a sweep; empty if that is not known. */
  static Optional<String> holder(Handle handle, SweepId sweep) {
    return handle
        .createQuery(
            """
            SELECT p.owner FROM pg_locks l JOIN program p ON p.backend = l.pid
            WHERE l.locktype = 'advisory' AND l.granted AND l.mode = 'ExclusiveLock'
              AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND l.classid = 'sweep'::regclass::oid AND l.objid = CAST(:sweep AS BIGINT)::oid
            ORDER BY p.seen DESC FETCH FIRST 1 ROW ONLY
            """)
        .bind("sweep", sweep.value())
        .mapTo(String.class)
        .findOne();
  }
}
