package io.attune.ui;

import io.attune.store.SweepRecord;
import io.attune.store.TrialReader;
import io.attune.trial.Event;
import io.attune.trial.LiveHistory;
import io.attune.trial.Stopwatch;
import io.attune.trial.SweepEvent;
import io.attune.trial.SystemMetric;
import io.attune.trial.Tally;
import io.attune.trial.TrialEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The events of one sweep, folded; reads only those that are new. Thread-safe. */
final class FoldedSweep {
  private static final int BATCH = 10_000;

  private final TrialReader store;
  private final SweepRecord record;
  private final LiveHistory history;
  private final List<TrialNotes> notes = new ArrayList<>();
  private final List<TrialPast> pasts = new ArrayList<>();
  private final List<SweepState.News> news = new ArrayList<>();
  private final Set<String> metrics = new LinkedHashSet<>();
  private Optional<Instant> started = Optional.empty();
  private Stopwatch watch;
  private Optional<SweepEvent> last = Optional.empty();
  private Map<String, String> environment = Map.of();
  private Optional<SweepState> state = Optional.empty();

  FoldedSweep(TrialReader store, SweepRecord record) {
    this.store = store;
    this.record = record;
    this.history = new LiveHistory(record.sweep().criteria());
    this.watch = Stopwatch.stopped(record.created());
    if (!record.sweep().recorded()) {
      metrics.addAll(record.sweep().criteria().metrics());
    }
  }

  /** The sweep as the store has it now. */
  synchronized SweepState state(boolean live) {
    catchUp();
    SweepState current = state.orElseGet(this::snapshot);
    state = Optional.of(current);
    return current.live(record.sweep().recorded() ? unfinished() : live);
  }

  private boolean unfinished() {
    return history.trials().stream().anyMatch(trial -> !trial.state().ended());
  }

  /** The past of a trial that {@link #state} knows. */
  synchronized TrialPast.View past(int trial) {
    return pasts.get(trial - 1).view();
  }

  private void catchUp() {
    List<Event> events;
    do {
      events = store.eventsAfter(record.id(), history.sequence(), BATCH);
      events.forEach(this::add);
    } while (events.size() == BATCH);
  }

  private void add(Event event) {
    history.add(event);
    watch = watch.plus(event);
    state = Optional.empty();
    if (event instanceof SweepEvent sweepEvent) {
      add(sweepEvent);
    } else if (event instanceof TrialEvent trialEvent) {
      add(trialEvent);
    }
  }

  private void add(SweepEvent event) {
    last = event.apart() ? last : Optional.of(event);
    if (event instanceof SweepEvent.Aimed aimed) {
      first(aimed.objective().metric());
    }
    if (event instanceof SweepEvent.Opened opened) {
      environment = opened.environment();
      started = started.or(() -> Optional.of(opened.at()));
    }
    event
        .news()
        .ifPresent(
            text ->
                news.add(
                    new SweepState.News(event.at().toString(), history.trials().size(), text)));
  }

  private void add(TrialEvent event) {
    int index = event.trial() - 1;
    if (event instanceof TrialEvent.Started) {
      notes.add(TrialNotes.of(event, history.sequence()));
      pasts.add(new TrialPast());
      begin(event.at());
    } else {
      notes.set(index, notes.get(index).plus(event, history.sequence()));
    }
    pasts.get(index).add(event, history.sequence());
    if (event instanceof TrialEvent.Reported reported) {
      metrics.addAll(reported.metrics().keySet());
    }
    if (event instanceof TrialEvent.Tallied tallied) {
      tallied.tallies().stream()
          .map(Tally::metric)
          .filter(metric -> !SystemMetric.is(metric))
          .forEach(metrics::add);
    }
  }

  /** Nobody opens a recorded sweep: it goes on from its first trial to the last that is heard. */
  private void begin(Instant at) {
    if (record.sweep().recorded() && started.isEmpty()) {
      started = Optional.of(at);
      watch = watch.start(at);
    }
  }

  private void first(String metric) {
    List<String> others = List.copyOf(metrics);
    metrics.clear();
    metrics.add(metric);
    metrics.addAll(others);
  }

  /** Never empty: before anything is measured there is what will be judged by. */
  private List<String> names() {
    return metrics.isEmpty() ? List.of(history.objective().metric()) : List.copyOf(metrics);
  }

  private SweepState snapshot() {
    return new SweepState(
        record,
        false,
        history.snapshot(),
        history.best(),
        List.copyOf(notes),
        names(),
        started,
        watch,
        last,
        environment,
        List.copyOf(news));
  }
}
