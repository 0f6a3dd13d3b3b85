package io.attune.exchange.series;

import io.attune.store.ReadingPage;
import io.attune.store.SeriesKey;
import io.attune.store.SweepId;
import io.attune.store.TrialReader;
import io.attune.trial.Curve;
import io.attune.trial.Reading;
import io.attune.trial.Trial;
import java.io.IOException;

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
    if (!trial.dossier().readings().containsKey(metric)) {
      reported(trial, metric, sink);
      return;
    }
    SeriesKey key = SeriesKey.recorded(sweep, trial.number(), metric);
    ReadingPage page = store.readings(key, 0, PAGE);
    send(page, sink);
    while (page.next().isPresent()) {
      page = store.readings(key, page.next().getAsLong(), PAGE);
      send(page, sink);
    }
  }

  private static void send(ReadingPage page, Sink sink) throws IOException {
    for (Reading reading : page.readings()) {
      sink.take(reading);
    }
  }

  private static void reported(Trial trial, String metric, Sink sink) throws IOException {
    Curve curve = trial.curve(metric);
    long started = trial.started().toEpochMilli();
    for (int i = 0; i < curve.size(); i++) {
      sink.take(new Reading(metric, curve.step(i), started, curve.value(i)));
    }
  }
}
