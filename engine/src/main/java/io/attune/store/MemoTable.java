package io.attune.store;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Memos in a database. */
final class MemoTable {
  private MemoTable() {}

  static Map<SweepId, Memo> read(Handle handle, String what) {
    Map<SweepId, Memo> memos = new LinkedHashMap<>();
    handle
        .createQuery("SELECT sweep, sequence, body FROM sweep_memo WHERE what = :what")
        .bind("what", what)
        .map(
            (row, context) ->
                memos.put(new SweepId(row.getLong(1)), new Memo(row.getLong(2), row.getString(3))))
        .list();
    return memos;
  }

  static void write(Handle handle, String what, Map<SweepId, Memo> memos) {
    try (Batch old = Batch.of(handle, "DELETE FROM sweep_memo WHERE sweep = ? AND what = ?");
        Batch rows =
            Batch.of(
                handle,
                "INSERT INTO sweep_memo (sequence, body, sweep, what) VALUES (?, ?, ?, ?)")) {
      memos.forEach(
          (sweep, memo) -> {
            old.add(sweep.value(), what);
            rows.add(memo.sequence(), memo.text(), sweep.value(), what);
          });
      old.send();
      rows.send();
    }
  }
}
