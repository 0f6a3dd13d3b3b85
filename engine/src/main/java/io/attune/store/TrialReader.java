package io.attune.store;

import io.attune.trial.Event;
import io.attune.trial.Reading;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The reading half of a store. Safe to use from any thread; sees only what is on disk. */
public interface TrialReader {
  /** Every sweep, oldest first. */
  List<SweepRecord> sweeps();

  /** The sweep with a number. */
  Optional<SweepRecord> sweep(SweepId id);

  /**
   * Events after a sequence number, in order; element i has number {@code sequence + 1 + i}.
   *
   * <p>What others recorded comes back in short, as {@link io.attune.trial.TrialEvent.Tallied};
   * {@link #readings} has all of it.
   *
   * @param sequence 0 for all
   * @param limit most events to return
   */
  List<Event> eventsAfter(SweepId id, long sequence, int limit);

  /** Sequence number of the last event of a sweep; 0 if nothing happened yet. */
  long lastSequence(SweepId id);

  /**
   * Memos of a kind, by their sweeps. A memo is true of a sweep whose {@link #lastSequence} it has.
   *
   * @param what at most 32 characters; another for each form of the text
   */
  Map<SweepId, Memo> memos(String what);

  /**
   * Keeps memos in the place of older ones. They are no facts of their own: everything in them can
   * be made from the events again, so readers may keep them.
   */
  void keep(String what, Map<SweepId, Memo> memos);

  /**
   * What every series of a sweep has come to, by trial, attempt and metric; no reading is touched.
   */
  List<SeriesSummary> series(SweepId id);

  /** The same of one trial. */
  List<SeriesSummary> series(SweepId id, int trial);

  /** The same of one metric. */
  List<SeriesSummary> series(SweepId id, String metric);

  /**
   * Readings of a series in order: what was reported by steps, what others recorded as it came.
   *
   * @param from 0 for the first page, then {@link ReadingPage#next}
   * @param limit most readings to return, at least 1
   * @return no readings if there is no such series
   */
  ReadingPage readings(SeriesKey key, long from, int limit);

  /**
   * A series thinned out for drawing, in order: the first reading, the latest, and of each stretch
   * the lowest and the highest. Takes milliseconds, however long the series is.
   *
   * @param firstStep smallest step that is wanted
   * @param lastStep largest step that is wanted
   * @param most readings to return, at least 4; where there are no more in the range, all of them
   */
  List<Reading> thinned(SeriesKey key, long firstStep, long lastStep, int most);

  /** Folder for the files of a sweep's trials, such as checkpoints and pictures. Exists. */
  Path files(SweepId id);

  /** Whether other programs may write to the store while this one has it open. */
  default boolean shared() {
    return false;
  }

  /** All events of a sweep in order, read a page at a time as they are asked for. */
  default Iterable<List<Event>> pages(SweepId id) {
    return () -> new EventPages(this, id);
  }
}
