package io.attune.exchange.intake;

import io.attune.store.EventJson;
import io.attune.store.SweepId;
import io.attune.store.SweepRecord;
import io.attune.store.TrialStore;
import io.attune.store.Unabridged;
import io.attune.sweep.Sweep;
import io.attune.sweep.SweepFile;
import io.attune.trial.Event;
import io.attune.trial.LiveHistory;
import io.attune.trial.TrialEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A sweep that comes in as it was, event by event. It is known again by what it is and when it was
 * made; events that are here already are passed over, but must be the same.
 */
public final class WholeIntake implements AutoCloseable {
  private static final int PAGE = 10_000;

  private final TrialStore store;
  private final Mode mode;
  private final ImportReport report;
  private final Sweep sweep;
  private final String source;
  private final Instant created;
  private final LiveHistory history;
  private final List<Event> page = new ArrayList<>();
  private final Iterator<Event> here;
  private Optional<SweepId> id;

  WholeIntake(
      TrialStore store,
      Mode mode,
      ImportReport report,
      Sweep sweep,
      String source,
      Instant created) {
    this.store = store;
    this.mode = mode;
    this.report = report;
    this.sweep = sweep;
    this.source = source;
    this.created = created;
    this.history = new LiveHistory(sweep.criteria());
    this.id = known();
    this.here = id.map(this::events).orElse(List.<Event>of().iterator());
    if (id.isEmpty()) {
      report.added(Counted.SWEEPS);
    }
  }

  private Optional<SweepId> known() {
    String definition = SweepFile.write(sweep);
    return store.sweeps().stream()
        .filter(other -> other.created().equals(created))
        .filter(other -> SweepFile.write(other.sweep()).equals(definition))
        .map(SweepRecord::id)
        .findFirst();
  }

  private Iterator<Event> events(SweepId known) {
    Unabridged whole = new Unabridged(store, known);
    return StreamSupport.stream(store.pages(known).spliterator(), false)
        .flatMap(List::stream)
        .map(whole::of)
        .iterator();
  }

  /**
   * The next event.
   *
   * @throws IllegalArgumentException if it cannot follow, or another one is here in its place
   */
  public void event(Event event) {
    count(event, true);
    history.add(event);
    if (here.hasNext()) {
      same(here.next(), event);
      return;
    }
    count(event, false);
    page.add(event);
    if (page.size() == PAGE) {
      flush();
    }
  }

  private void same(Event one, Event other) {
    if (!EventJson.write(one).equals(EventJson.write(other))) {
      throw new IllegalArgumentException(
          "sweep %s is the same sweep, but went on in another way. Import it into another store."
              .formatted(id.map(SweepId::toString).orElse("")));
    }
  }

  private void count(Event event, boolean read) {
    if (event instanceof TrialEvent.Started) {
      count(Counted.TRIALS, 1, read);
    } else if (event instanceof TrialEvent.Recorded recorded) {
      count(Counted.READINGS, recorded.readings().size(), read);
    } else if (event instanceof TrialEvent.Attached attached) {
      count(Counted.ATTACHMENTS, 1, read);
      if (read && attached.text().isEmpty()) {
        report.omit(
            "contents of attachments",
            "JSON has what is said of them; a copy of the store has all.",
            attached.what().name());
      }
    }
  }

  private void count(Counted what, int times, boolean read) {
    for (int i = 0; i < times; i++) {
      if (read) {
        report.read(what);
      } else {
        report.added(what);
      }
    }
  }

  private void flush() {
    if (mode == Mode.WRITE) {
      SweepId known = id.orElseGet(() -> store.open(sweep, source, created));
      id = Optional.of(known);
      store.append(known, store.lastSequence(known), page);
    }
    page.clear();
  }

  @Override
  public void close() {
    if (id.isEmpty() || !page.isEmpty()) {
      flush();
    }
    report.sweep(
        "%s: %s, %s"
            .formatted(
                id.map(known -> "sweep " + known).orElse("a new sweep"),
                sweep.name(),
                Counted.TRIALS.of(history.trials().size())));
  }
}
