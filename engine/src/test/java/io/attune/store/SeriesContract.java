package io.attune.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.space.Assignment;
import io.attune.trial.Event;
import io.attune.trial.Objective;
import io.attune.trial.Reading;
import io.attune.trial.TrialEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What every store promises of readings. */
abstract class SeriesContract {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05.678Z");

  abstract TrialStore store();

  private SweepId begin() {
    SweepId id = store().open(TrialStoreContract.sweep("a"), "", START);
    append(
        id,
        List.of(
            new TrialEvent.Started(1, START, new Assignment(Map.of()), 0),
            new TrialEvent.Started(2, START, new Assignment(Map.of()), 0)));
    return id;
  }

  private void append(SweepId id, List<? extends Event> events) {
    long last = store().eventsAfter(id, 0, 1_000_000).size();
    store().append(id, last, events);
  }

  private static TrialEvent report(int trial, int attempt, long step, Map<String, Double> metrics) {
    return new TrialEvent.Reported(trial, START.plusMillis(step), attempt, step, metrics);
  }

  private static TrialEvent record(int trial, Reading... readings) {
    return new TrialEvent.Recorded(trial, START, List.of(readings));
  }

  private static Reading loss(long step, long millis, double value) {
    return new Reading("loss", step, millis, value);
  }

  private List<Reading> all(SeriesKey key, int limit) {
    List<Reading> all = new ArrayList<>();
    OptionalLong from = OptionalLong.of(0);
    while (from.isPresent()) {
      ReadingPage page = store().readings(key, from.getAsLong(), limit);
      all.addAll(page.readings());
      from = page.next();
    }
    return all;
  }

  @Test
  void everySeriesHasASummaryThatIsKeptUp() {
    SweepId id = begin();
    append(id, List.of(report(2, 1, 1, Map.of("loss", 3.0, "acc", Double.NaN))));
    append(id, List.of(report(2, 1, 2, Map.of("loss", Double.NaN, "acc", Double.NaN))));
    append(id, List.of(report(2, 1, 9, Map.of("loss", 2.0)), report(2, 2, 5, Map.of("loss", 7.0))));
    append(id, List.of(record(1, loss(4, 8, -0.0), loss(-3, 9, Double.POSITIVE_INFINITY))));
    long at = START.toEpochMilli();
    SeriesSummary loss =
        new SeriesSummary(new SeriesKey(id, 2, 1, "loss"), 3, 3.0, loss(9, at + 9, 2.0), 2.0, 3.0);
    SeriesSummary again =
        new SeriesSummary(new SeriesKey(id, 2, 2, "loss"), 1, 7.0, loss(5, at + 5, 7.0), 7.0, 7.0);
    SeriesSummary accuracy =
        new SeriesSummary(
            new SeriesKey(id, 2, 1, "acc"),
            2,
            Double.NaN,
            new Reading("acc", 2, at + 2, Double.NaN),
            Double.NaN,
            Double.NaN);
    SeriesSummary recorded =
        new SeriesSummary(
            SeriesKey.recorded(id, 1, "loss"),
            2,
            0.0,
            loss(4, 8, 0.0),
            0.0,
            Double.POSITIVE_INFINITY);
    assertEquals(List.of(recorded, accuracy, loss, again), store().series(id));
    assertEquals(List.of(accuracy, loss, again), store().series(id, 2));
    assertEquals(List.of(recorded, loss, again), store().series(id, "loss"));
    assertEquals(2.0, loss.best(Objective.Goal.MINIMIZE));
    assertEquals(3.0, loss.best(Objective.Goal.MAXIMIZE));
  }

  @Test
  void theLastIsThatOfTheLargestStepThenTimeThenValue() {
    SweepId id = begin();
    append(id, List.of(record(1, loss(7, 5, 1))));
    append(id, List.of(record(1, loss(7, 4, 9), loss(6, 99, 9))));
    assertEquals(loss(7, 5, 1), store().series(id, "loss").get(0).last());
    append(id, List.of(record(1, loss(7, 5, 0.5), loss(7, 5, 2))));
    assertEquals(loss(7, 5, 2), store().series(id, "loss").get(0).last());
    append(id, List.of(record(1, loss(8, 0, Double.NaN))));
    assertEquals(loss(8, 0, Double.NaN), store().series(id, "loss").get(0).last());
  }

  @Test
  void recordedReadingsComeBackInPagesInTheOrderInWhichTheyCame() {
    SweepId id = begin();
    Reading[] readings = {
      loss(3, 1, 0.1 + 0.2),
      loss(3, 1, 0.1 + 0.2),
      loss(Long.MIN_VALUE, -5, Double.NaN),
      loss(Long.MAX_VALUE, 0, Double.NEGATIVE_INFINITY),
      loss(0, Long.MAX_VALUE, Double.MIN_VALUE)
    };
    append(id, List.of(record(1, readings[0], readings[1], readings[2])));
    append(id, List.of(record(2, loss(1, 1, 1)), record(1, readings[3], readings[4])));
    for (int limit : new int[] {1, 2, 5, 100}) {
      assertEquals(List.of(readings), all(SeriesKey.recorded(id, 1, "loss"), limit));
    }
    assertEquals(List.of(loss(1, 1, 1)), all(SeriesKey.recorded(id, 2, "loss"), 10));
  }

  @Test
  void whatWasReportedComesBackByStepsWithItsTime() {
    SweepId id = begin();
    List<Reading> expected = new ArrayList<>();
    for (long step : new long[] {0, 1, 5, 700, 1L << 35}) {
      append(id, List.of(report(1, 3, step, Map.of("loss", step / 3.0))));
      expected.add(loss(step, START.plusMillis(step).toEpochMilli(), step / 3.0));
    }
    assertEquals(expected, all(new SeriesKey(id, 1, 3, "loss"), 2));
    assertEquals(List.of(), all(new SeriesKey(id, 1, 2, "loss"), 2));
    assertEquals(List.of(), all(new SeriesKey(new SweepId(99), 1, 1, "loss"), 2));
  }

  @Test
  void aLongSeriesIsThinnedAndNoSpikeGoesMissing() {
    SweepId id = begin();
    List<Event> reports = new ArrayList<>();
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      double value = i == 1_111 ? -4 : i == 2_222 ? 4 : i % 3 == 0 ? Double.NaN : Math.sin(i);
      readings.add(loss(2L * i, START.plusMillis(2L * i).toEpochMilli(), value));
      reports.add(report(1, 1, 2L * i, Map.of("loss", value)));
    }
    int[] cuts = {0, 1, 255, 256, 300, 2_000, 2_001, 10_000};
    for (int i = 1; i < cuts.length; i++) {
      append(id, reports.subList(cuts[i - 1], cuts[i]));
      append(
          id, List.of(new TrialEvent.Recorded(2, START, readings.subList(cuts[i - 1], cuts[i]))));
    }
    for (SeriesKey key :
        List.of(new SeriesKey(id, 1, 1, "loss"), SeriesKey.recorded(id, 2, "loss"))) {
      checkThinned(key, readings, 100);
      checkThinned(key, readings, 4_000);
      checkThinned(key, readings.subList(1_000, 3_000), 20);
      assertEquals(readings, store().thinned(key, 0, 20_000, 10_000));
      assertEquals(readings.subList(5, 8), store().thinned(key, 9, 15, 4));
      assertEquals(List.of(), store().thinned(key, 7, 7, 4));
    }
  }

  private void checkThinned(SeriesKey key, List<Reading> wanted, int most) {
    Reading last = wanted.get(wanted.size() - 1);
    List<Reading> drawn = store().thinned(key, wanted.get(0).step(), last.step(), most);
    assertTrue(drawn.size() <= most && drawn.size() > most / 3, drawn.size() + " of " + most);
    assertTrue(wanted.containsAll(drawn));
    assertEquals(wanted.get(0), drawn.get(0));
    assertEquals(last, drawn.get(drawn.size() - 1));
    assertTrue(drawn.stream().anyMatch(reading -> reading.value() == -4));
    assertTrue(drawn.stream().anyMatch(reading -> reading.value() == 4));
    for (int i = 1; i < drawn.size(); i++) {
      assertTrue(drawn.get(i - 1).step() < drawn.get(i).step());
    }
  }

  @Test
  void readingsThatGoBackAreThinnedAsWell() {
    SweepId id = begin();
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      readings.add(loss(3_000 - i, i, i == 1_500 ? -9 : 1));
    }
    append(id, List.of(new TrialEvent.Recorded(1, START, readings)));
    SeriesKey key = SeriesKey.recorded(id, 1, "loss");
    List<Reading> drawn = store().thinned(key, Long.MIN_VALUE, Long.MAX_VALUE, 16);
    assertTrue(drawn.size() <= 16);
    assertTrue(drawn.contains(readings.get(0)), "the latest is the one that came first");
    assertTrue(drawn.contains(readings.get(1_500)));
  }

  @Test
  void memosAreKeptInThePlaceOfOlderOnes() {
    SweepId first = begin();
    SweepId second = store().open(TrialStoreContract.sweep("b"), "", START);
    assertEquals(2, store().lastSequence(first));
    assertEquals(0, store().lastSequence(second));
    assertEquals(Map.of(), store().memos("list"));
    store().keep("list", Map.of(first, new Memo(1, "old"), second, new Memo(0, "empty")));
    store().keep("list", Map.of(first, new Memo(2, "é\n\"")));
    store().keep("other", Map.of(first, new Memo(1, "x")));
    store().keep("list", Map.of());
    assertEquals(
        Map.of(first, new Memo(2, "é\n\""), second, new Memo(0, "empty")), store().memos("list"));
    assertEquals(Map.of(first, new Memo(1, "x")), store().memos("other"));
  }

  @Test
  void wholeEventsHaveTheirReadingsAgain() {
    SweepId id = begin();
    TrialEvent first = record(1, loss(1, 1, 1), loss(1, 1, 1));
    TrialEvent second = record(1, loss(0, 2, Double.NaN), new Reading("acc", 1, 1, 0.5));
    TrialEvent other = record(2, loss(3, 3, 3));
    append(id, List.of(first, other, second));
    Unabridged whole = new Unabridged(store(), id);
    assertEquals(
        List.of(first, other, second),
        store().eventsAfter(id, 2, 10).stream().map(whole::of).toList());
    TrialEvent.Tallied tally = new TrialEvent.Tallied(1, START, List.of());
    assertThrows(RuntimeException.class, () -> store().append(id, 5, List.of(tally)));
    assertEquals(5, store().lastSequence(id));
  }
}
