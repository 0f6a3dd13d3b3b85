package io.attune.client;

import io.attune.run.Recorder;
import io.attune.store.ReadingPage;
import io.attune.store.SeriesKey;
import io.attune.store.SweepId;
import io.attune.store.TrialStore;
import io.attune.ui.Dashboard;
import io.attune.ui.DashboardOptions;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** A real server, and what arrived there. */
record Tracker(TrialStore store, Dashboard server) implements AutoCloseable {
  static Tracker start(TrialStore store, int port) {
    return new Tracker(
        store,
        Dashboard.start(
            store,
            DashboardOptions.standard()
                .port(port)
                .recorder(new Recorder(store, InstantSource.system(), id -> false))));
  }

  URI uri() {
    return server.uri();
  }

  /** Every event of the first sweep. */
  static <T> Stream<T> events(TrialStore store, Class<T> kind) {
    return store.eventsAfter(new SweepId(1), 0, 1_000_000).stream()
        .filter(kind::isInstance)
        .map(kind::cast);
  }

  /** Steps of what was logged, in the order in which it was written down. */
  static List<Long> steps(TrialStore store, int trial) {
    SeriesKey key = SeriesKey.recorded(new SweepId(1), trial, "loss");
    List<Long> steps = new ArrayList<>();
    for (OptionalLong from = OptionalLong.of(0); from.isPresent(); ) {
      ReadingPage page = store.readings(key, from.getAsLong(), 10_000);
      page.readings().forEach(reading -> steps.add(reading.step()));
      from = page.next();
    }
    return steps;
  }

  static List<Long> upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  @Override
  public void close() {
    server.close();
  }
}
