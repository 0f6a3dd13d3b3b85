package io.attune.exchange.series;

import io.attune.store.ReadingPage;
import io.attune.store.SeriesKey;
import io.attune.store.SweepId;
import io.attune.store.TrialReader;
import io.attune.trial.Curve;
import io.attune.trial.Reading;
import io.attune.trial.Trial;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** The readings of a sweep in a store, a page at a time. */
public final class StoredSeries implements SeriesReader {
  private static final int PAGE = 10_000;

  private final TrialReader store;
  private final SweepId sweep;

  /** Of a sweep. */
  public StoredSeries(TrialReader store, SweepId sweep) {
    this.store = store;
    this.sweep = sweep;
  }

  @Override
  public void each(Trial trial, String metric, Sink sink) throws IOException {
    if (trial.dossier().readings().containsKey(metric)) {
      each(SeriesKey.recorded(sweep, trial.number(), metric), sink);
    } else {
      reported(trial, metric, sink);
    }
  }

  /** The curve says which readings of which attempts count, the store when they were made. */
  private void reported(Trial trial, String metric, Sink sink) throws IOException {
    Map<Long, Long> times = new HashMap<>();
    for (int attempt = 1; attempt <= trial.attempt(); attempt++) {
      SeriesKey key = new SeriesKey(sweep, trial.number(), attempt, metric);
      each(key, reading -> times.put(reading.step(), reading.millis()));
    }
    Curve curve = trial.curve(metric);
    long started = trial.started().toEpochMilli();
    for (int i = 0; i < curve.size(); i++) {
      long step = curve.step(i);
      sink.take(new Reading(metric, step, times.getOrDefault(step, started), curve.value(i)));
    }
  }

  private void each(SeriesKey key, Sink sink) throws IOException {
    OptionalLong next = OptionalLong.of(0);
    while (next.isPresent()) {
      ReadingPage page = store.readings(key, next.getAsLong(), PAGE);
      for (Reading reading : page.readings()) {
        sink.take(reading);
      }
      next = page.next();
    }
  }
}
