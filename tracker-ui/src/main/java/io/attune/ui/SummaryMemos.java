package io.attune.ui;

import io.attune.store.Memo;
import io.attune.store.StoreException;
import io.attune.store.SweepId;
import io.attune.store.TrialReader;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Summaries of sweeps that were at rest when somebody last looked, kept in the store so that a list
 * of many sweeps does not read all their events. Thread-safe.
 */
final class SummaryMemos {
  /** Other fields make another kind of memo. */
  private static final String WHAT =
      "summary %08x"
          .formatted(Arrays.toString(SweepSummary.class.getRecordComponents()).hashCode());

  private final TrialReader store;
  private final Map<SweepId, Memo> memos;

  SummaryMemos(TrialReader store) {
    this.store = store;
    this.memos = new ConcurrentHashMap<>(store.memos(WHAT));
  }

  /** The summary of a sweep, if nothing has happened to it since. */
  Optional<SweepSummary> find(SweepId id) {
    return Optional.ofNullable(memos.get(id))
        .filter(memo -> memo.sequence() == store.lastSequence(id))
        .map(memo -> Json.read(memo.text(), SweepSummary.class));
  }

  void keep(SweepId id, SweepSummary summary) {
    Memo memo = new Memo(summary.sequence(), Json.text(summary));
    memos.put(id, memo);
    try {
      store.keep(WHAT, Map.of(id, memo));
    } catch (StoreException e) {
      // Whoever opens the store next makes it again; what is shown now is right all the same.
      memos.remove(id);
    }
  }
}
