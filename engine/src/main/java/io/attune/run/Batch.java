package io.attune.run;

import java.util.ArrayList;
import java.util.List;

/**
 * Entries of a stream in the order in which a program wrote them. Its entries are numbered from 1
 * without a gap, whatever batches they come in; what arrived already is known by its number.
 *
 * @param stream what the program calls it; every process that writes has a stream of its own
 * @param first number of the first entry
 */
public record Batch(String stream, long first, List<Entry> entries) {
  /** Most entries in a batch. */
  public static final int MOST = 5_000;

  private static final int LONGEST_STREAM = 100;

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if it is no part of a stream
   */
  public Batch {
    if (stream.isBlank() || stream.length() > LONGEST_STREAM) {
      throw new IllegalArgumentException(
          "stream must be a name of 1 to %d characters.".formatted(LONGEST_STREAM));
    }
    if (first < 1) {
      throw new IllegalArgumentException(
          "first must be 1 or more, but is %d: entries are counted from 1.".formatted(first));
    }
    if (entries.isEmpty() || entries.size() > MOST) {
      throw new IllegalArgumentException(
          "a batch has 1 to %d entries, but this one has %d.".formatted(MOST, entries.size()));
    }
    entries = List.copyOf(entries);
  }

  /** Number of the last entry. */
  public long last() {
    return first + entries.size() - 1;
  }

  /**
   * The entries after a number.
   *
   * @param known number of the last entry that is known
   * @throws StreamGap if entries before it are missing
   */
  List<Entry> after(long known) {
    if (first > known + 1) {
      throw new StreamGap(stream, known + 1, first);
    }
    return entries.subList((int) Math.min(entries.size(), known + 1 - first), entries.size());
  }

  /**
   * Writes down what is new of it.
   *
   * @throws StreamGap if entries before it are missing
   */
  Receipt apply(Draft draft, int trial) {
    long known = draft.trial(trial).dossier().streams().getOrDefault(stream, 0L);
    List<Entry> fresh = after(known);
    if (fresh.isEmpty()) {
      return new Receipt(known, List.of());
    }
    List<Receipt.Refused> refused = new ArrayList<>();
    new Entries(draft, trial)
        .apply(
            fresh, (index, detail) -> refused.add(new Receipt.Refused(known + 1 + index, detail)));
    refused.forEach(entry -> draft.log(trial, draft.now(), entry.line(stream)));
    draft.received(trial, stream, last());
    return new Receipt(last(), refused);
  }
}
