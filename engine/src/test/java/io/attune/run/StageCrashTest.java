package io.attune.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.store.EventJson;
import io.attune.store.H2Store;
import io.attune.store.MemoryStore;
import io.attune.store.SweepId;
import io.attune.trial.Cause;
import io.attune.trial.Event;
import io.attune.trial.SweepEvent;
import io.attune.trial.TrialEvent;
import io.attune.trial.TrialState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that die where one stage ends and the next begins leave a sweep that goes on. */
class StageCrashTest {
  private static final SweepId ONE = new SweepId(1);

  @TempDir Path folder;

  /** The last trial of a stage ends, and the next stage begins, in one write to disk. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void aSweepThatDiesWhereAStageBeginsGoesOnAsIfItHadNot(int writes) throws Exception {
    dieAndGoOn(1, "fine", writes);
  }

  @ParameterizedTest
  @CsvSource({
    "1, coarse, 1", "1, coarse, 2", "1, fine, 2", "1, fine, 3", "1, repeats, 0", "1, repeats, 1",
    "1, repeats, 2", "3, fine, 0", "3, fine, 1", "3, fine, 2", "3, fine, 4", "3, repeats, 0",
    "3, repeats, 1", "3, repeats, 3"
  })
  @Tag("slow")
  void soItDoesWhereverItDies(int parallel, String stage, int writes) throws Exception {
    dieAndGoOn(parallel, stage, writes);
  }

  private void dieAndGoOn(int parallel, String stage, int writes) throws Exception {
    List<String> told = runToDeath(parallel, stage, writes);
    try (H2Store store = H2Store.open(folder, "a test")) {
      List<Event> kept = store.eventsAfter(ONE, 0, Integer.MAX_VALUE);
      List<String> lines = kept.stream().map(e -> EventJson.line(EventJson.write(e))).toList();
      assertEquals(told, lines.subList(0, told.size()), "acknowledged events are kept");
      boolean begun = staged(kept).contains(stage);
      assertEquals(writes > 0, begun, "it dies where it was told to");

      SweepResult result = SweepRunner.resume(ONE).store(store).trainer(StagesTest::train).run();

      assertEquals(whole(parallel), StagesTest.results(result));
      List<Event> all = store.eventsAfter(ONE, 0, Integer.MAX_VALUE);
      assertEquals(kept, all.subList(0, kept.size()), "nothing is changed");
      assertEquals(List.of("coarse", "fine", "repeats"), staged(all));
      assertEndedOnce(all);
      Verifier.Report report = Verifier.verify(store, ONE);
      assertTrue(report.difference().isEmpty(), report.toString());
    }
  }

  @Test
  @Tag("slow")
  void aSweepGoesOnFromAnyMomentThatCouldBeOnDisk() {
    try (MemoryStore store = new MemoryStore()) {
      List<Integer> moments = new ArrayList<>();
      SweepRunner.of(StageCrashMain.sweep(1))
          .store(new WatchedStore(store, events -> {}, events -> moments.add(events.size())))
          .trainer(StagesTest::train)
          .run();
      List<Event> events = store.eventsAfter(ONE, 0, Integer.MAX_VALUE);
      int until = 0;
      // The last write closes the sweep.
      for (int size : moments.subList(0, moments.size() - 1)) {
        until += size;
        assertGoesOn(events.subList(0, until));
      }
    }
  }

  /** A stage may also be over without the next one having begun, where a person stopped it. */
  @Test
  void aStageThatIsOverIsFollowedByTheNextWhenTheSweepGoesOn() {
    try (MemoryStore store = new MemoryStore()) {
      SweepRunner.of(StageCrashMain.sweep(1)).store(store).trainer(StagesTest::train).run();
      List<Event> events = store.eventsAfter(ONE, 0, Integer.MAX_VALUE);
      for (int i = 0; i < events.size(); i++) {
        if (events.get(i) instanceof SweepEvent.Staged staged && !staged.from().isEmpty()) {
          assertTrue(events.get(i - 1) instanceof TrialEvent.Ended, events.get(i - 1).toString());
          assertGoesOn(events.subList(0, i));
        }
      }
    }
  }

  private static void assertGoesOn(List<Event> events) {
    try (MemoryStore store = new MemoryStore()) {
      SweepId id = store.open(StageCrashMain.sweep(1), "", Instant.EPOCH);
      store.append(id, 0, events);
      SweepResult result = SweepRunner.resume(id).store(store).trainer(StagesTest::train).run();
      String when = "after " + events.size() + " events, " + events.get(events.size() - 1);
      assertEquals(whole(1), StagesTest.results(result), when);
      List<Event> all = store.eventsAfter(id, 0, Integer.MAX_VALUE);
      assertEquals(List.of("coarse", "fine", "repeats"), staged(all), when);
      assertEndedOnce(all);
    }
  }

  private static List<String> whole(int parallel) {
    try (MemoryStore store = new MemoryStore()) {
      return StagesTest.results(
          SweepRunner.of(StageCrashMain.sweep(parallel))
              .store(store)
              .trainer(StagesTest::train)
              .run());
    }
  }

  private static List<String> staged(List<Event> events) {
    return events.stream()
        .filter(SweepEvent.Staged.class::isInstance)
        .map(event -> ((SweepEvent.Staged) event).name())
        .toList();
  }

  /** Each trial starts once, and ends once but for interruptions. */
  private static void assertEndedOnce(List<Event> events) {
    Map<Integer, Integer> starts = new TreeMap<>();
    Map<Integer, Integer> ends = new TreeMap<>();
    for (Event event : events) {
      if (event instanceof TrialEvent.Started started) {
        starts.merge(started.trial(), 1, Integer::sum);
      } else if (event instanceof TrialEvent.Ended ended && !interrupted(ended.state())) {
        ends.merge(ended.trial(), 1, Integer::sum);
      }
    }
    Map<Integer, Integer> once = new TreeMap<>();
    for (int trial = 1; trial <= 26; trial++) {
      once.put(trial, 1);
    }
    assertEquals(once, starts);
    assertEquals(once, ends);
  }

  private static boolean interrupted(TrialState state) {
    return state instanceof TrialState.Failed failed
        && failed.cause().kind() == Cause.Kind.INTERRUPTED;
  }

  /** What the program said was on disk before it died. */
  private List<String> runToDeath(int parallel, String stage, int writes) throws Exception {
    Process process =
        new ProcessBuilder(
                WorkerProcess.java().toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                StageCrashMain.class.getName(),
                folder.toString(),
                Integer.toString(parallel),
                stage,
                Integer.toString(writes))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(137, process.waitFor(), "it kills itself");
    return told.lines().toList();
  }
}
