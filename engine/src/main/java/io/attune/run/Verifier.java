package io.attune.run;

import io.attune.space.Assignment;
import io.attune.store.SweepId;
import io.attune.store.SweepRecord;
import io.attune.store.TrialReader;
import io.attune.trial.Event;
import io.attune.trial.LiveHistory;
import io.attune.trial.TrialEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Makes every suggestion of a sweep again from its events and compares. Works at any parallelism,
 * because each start says how many events its sampler had seen.
 */
public final class Verifier {
  private final Suggester suggester;
  private final LiveHistory seen;
  private final Deque<Event> unseen = new ArrayDeque<>();
  private int checked;

  private Verifier(SweepRecord record) {
    this.suggester = new Suggester(record.sweep());
    this.seen = new LiveHistory(record.sweep().criteria());
  }

  /**
   * Checks a sweep up to the first suggestion that differs.
   *
   * @throws IllegalStateException if a trial of it was deleted
   */
  public static Report verify(TrialReader store, SweepId id) {
    SweepRecord record = store.sweep(id).orElseThrow();
    checkWhole(store, id);
    Verifier verifier = new Verifier(record);
    for (List<Event> page : store.pages(id)) {
      for (Event event : page) {
        Optional<Difference> difference = verifier.next(event);
        if (difference.isPresent()) {
          return new Report(verifier.checked, difference);
        }
      }
    }
    return new Report(verifier.checked, Optional.empty());
  }

  /** What a sampler had seen of a trial that was deleted, nobody can show it again. */
  private static void checkWhole(TrialReader store, SweepId id) {
    for (List<Event> page : store.pages(id)) {
      for (Event event : page) {
        if (event instanceof TrialEvent.Erased erased) {
          throw new IllegalStateException(
              "sweep %s cannot be verified: trial %d was deleted on %s, and what came after it depends on it."
                  .formatted(id, erased.trial(), erased.at()));
        }
      }
    }
  }

  private Optional<Difference> next(Event event) {
    Optional<Difference> difference =
        event instanceof TrialEvent.Started started ? check(started) : Optional.empty();
    unseen.add(event);
    return difference;
  }

  private Optional<Difference> check(TrialEvent.Started started) {
    while (seen.sequence() < started.seen()) {
      seen.add(unseen.remove());
    }
    Optional<Assignment> again = suggester.suggest(seen.snapshot());
    checked++;
    return again.equals(Optional.of(started.assignment()))
        ? Optional.empty()
        : Optional.of(new Difference(started.trial(), started.assignment(), again));
  }

  /**
   * What a verification found.
   *
   * @param suggestions how many were made again
   */
  public record Report(int suggestions, Optional<Difference> difference) {}

  /** A suggestion that came out differently. */
  public record Difference(int trial, Assignment recorded, Optional<Assignment> recomputed) {}
}
