package io.attune.ui;

import io.attune.trial.TrialEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Attempts of one trial and where its last log lines are. Texts stay in the store: ten thousand
 * trials may have printed more than fits in memory. Not thread-safe.
 */
final class TrialPast {
  /** How many log events of a trial can be shown. */
  static final int TAIL = 200;

  private final List<Attempt> attempts = new ArrayList<>();
  private final ArrayDeque<Long> logs = new ArrayDeque<>();
  private long logged;

  void add(TrialEvent event, long sequence) {
    if (event instanceof TrialEvent.Started) {
      attempts.add(Attempt.starting(1, event.at(), 0));
    } else if (event instanceof TrialEvent.Resumed resumed) {
      attempts.add(Attempt.starting(resumed.attempt(), event.at(), resumed.fromStep()));
    } else if (event instanceof TrialEvent.Ended ended) {
      attempts.replaceAll(
          attempt -> attempt.number() == ended.attempt() ? attempt.end(ended) : attempt);
    } else if (event instanceof TrialEvent.Placed placed) {
      attempts.replaceAll(
          attempt -> attempt.number() == placed.attempt() ? attempt.place(placed) : attempt);
    } else if (event instanceof TrialEvent.Logged) {
      remember(sequence);
    }
  }

  /** An unchanging copy. */
  View view() {
    return new View(List.copyOf(attempts), List.copyOf(logs), logged);
  }

  private void remember(long sequence) {
    logged++;
    logs.add(sequence);
    if (logs.size() > TAIL) {
      logs.remove();
    }
  }

  /**
   * A trial's past at one moment.
   *
   * @param logs sequence numbers of its last log events, ascending
   * @param logged number of all its log events
   */
  record View(List<Attempt> attempts, List<Long> logs, long logged) {}
}
