package io.attune.trial;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What one trial recorded beside metrics, in the order in which it came. Immutable: adding makes a
 * new list that shares storage with the old one, so that a trial may have thousands.
 */
public final class Attachments {
  /** None yet. */
  public static final Attachments NONE = new Attachments(new ArrayList<>(), 0);

  private final ArrayList<Item> storage;
  private final int size;

  private Attachments(ArrayList<Item> storage, int size) {
    this.storage = storage;
    this.size = size;
  }

  /**
   * One of them.
   *
   * @param attempt that recorded it; 0 if it belongs to none
   * @param sequence of its event, which has the content if that is short; all else is in a blob
   */
  public record Item(Attachment what, Instant at, int attempt, long sequence, boolean inEvent) {}

  /** These and one more. */
  Attachments plus(Item item) {
    synchronized (storage) {
      ArrayList<Item> grown = storage;
      if (storage.size() != size || size == 0) {
        // Somebody else has added to these already, or they are nobody's.
        grown = new ArrayList<>(storage.subList(0, size));
      }
      grown.add(item);
      return new Attachments(grown, size + 1);
    }
  }

  /** Those that count if what attempts recorded after a step is void. */
  Attachments until(long step) {
    ArrayList<Item> kept = new ArrayList<>(all());
    boolean removed =
        kept.removeIf(item -> item.attempt() > 0 && item.what().step().orElse(0) > step);
    return removed ? new Attachments(kept, kept.size()) : this;
  }

  /** Those of other names. */
  Attachments without(List<String> names) {
    Set<String> gone = Set.copyOf(names);
    ArrayList<Item> kept = new ArrayList<>(all());
    kept.removeIf(item -> gone.contains(item.what().name()));
    return new Attachments(kept, kept.size());
  }

  /** How many there are, replaced ones included. */
  public int size() {
    return size;
  }

  /** All of them, replaced ones included. */
  public List<Item> all() {
    synchronized (storage) {
      return List.copyOf(storage.subList(0, size));
    }
  }

  /** The last of each name and step, in the order in which these were first recorded. */
  public List<Item> latest() {
    Map<Place, Item> latest = new LinkedHashMap<>();
    all().forEach(item -> latest.put(new Place(item.what().name(), item.what().step()), item));
    return List.copyOf(latest.values());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Attachments attachments && all().equals(attachments.all());
  }

  @Override
  public int hashCode() {
    return all().hashCode();
  }

  @Override
  public String toString() {
    return "Attachments[" + size + "]";
  }

  private record Place(String name, OptionalLong step) {}
}
