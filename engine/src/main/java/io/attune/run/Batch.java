package io.attune.run;

import io.attune.store.BlobStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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
   * The same with what is recorded beside metrics kept, so that only saying so is left.
   *
   * @param known number of the last entry that needs no keeping any more
   * @throws ContentMissing if contents have not come yet
   */
  Batch kept(BlobStore blobs, long known) {
    List<Entry> all = new ArrayList<>(entries);
    Set<String> missing = new LinkedHashSet<>();
    for (int i = (int) Math.min(all.size(), Math.max(0, known + 1 - first)); i < all.size(); i++) {
      if (all.get(i) instanceof Entry.Attached attached) {
        try {
          all.set(i, kept(attached, blobs));
        } catch (ContentMissing e) {
          missing.addAll(e.missing());
        }
      }
    }
    if (!missing.isEmpty()) {
      throw new ContentMissing(List.copyOf(missing));
    }
    return new Batch(stream, first, all);
  }

  private static Entry kept(Entry.Attached attached, BlobStore blobs) {
    try {
      return attached.kept(blobs);
    } catch (IllegalArgumentException e) {
      return new Entry.Refused(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
