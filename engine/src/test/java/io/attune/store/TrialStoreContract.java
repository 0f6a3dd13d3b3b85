package io.attune.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.space.Assignment;
import io.attune.space.CategoricalParameter;
import io.attune.space.Condition;
import io.attune.space.Distribution;
import io.attune.space.Domain;
import io.attune.space.FloatParameter;
import io.attune.space.SearchSpace;
import io.attune.sweep.Sweep;
import io.attune.trial.Attachment;
import io.attune.trial.Cause;
import io.attune.trial.Event;
import io.attune.trial.Lifecycle;
import io.attune.trial.Objective;
import io.attune.trial.Reading;
import io.attune.trial.Relabel;
import io.attune.trial.SweepEvent;
import io.attune.trial.TrialEvent;
import io.attune.trial.TrialState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store promises. */
abstract class TrialStoreContract extends SeriesContract {
  static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

  @TempDir Path folder;
  private TrialStore store;

  abstract TrialStore create(Path folder);

  @BeforeEach
  void openStore() {
    store = create(folder);
  }

  @Override
  TrialStore store() {
    return store;
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  static Sweep sweep(String name) {
    return Sweep.named(name)
        .space(
            FloatParameter.logUniform("learning_rate", 1e-4, 1),
            CategoricalParameter.of("optimizer", "sgd", "adam"))
        .maximize("val_accuracy")
        .seed(7)
        .build();
  }

  /** One event of every kind, with awkward values. */
  static List<Event> everyKind() {
    return List.of(
        new SweepEvent.Opened(NOW, Map.of("host", "here", "java", "17")),
        new SweepEvent.Enqueued(
            NOW, new Assignment(Map.of("learning_rate", 1.0, "layers", 3L)), "trial 1 of sweep 2"),
        new SweepEvent.Prior(
            NOW,
            7,
            3,
            new Assignment(Map.of("learning_rate", 0.1)),
            new TrialState.Stopped(4, "worse"),
            5,
            Map.of("loss", 0.1 + 0.2, "size", Double.POSITIVE_INFINITY)),
        new SweepEvent.Extended(NOW, 60),
        new SweepEvent.Requested(NOW, "7f3a", "Ada"),
        new SweepEvent.Paused(NOW),
        new SweepEvent.Continued(NOW),
        new SweepEvent.Resized(NOW, 3),
        new SweepEvent.Halted(NOW, 1),
        new SweepEvent.Staged(
            NOW,
            "fine",
            new Domain(
                SearchSpace.of(
                    FloatParameter.uniform("rate", 0.25, 0.5), CategoricalParameter.of("deep", 1)),
                Map.of("rate", 0.25)),
            List.of(7, 3),
            "stage fine: 8 trials from trials 7, 3"),
        new SweepEvent.Noted(NOW, "known from the start: 1 of 2"),
        new SweepEvent.Edited(
            NOW,
            new Domain(
                SearchSpace.of(
                    FloatParameter.logUniform("learning_rate", 1e-5, 1),
                    CategoricalParameter.of("optimizer", "sgd", 1, 1.5, true, List.of("a")),
                    FloatParameter.of("scale", new Distribution.Normal(0, 1))
                        .when(Condition.when("optimizer", "sgd"))),
                Map.of("learning_rate", 0.5)),
            "learning_rate: fixed to 0.5"),
        new TrialEvent.Started(
            1,
            NOW,
            new Assignment(
                Map.of(
                    "learning_rate", 0.1 + 0.2, "layers", 3L, "nesterov", true, "name", "é\n\"")),
            1),
        new TrialEvent.Placed(1, NOW, 1, Map.of("pid", "42")),
        new SweepEvent.Labelled(
            NOW,
            new Relabel(
                Optional.of("digits, again"),
                Map.of("note", "a\n\"b\""),
                List.of("gone"),
                Optional.of(Lifecycle.DELETED))),
        new SweepEvent.Aimed(NOW, Objective.maximize("top-1 accuracy/5")),
        new TrialEvent.Described(
            1, NOW, Map.of("layers/first", "1e-3"), Relabel.tagged(Map.of("é", ""))),
        new TrialEvent.Described(1, NOW, Map.of(), Relabel.NOTHING),
        new TrialEvent.Attached(
            1,
            NOW,
            1,
            new Attachment(
                "weights/layer 1",
                OptionalLong.of(0),
                Attachment.Kind.IMAGE,
                "image/png",
                0,
                "0123456789abcdef".repeat(4)),
            Optional.empty()),
        new TrialEvent.Attached(
            1,
            NOW,
            0,
            new Attachment(
                "notes",
                OptionalLong.empty(),
                Attachment.Kind.TEXT,
                "text/plain; charset=utf-8",
                3,
                "f".repeat(64)),
            Optional.of("a\n\u0000")),
        new TrialEvent.Recorded(
            1,
            NOW,
            List.of(
                new Reading("loss", 3, 1_700_000_000_123L, 0.1 + 0.2),
                new Reading("loss", -3, -5, Double.NaN),
                new Reading("loss", Long.MAX_VALUE, 0, Double.NEGATIVE_INFINITY),
                new Reading("a b", Long.MIN_VALUE, 0, -0.0))),
        new TrialEvent.Detached(1, NOW, List.of("notes", "é/\"x")),
        new TrialEvent.Received(1, NOW, "a b", Long.MAX_VALUE),
        new TrialEvent.Ended(1, NOW, 1, new TrialState.Completed(Double.NaN)),
        new TrialEvent.Reported(
            1, NOW, 1, 1, Map.of("loss", Double.NaN, "up", Double.POSITIVE_INFINITY)),
        new TrialEvent.Reported(
            1, NOW, 1, 2, Map.of("loss", -0.0, "down", Double.NEGATIVE_INFINITY)),
        new TrialEvent.Logged(1, NOW, 1, "line one\nline two"),
        new TrialEvent.Ended(1, NOW, 1, new TrialState.Paused(2)),
        new TrialEvent.Resumed(1, NOW, 2, 2),
        new TrialEvent.Reported(1, NOW, 2, 3, Map.of("loss", Double.MIN_VALUE)),
        new TrialEvent.Ended(1, NOW, 2, new TrialState.Completed(0.25)),
        new TrialEvent.Tested(1, NOW, Map.of("test_accuracy", 0.5, "odd", Double.NaN)),
        new TrialEvent.Started(2, NOW, new Assignment(Map.of()), 11),
        new TrialEvent.Ended(2, NOW, 1, new TrialState.Stopped(0, "worse")),
        new TrialEvent.Started(3, NOW, new Assignment(Map.of("x", List.of(1L, "a"))), 13),
        new TrialEvent.Ended(
            3,
            NOW,
            1,
            new TrialState.Failed(new Cause(Cause.Kind.ERROR, "no \0 memory", "at line 1\n"))),
        new SweepEvent.Closed(NOW, SweepEvent.Outcome.FINISHED, "all done"));
  }

  @Test
  void everyKindOfEventComesBackAsItWas() {
    SweepId id = store.open(sweep("a"), "", NOW);
    store.append(id, 0, everyKind());
    assertEquals(kept(everyKind()), store.eventsAfter(id, 0, 100));
  }

  /** Events as stores give them back. */
  static List<Event> kept(List<Event> events) {
    return events.stream()
        .map(e -> e instanceof TrialEvent.Recorded recorded ? recorded.tallied() : e)
        .toList();
  }

  @Test
  void eventsArePagedBySequence() {
    SweepId id = store.open(sweep("a"), "", NOW);
    store.append(id, 0, everyKind());
    assertEquals(everyKind().subList(3, 5), store.eventsAfter(id, 3, 2));
    assertEquals(List.of(), store.eventsAfter(id, everyKind().size(), 10));
    assertEquals(List.of(), store.eventsAfter(id, 99, 10));
  }

  @Test
  void pagesHoldEveryEventOnceInOrder() {
    SweepId id = store.open(sweep("a"), "", NOW);
    assertFalse(store.pages(id).iterator().hasNext());
    List<Event> events = new ArrayList<>();
    while (events.size() < 20_000) {
      events.add(new TrialEvent.Logged(1, NOW, 1, "line " + events.size()));
    }
    store.append(id, 0, events);
    List<Integer> sizes = new ArrayList<>();
    List<Event> read = new ArrayList<>();
    for (List<Event> page : store.pages(id)) {
      sizes.add(page.size());
      read.addAll(page);
    }
    assertEquals(List.of(10_000, 10_000), sizes);
    assertEquals(events, read);
  }

  @Test
  void sweepsAreNumberedFromOneAndKeepTheirSource() {
    SweepId first = store.open(sweep("a"), "name: a", NOW);
    SweepId second = store.open(sweep("b"), "", NOW.plusSeconds(1));
    assertEquals(
        List.of(
            new SweepRecord(first, sweep("a"), "name: a", NOW),
            new SweepRecord(second, sweep("b"), "", NOW.plusSeconds(1))),
        store.sweeps());
    assertEquals("b", store.sweep(new SweepId(2)).orElseThrow().sweep().name());
    assertTrue(store.sweep(new SweepId(3)).isEmpty());
  }

  @Test
  void sweepsDoNotSeeEachOthersEvents() {
    SweepId first = store.open(sweep("a"), "", NOW);
    SweepId second = store.open(sweep("b"), "", NOW);
    store.append(first, 0, everyKind());
    store.append(second, 0, everyKind().subList(0, 2));
    assertEquals(kept(everyKind()), store.eventsAfter(first, 0, 100));
    assertEquals(everyKind().subList(0, 2), store.eventsAfter(second, 0, 100));
  }

  @Test
  void anAppendThatDoesNotFollowTheLastEventIsRefusedWhole() {
    SweepId id = store.open(sweep("a"), "", NOW);
    store.append(id, 0, everyKind().subList(0, 3));
    StoreException refused =
        assertThrows(StoreException.class, () -> store.append(id, 2, everyKind().subList(3, 5)));
    assertEquals(
        "sweep 1 has 3 events, not 2: another runner works on it. Maybe stop that one first.",
        refused.getMessage());
    assertEquals(3, store.eventsAfter(id, 0, 100).size());
    store.append(id, 3, everyKind().subList(3, 5));
    assertEquals(everyKind().subList(0, 5), store.eventsAfter(id, 0, 100));
  }

  @Test
  void anUnknownSweepIsNamed() {
    String message = "there is no sweep 9 here. `attune ls` shows those there are.";
    SweepId nine = new SweepId(9);
    assertEquals(
        message,
        assertThrows(StoreException.class, () -> store.eventsAfter(nine, 0, 1)).getMessage());
    assertEquals(
        message,
        assertThrows(StoreException.class, () -> store.append(nine, 0, everyKind())).getMessage());
  }

  @Test
  void aThousandReportsOfManyTrialsComeBackInOrder() {
    SweepId id = store.open(sweep("a"), "", NOW);
    List<Event> events = new ArrayList<>();
    for (int trial = 1; trial <= 10; trial++) {
      events.add(new TrialEvent.Started(trial, NOW, new Assignment(Map.of()), events.size()));
    }
    for (int step = 1; step <= 100; step++) {
      for (int trial = 1; trial <= 10; trial++) {
        Map<String, Double> metrics = Map.of("a", step + 0.5, "b", (double) trial);
        events.add(new TrialEvent.Reported(trial, NOW, 1, step, metrics));
      }
    }
    store.append(id, 0, events.subList(0, 500));
    store.append(id, 500, events.subList(500, 1010));
    assertEquals(events, store.eventsAfter(id, 0, 5000));
  }

  @Test
  void severalRunnersAppendAtOnceAndAnInterruptHarmsNothing() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<SweepId>> done = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      done.add(threads.submit(this::appendOneByOneWhileInterrupted));
    }
    for (Future<SweepId> future : done) {
      assertEquals(kept(everyKind()), store.eventsAfter(future.get(), 0, 100));
    }
    threads.shutdown();
  }

  private SweepId appendOneByOneWhileInterrupted() {
    SweepId id = store.open(sweep("a"), "", NOW);
    List<Event> events = everyKind();
    for (int i = 0; i < events.size(); i++) {
      Thread.currentThread().interrupt();
      store.append(id, i, events.subList(i, i + 1));
    }
    assertTrue(Thread.interrupted(), "the interrupt must be kept");
    return id;
  }

  @Test
  void aSweepIsGivenToOneRunnerAtATime() {
    SweepId id = store.open(sweep("a"), "", NOW);
    SweepId other = store.open(sweep("b"), "", NOW);
    Claim claim = store.claim(id);
    store.claim(other).close();
    assertEquals(
        "sweep 1 is run by this program. Wait until that ends, or stop it first.",
        assertThrows(StoreException.class, () -> store.claim(id)).getMessage());
    store.append(id, 0, everyKind());
    claim.close();
    Claim next = store.claim(id);
    claim.close();
    assertThrows(StoreException.class, () -> store.claim(id));
    next.close();
  }

  @Test
  void ofManyWhoAppendTheSameEventsOneSucceedsAndTheOthersAreTold() throws Exception {
    SweepId id = store.open(sweep("a"), "", NOW);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<Boolean>> tries = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      tries.add(threads.submit(() -> appended(id)));
    }
    int winners = 0;
    for (Future<Boolean> one : tries) {
      winners += one.get() ? 1 : 0;
    }
    threads.shutdown();
    assertEquals(1, winners);
    assertEquals(kept(everyKind()), store.eventsAfter(id, 0, 100));
  }

  private boolean appended(SweepId id) {
    try {
      store.append(id, 0, everyKind());
      return true;
    } catch (StoreConflict e) {
      return false;
    }
  }

  @Test
  void anAppendThatCannotBeKeptHarmsNoOther() throws Exception {
    SweepId good = store.open(sweep("a"), "", NOW);
    SweepId bad = store.open(sweep("b"), "", NOW);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    Future<Integer> refusals = threads.submit(() -> appendImpossibleSteps(bad));
    for (int i = 0; i < 50; i++) {
      store.append(good, i, List.of(new SweepEvent.Noted(NOW, "note " + i)));
    }
    assertEquals(50, refusals.get());
    threads.shutdown();
    assertEquals(50, store.eventsAfter(good, 0, 100).size());
    assertEquals(List.of(), store.eventsAfter(bad, 0, 100));
  }

  private int appendImpossibleSteps(SweepId id) {
    List<Event> events = new ArrayList<>(everyKind());
    events.add(new TrialEvent.Reported(1, NOW, 1, 1L << 36, Map.of("loss", 0.5)));
    int refusals = 0;
    for (int i = 0; i < 50; i++) {
      StoreException refused =
          assertThrows(StoreException.class, () -> store.append(id, 0, events));
      assertEquals(
          "step 68719476736 is out of range; steps go from 0 to 68719476735.",
          refused.getMessage());
      refusals++;
    }
    return refusals;
  }

  @Test
  void momentsAreKeptToTheMicrosecond() {
    Instant moment = Instant.parse("2026-01-02T03:04:05.678901Z");
    SweepId id = store.open(sweep("a"), "", moment);
    store.append(id, 0, List.of(new SweepEvent.Noted(moment, "now")));
    assertEquals(moment, store.sweep(id).orElseThrow().created());
    assertEquals(moment, store.eventsAfter(id, 0, 1).get(0).at());
  }

  @Test
  void filesOfASweepHaveAFolder() {
    SweepId id = store.open(sweep("a"), "", NOW);
    assertTrue(Files.isDirectory(store.files(id)));
  }
}
