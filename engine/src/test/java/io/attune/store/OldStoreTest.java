package io.attune.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.trial.Event;
import io.attune.trial.LiveHistory;
import io.attune.trial.Objective;
import io.attune.trial.Reading;
import io.attune.trial.Trial;
import io.attune.trial.TrialEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Stores that earlier versions made. {@code store-v1.zip} was written by version 0.1.0 before
 * recorded readings had tables: sweep 1 with two attempts of a trial, 600 reports in the first, and
 * sweep 2 with 704 recorded readings.
 */
class OldStoreTest {
  private static final long AT = Instant.parse("2026-01-02T03:04:05.678Z").toEpochMilli();
  private static final SweepId RUN = new SweepId(1);
  private static final SweepId RECORDED = new SweepId(2);

  @TempDir Path folder;

  private H2Store open() throws IOException {
    Path file = folder.resolve("attune.mv.db");
    if (!Files.exists(file)) {
      try (InputStream resource = OldStoreTest.class.getResourceAsStream("store-v1.zip");
          ZipInputStream zip = new ZipInputStream(resource)) {
        zip.getNextEntry();
        Files.copy(zip, file);
      }
    }
    return H2Store.open(folder, "a test");
  }

  /** As the program made them that wrote the old store. */
  private static List<Reading> recorded(String metric) {
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < 700; i++) {
      double value = i == 100 ? -3 : i == 101 ? Double.NaN : 1.0 / (i + 1);
      if (metric.equals(i % 7 == 6 ? "val_loss" : "loss")) {
        readings.add(new Reading(metric, i, 5_000L + i, value));
      }
    }
    return readings;
  }

  private static Trial fold(H2Store store, SweepId id) {
    LiveHistory history = new LiveHistory(Objective.minimize("loss"));
    for (List<Event> page : store.pages(id)) {
      history.addAll(page);
    }
    return history.trial(1);
  }

  @Test
  void readingsMoveOutOfTheEventsOfOldStores() throws Exception {
    try (H2Store store = open()) {
      List<Reading> loss = new ArrayList<>(recorded("loss"));
      loss.add(new Reading("loss", 699, 9_000, 0.5));
      loss.add(new Reading("loss", 3, 9_001, 0.75));
      loss.add(new Reading("loss", -5, 1, Double.NEGATIVE_INFINITY));
      loss.add(new Reading("loss", 699, 9_000, 0.25));
      SeriesKey key = SeriesKey.recorded(RECORDED, 1, "loss");
      assertEquals(loss, store.readings(key, 0, 10_000).readings());
      assertEquals(
          recorded("val_loss"),
          store.readings(SeriesKey.recorded(RECORDED, 1, "val_loss"), 0, 10_000).readings());
      SeriesSummary summary = store.series(RECORDED, "loss").get(0);
      assertEquals(
          new SeriesSummary(key, 604, 1, loss.get(600), Double.NEGATIVE_INFINITY, 1), summary);
      assertTrue(store.thinned(key, 0, 699, 8).contains(loss.get(86)), "the lowest, -3");
      Trial trial = fold(store, RECORDED);
      assertEquals(604, trial.dossier().readings().get("loss").size());
      assertEquals(0.5, trial.curve("loss").last());
      assertEquals(Map.of("lr", "1e-3"), trial.dossier().parameters());
    }
  }

  @Test
  void reportsOfOldStoresHaveTheTimesOfTheirEvents() throws Exception {
    try (H2Store store = open()) {
      SeriesKey key = new SeriesKey(RUN, 1, 1, "loss");
      List<Reading> readings = store.readings(key, 0, 10_000).readings();
      assertEquals(600, readings.size());
      assertEquals(new Reading("loss", 10, AT + 1_000, 1), readings.get(0));
      assertEquals(new Reading("loss", 3_000, AT + 300_000, -7), readings.get(299));
      assertEquals(
          List.of(
              new SeriesSummary(
                  key,
                  600,
                  1,
                  new Reading("loss", 6_000, AT + 600_000, 1.0 / 600),
                  -7,
                  Double.POSITIVE_INFINITY),
              new SeriesSummary(
                  new SeriesKey(RUN, 1, 2, "loss"),
                  1,
                  0.25,
                  new Reading("loss", 5_010, AT + 700_123, 0.25),
                  0.25,
                  0.25)),
          store.series(RUN, "loss"));
      assertTrue(store.thinned(key, 0, 6_000, 8).contains(readings.get(299)), "the lowest, -7");
      assertEquals(0.25, fold(store, RUN).curve("loss").last());
    }
  }

  @Test
  void anOldStoreIsCopiedBeforeItChangesAndTheCopyOpensWithWhatItHeld() throws Exception {
    List<Event> events;
    try (H2Store store = open()) {
      events = store.eventsAfter(RECORDED, 0, 100);
    }
    List<Path> copies = copies(folder);
    assertEquals(1, copies.size());
    Path again = Files.createDirectory(folder.resolve("again"));
    Files.copy(copies.get(0), again.resolve("attune.mv.db"));
    try (H2Store store = H2Store.open(again, "a test")) {
      assertEquals(events, store.eventsAfter(RECORDED, 0, 100));
      assertEquals(600, store.readings(new SeriesKey(RUN, 1, 1, "loss"), 0, 999).readings().size());
    }
    // The copy was of the old format, or it would not have been copied once more.
    assertEquals(1, copies(again).size());
  }

  private static List<Path> copies(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(OldStoreTest::isCopy).toList();
    }
  }

  private static boolean isCopy(Path file) {
    return file.getFileName().toString().matches("attune\\.format-1\\.\\d{8}-\\d{6}\\.mv\\.db");
  }

  @Test
  void anOldStoreGoesOnWhereItWas() throws Exception {
    Reading more = new Reading("loss", 700, 10_000, -4);
    try (H2Store store = open()) {
      long last = store.eventsAfter(RECORDED, 0, 100).size();
      store.append(
          RECORDED, last, List.of(new TrialEvent.Recorded(1, Instant.EPOCH, List.of(more))));
    }
    try (H2Store store = open()) {
      SeriesKey key = SeriesKey.recorded(RECORDED, 1, "loss");
      assertEquals(List.of(more), store.readings(key, 604, 10).readings());
      assertEquals(more, store.series(RECORDED, "loss").get(0).last());
    }
  }
}
