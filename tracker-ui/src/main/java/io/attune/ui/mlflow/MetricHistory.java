package io.attune.ui.mlflow;

import io.attune.store.ReadingPage;
import io.attune.store.SeriesKey;
import io.attune.store.TrialReader;
import io.attune.trial.Curve;
import io.attune.trial.Reading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The readings of a metric of a run, in the order in which they came. */
record MetricHistory(TrialReader store, Run run, String metric) {
  /** Rows that are taken from the store at once. */
  private static final int PAGE = 25_000;

  /** Some of them from an index on. */
  ReadingPage page(long from, int limit) {
    return recorded() ? store.readings(key(SeriesKey.RECORDED), from, limit) : own(from, limit);
  }

  /** At most so many of those at a range of steps, chosen so that they draw the same curve. */
  List<Reading> thinned(long firstStep, long lastStep, int most) {
    if (recorded()) {
      return store.thinned(key(SeriesKey.RECORDED), firstStep, lastStep, Math.max(4, most));
    }
    return own().stream()
        .filter(reading -> reading.step() >= firstStep && reading.step() <= lastStep)
        .toList();
  }

  private boolean recorded() {
    return run.trial().dossier().readings().containsKey(metric);
  }

  private ReadingPage own(long from, int limit) {
    List<Reading> all = own();
    int start = (int) Math.min(from, all.size());
    int end = (int) Math.min((long) start + limit, all.size());
    return new ReadingPage(
        all.subList(start, end), end < all.size() ? OptionalLong.of(end) : OptionalLong.empty());
  }

  /** What Attune's own trial reported: its curve, with the times that the store has. */
  private List<Reading> own() {
    Map<Long, Long> millis = new HashMap<>();
    for (int attempt = 1; attempt <= run.trial().attempt(); attempt++) {
      addTimes(key(attempt), millis);
    }
    Curve curve = run.trial().curve(metric);
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < curve.size(); i++) {
      long step = curve.step(i);
      long at = millis.getOrDefault(step, run.trial().started().toEpochMilli());
      readings.add(new Reading(metric, step, at, curve.value(i)));
    }
    return readings;
  }

  private void addTimes(SeriesKey key, Map<Long, Long> millis) {
    ReadingPage page = store.readings(key, 0, PAGE);
    while (true) {
      page.readings().forEach(reading -> millis.put(reading.step(), reading.millis()));
      if (page.next().isEmpty()) {
        return;
      }
      page = store.readings(key, page.next().getAsLong(), PAGE);
    }
  }

  private SeriesKey key(int attempt) {
    return new SeriesKey(run.id().sweep(), run.id().trial(), attempt, metric);
  }
}
