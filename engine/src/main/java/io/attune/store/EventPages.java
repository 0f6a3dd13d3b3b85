package io.attune.store;

import io.attune.trial.Event;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Walks through a sweep's events without holding them all. No page is empty. */
final class EventPages implements Iterator<List<Event>> {
  private static final int SIZE = 10_000;

  private final TrialReader store;
  private final SweepId id;
  private long sequence;
  private List<Event> next;

  EventPages(TrialReader store, SweepId id) {
    this.store = store;
    this.id = id;
    this.next = store.eventsAfter(id, 0, SIZE);
  }

  @Override
  public boolean hasNext() {
    return !next.isEmpty();
  }

  @Override
  public List<Event> next() {
    if (next.isEmpty()) {
      throw new NoSuchElementException();
    }
    List<Event> page = next;
    sequence += page.size();
    next = page.size() < SIZE ? List.of() : store.eventsAfter(id, sequence, SIZE);
    return page;
  }
}
