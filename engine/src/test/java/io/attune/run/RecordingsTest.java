package io.attune.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.store.H2Store;
import io.attune.store.SeriesKey;
import io.attune.trial.Lifecycle;
import io.attune.trial.Reading;
import io.attune.trial.Relabel;
import io.attune.trial.Trial;
import io.attune.trial.TrialEvent;
import io.attune.trial.TrialState;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingsTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

  @TempDir Path folder;
  private H2Store store;
  private Recorder recorder;
  private Recordings recordings;

  @BeforeEach
  void open() {
    store = H2Store.open(folder, "test");
    recorder = new Recorder(store, InstantSource.fixed(NOW), id -> false);
    recordings = new Recordings(recorder);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void restart() {
    close();
    open();
  }

  private static Opening opening(String sweep, String run) {
    return new Opening(
        sweep, run, Optional.empty(), Optional.empty(), Map.of("lr", "0.1"), Map.of());
  }

  /** Entries that measure their own numbers. */
  private static Batch batch(String stream, long first, long last) {
    return new Batch(
        stream,
        first,
        LongStream.rangeClosed(first, last)
            .<Entry>mapToObj(
                n -> new Entry.Measured(List.of(new Reading("loss", n, 1_000 + n, 1.0 / n))))
            .toList());
  }

  private long receive(Batch batch) {
    return recordings.receive("r", batch).orElseThrow().acknowledged();
  }

  private Trial trial(Recordings.Place place) {
    return recorder.read(place.sweep(), history -> history.trial(place.trial()));
  }

  private List<Long> steps(Recordings.Place place) {
    SeriesKey key = SeriesKey.recorded(place.sweep(), place.trial(), "loss");
    return store.readings(key, 0, 10_000).readings().stream().map(Reading::step).toList();
  }

  @Test
  void whatIsSentAgainIsWrittenDownOnce() {
    Recordings.Place place = recordings.open(opening("digits", "r"));
    assertEquals(3, receive(batch("s", 1, 3)));
    long events = recorder.read(place.sweep(), history -> history.sequence());
    assertEquals(3, receive(batch("s", 1, 3)));
    assertEquals(3, receive(batch("s", 2, 2)));
    assertEquals(events, (long) recorder.read(place.sweep(), history -> history.sequence()));
    assertEquals(5, receive(batch("s", 2, 5)));
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L), steps(place));
  }

  @Test
  void itIsKnownAfterARestart() {
    Recordings.Place place = recordings.open(opening("digits", "r"));
    receive(batch("s", 1, 3));
    restart();
    assertEquals(5, receive(batch("s", 3, 5)));
    assertEquals(place, recordings.open(opening("digits", "r")));
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L), steps(place));
    assertEquals(Map.of("s", 5L), trial(place).dossier().streams());
    restart();
    assertEquals(place, recordings.open(opening("digits", "r")));
    assertEquals(1, store.sweeps().size());
    assertEquals(1, (int) recorder.read(place.sweep(), history -> history.trials().size()));
  }

  @Test
  void aGapIsRefusedAndLeavesNothing() {
    Recordings.Place place = recordings.open(opening("digits", "r"));
    receive(batch("s", 1, 3));
    StreamGap gap = assertThrows(StreamGap.class, () -> receive(batch("s", 5, 6)));
    assertEquals(4, gap.expected());
    assertEquals(
        "stream s goes on with entry 4, but the batch begins with entry 5. Send it from entry 4 on.",
        gap.getMessage());
    assertEquals(1, assertThrows(StreamGap.class, () -> receive(batch("t", 2, 2))).expected());
    assertEquals(List.of(1L, 2L, 3L), steps(place));
  }

  @Test
  void eachProcessHasAStreamOfItsOwn() {
    Recordings.Place place = recordings.open(opening("digits", "r"));
    receive(batch("s", 1, 2));
    receive(batch("t", 1, 1));
    receive(batch("s", 3, 3));
    assertEquals(Map.of("s", 3L, "t", 1L), trial(place).dossier().streams());
    assertEquals(List.of(1L, 2L, 1L, 3L), steps(place));
  }

  @Test
  void anEntryThatContradictsIsNamedAndDoesNotHoldUpOthers() {
    Recordings.Place place = recordings.open(opening("digits", "r"));
    Batch batch =
        new Batch(
            "s",
            1,
            List.of(
                new Entry.Line(NOW, "begin"),
                new Entry.Parameters(Map.of("lr", "0.2", "more", "1")),
                new Entry.Measured(List.of(new Reading("loss", 1, 1, 0.5)))));
    Receipt receipt = recordings.receive("r", batch).orElseThrow();
    String detail =
        "parameter lr is '0.1' already and cannot become '0.2'. Maybe log it under another name, or start another run.";
    assertEquals(new Receipt(3, List.of(new Receipt.Refused(2, detail))), receipt);
    assertEquals(new Receipt(3, List.of()), recordings.receive("r", batch).orElseThrow());
    assertEquals(Map.of("lr", "0.1"), trial(place).dossier().parameters());
    assertEquals(List.of(1L), steps(place));
    assertEquals(
        List.of("begin", "attune: entry 2 of stream s was refused: " + detail), log(place));
  }

  private List<String> log(Recordings.Place place) {
    return store.eventsAfter(place.sweep(), 0, 10_000).stream()
        .filter(TrialEvent.Logged.class::isInstance)
        .map(event -> ((TrialEvent.Logged) event).text())
        .toList();
  }

  @Test
  void aRunEndsAndGoesOn() {
    Recordings.Place place = recordings.open(opening("digits", "r"));
    receive(batch("s", 1, 2));
    receive(moved(3, Entry.Standing.FAILED, "out of cheese"));
    assertEquals("out of cheese", ((TrialState.Failed) trial(place).state()).cause().message());
    receive(moved(4, Entry.Standing.RUNNING, ""));
    receive(moved(5, Entry.Standing.RUNNING, ""));
    assertEquals(2, trial(place).attempt());
    receive(moved(6, Entry.Standing.STOPPED, "enough"));
    assertEquals(new TrialState.Stopped(2, "enough"), trial(place).state());
    receive(moved(7, Entry.Standing.COMPLETED, ""));
    assertEquals(new TrialState.Completed(0.5), trial(place).state());
  }

  private static Batch moved(long number, Entry.Standing standing, String message) {
    return new Batch("s", number, List.of(new Entry.Moved(NOW, standing, message)));
  }

  @Test
  void aRunBelongsToOneSweepAndAPutAwaySweepTakesNone() {
    Recordings.Place place = recordings.open(opening("digits", "r"));
    assertEquals(
        "run r belongs to sweep 1 already. Give this one another name.",
        assertThrows(IllegalStateException.class, () -> recordings.open(opening("other", "r")))
            .getMessage());
    recorder.edit(place.sweep(), draft -> draft.label(Relabel.named("numbers")));
    assertEquals(place.sweep(), recordings.open(opening("numbers", "q")).sweep());
    assertEquals(Optional.empty(), recordings.receive("unheard", batch("s", 1, 1)));
    recorder.edit(place.sweep(), draft -> draft.label(Relabel.to(Lifecycle.DELETED)));
    assertEquals(
        "sweep numbers was put away. Take it back, or choose another name.",
        assertThrows(IllegalStateException.class, () -> recordings.open(opening("numbers", "p")))
            .getMessage());
  }

  @Test
  void batchesThatCrossEachOtherCountOnce() throws Exception {
    Recordings.Place place = recordings.open(opening("digits", "r"));
    ExecutorService senders = Executors.newFixedThreadPool(4);
    List<Future<Long>> answers = new ArrayList<>();
    Random random = new Random(5);
    // Every sender sends all, in pieces of its own.
    for (int sender = 0; sender < 4; sender++) {
      int piece = 1 + random.nextInt(40);
      answers.add(
          senders.submit(
              () -> {
                long acknowledged = 0;
                while (acknowledged < 500) {
                  acknowledged =
                      receive(batch("s", acknowledged + 1, Math.min(500, acknowledged + piece)));
                }
                return acknowledged;
              }));
    }
    for (Future<Long> answer : answers) {
      assertEquals(500L, answer.get());
    }
    senders.shutdown();
    assertEquals(LongStream.rangeClosed(1, 500).boxed().toList(), steps(place));
    assertTrue(store.sweeps().size() == 1);
  }

  @Test
  void whatIsNoBatchIsRefused() {
    assertEquals(
        "first must be 1 or more, but is 0: entries are counted from 1.",
        assertThrows(IllegalArgumentException.class, () -> new Batch("s", 0, List.of()))
            .getMessage());
    assertEquals(
        "a batch has 1 to 5000 entries, but this one has 0.",
        assertThrows(IllegalArgumentException.class, () -> new Batch("s", 1, List.of()))
            .getMessage());
    assertEquals(
        "stream must be a name of 1 to 100 characters.",
        assertThrows(IllegalArgumentException.class, () -> batch(" ", 1, 1)).getMessage());
    assertEquals(
        "run must be a name of 1 to 100 characters.",
        assertThrows(IllegalArgumentException.class, () -> opening("s", "")).getMessage());
  }
}
