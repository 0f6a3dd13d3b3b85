package io.attune.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.space.Assignment;
import io.attune.space.CategoricalParameter;
import io.attune.space.FloatParameter;
import io.attune.space.IntParameter;
import io.attune.store.H2Store;
import io.attune.store.SweepId;
import io.attune.store.TrialStore;
import io.attune.sweep.Sweep;
import io.attune.trial.Cause;
import io.attune.trial.Criteria;
import io.attune.trial.Lifecycle;
import io.attune.trial.LiveHistory;
import io.attune.trial.Objective;
import io.attune.trial.Reading;
import io.attune.trial.Relabel;
import io.attune.trial.SweepEvent;
import io.attune.trial.Trial;
import io.attune.trial.TrialEvent;
import io.attune.trial.TrialState;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecorderTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);

  @TempDir Path folder;
  private TrialStore store;
  private Recorder recorder;

  @BeforeEach
  void open() {
    store = H2Store.open(folder, "test");
    recorder = new Recorder(store, CLOCK, id -> false);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void reopen() {
    store.close();
    open();
  }

  private int start(SweepId id) {
    return recorder.change(id, draft -> draft.start(NOW, Relabel.named("first")));
  }

  private void record(SweepId id, int trial, Reading... readings) {
    recorder.edit(id, draft -> draft.readings(trial, List.of(readings)));
  }

  private Trial trial(SweepId id, int number) {
    return recorder.read(id, history -> history.trial(number));
  }

  private static Reading reading(String metric, long step, double value) {
    return new Reading(metric, step, 1_000 + step, value);
  }

  @Test
  void whatWasRecordedIsThereAfterARestart() {
    SweepId id = recorder.open("digits", Relabel.tagged(Map.of("team", "vision")));
    int trial = start(id);
    recorder.edit(id, draft -> draft.parameters(trial, Map.of("lr", "1e-3", "opt", "adam")));
    record(id, trial, reading("val_loss", 1, 0.5), reading("val_loss", 2, Double.NaN));
    recorder.edit(id, draft -> draft.describe(trial, Relabel.tagged(Map.of("note", "good"))));
    recorder.edit(id, draft -> draft.move(trial, new TrialState.Completed(0.5), NOW));
    Trial before = trial(id, trial);
    reopen();
    assertEquals(before, trial(id, trial));
    assertEquals(new Assignment(Map.of("lr", 0.001, "opt", "adam")), before.assignment());
    assertEquals("1e-3", before.dossier().parameters().get("lr"));
    assertEquals(2, before.dossier().readings().get("val_loss").size());
    assertEquals(Map.of("note", "good"), before.dossier().label().tags());
    assertEquals("digits", store.sweep(id).orElseThrow().sweep().name());
    assertTrue(store.sweep(id).orElseThrow().sweep().recorded());
    assertEquals(
        Map.of("team", "vision"), recorder.read(id, history -> history.steering().label().tags()));
    LiveHistory folded = new LiveHistory(store.sweep(id).orElseThrow().sweep().criteria());
    store.pages(id).forEach(folded::addAll);
    assertEquals(Objective.minimize("val_loss"), folded.objective());
    assertEquals(before, folded.best().orElseThrow());
  }

  @Test
  void aParameterKeepsItsFirstValue() {
    SweepId id = recorder.open("digits", Relabel.NOTHING);
    int trial = start(id);
    recorder.edit(id, draft -> draft.parameters(trial, Map.of("lr", "0.1")));
    long events = recorder.read(id, history -> history.sequence());
    recorder.edit(id, draft -> draft.parameters(trial, Map.of("lr", "0.1")));
    assertEquals(events, (long) recorder.read(id, history -> history.sequence()));
    ParameterConflict conflict =
        assertThrows(
            ParameterConflict.class,
            () -> recorder.edit(id, draft -> draft.parameters(trial, Map.of("lr", "0.10"))));
    assertEquals(
        "parameter lr is '0.1' already and cannot become '0.10'. Maybe log it under another name, or start another run.",
        conflict.getMessage());
  }

  @Test
  void aChangeThatIsRefusedHalfWayLeavesNothing() {
    SweepId id = recorder.open("digits", Relabel.NOTHING);
    int trial = start(id);
    recorder.edit(id, draft -> draft.parameters(trial, Map.of("lr", "0.1")));
    Trial before = trial(id, trial);
    assertThrows(
        ParameterConflict.class,
        () ->
            recorder.edit(
                id,
                draft -> {
                  draft.readings(trial, List.of(reading("loss", 1, 1)));
                  draft.parameters(trial, Map.of("lr", "2"));
                }));
    assertEquals(before, trial(id, trial));
    record(id, trial, reading("loss", 2, 2));
    reopen();
    assertEquals(1, trial(id, trial).curve("loss").size());
  }

  @Test
  void theSpaceIsWhatWasSeen() {
    SweepId id = recorder.open("digits", Relabel.NOTHING);
    for (Map<String, String> parameters :
        List.of(
            Map.of("lr", "1e-4", "units", "16", "opt", "sgd", "seed", "7", "p", "0.25"),
            Map.of("lr", "0.1", "units", "64", "opt", "adam", "seed", "7", "p", "1"))) {
      int trial = start(id);
      recorder.edit(id, draft -> draft.parameters(trial, parameters));
    }
    Sweep sweep = store.sweep(id).orElseThrow().sweep();
    assertEquals(
        Set.of(
            FloatParameter.logUniform("lr", 1e-4, 0.1),
            IntParameter.uniform("units", 16, 64),
            CategoricalParameter.of("opt", "sgd", "adam"),
            CategoricalParameter.constant("seed", 7),
            FloatParameter.uniform("p", 0.25, 1)),
        Set.copyOf(recorder.read(id, history -> sweep.domain(history).space().parameters())));
  }

  @Test
  void theObjectiveIsTheFirstMetricHeldOutDataBeforeOthers() {
    assertEquals(Objective.minimize("val_loss"), aim("train_acc", "val_loss", "val_acc"));
    assertEquals(Objective.maximize("accuracy"), aim("system/cpu", "accuracy", "loss"));
    assertEquals(Objective.minimize("test RMSE"), aim("test RMSE"));
    assertEquals(Objective.minimize("loss"), aim("system/gpu"));
    assertEquals(Objective.maximize("f1"), aim("f1", "later"));
  }

  private Objective aim(String... metrics) {
    SweepId id = recorder.open("aim", Relabel.NOTHING);
    int trial = start(id);
    List<Reading> readings = new ArrayList<>();
    List.of(metrics).forEach(metric -> readings.add(reading(metric, 1, 1)));
    recorder.edit(id, draft -> draft.readings(trial, readings));
    return recorder.read(id, history -> history.objective());
  }

  @Test
  void trialsEndGoOnAndArePutAway() {
    SweepId id = recorder.open("digits", Relabel.NOTHING);
    int trial = start(id);
    record(id, trial, reading("loss", 0, 0.5));
    recorder.edit(
        id, d -> d.move(trial, new TrialState.Failed(Cause.of(Cause.Kind.ERROR, "x")), NOW));
    assertTrue(recorder.read(id, history -> history.best()).isEmpty());
    recorder.edit(id, draft -> draft.move(trial, new TrialState.Running(), NOW));
    assertEquals(2, trial(id, trial).attempt());
    assertEquals(1, trial(id, trial).curve("loss").size());
    recorder.edit(id, draft -> draft.move(trial, new TrialState.Completed(0.5), NOW));
    record(id, trial, reading("loss", 1, 0.25));
    assertEquals(0.25, recorder.read(id, h -> h.best().orElseThrow().score(h.objective())).get());
    recorder.edit(id, draft -> draft.describe(trial, Relabel.to(Lifecycle.DELETED)));
    assertTrue(recorder.read(id, history -> history.best()).isEmpty());
    recorder.edit(id, draft -> draft.describe(trial, Relabel.to(Lifecycle.ACTIVE)));
    assertFalse(recorder.read(id, history -> history.best()).isEmpty());
    recorder.edit(id, draft -> draft.aim(Objective.maximize("loss")));
    assertEquals(0.5, recorder.read(id, h -> h.best().orElseThrow().score(h.objective())).get());
  }

  @Test
  void trialsOfOtherSweepsCanBeTaggedButNotChanged() {
    Sweep sweep =
        Sweep.named("ours").space(FloatParameter.uniform("x", 0, 1)).minimize("loss").build();
    SweepId id = store.open(sweep, "", NOW);
    store.append(
        id,
        0,
        List.of(
            new SweepEvent.Opened(NOW, Map.of()),
            new TrialEvent.Started(1, NOW, new Assignment(Map.of("x", 0.5)), 1)));
    recorder.edit(id, draft -> draft.describe(1, Relabel.tagged(Map.of("note", "look again"))));
    assertEquals(Map.of("note", "look again"), trial(id, 1).dossier().label().tags());
    IllegalStateException refusal =
        assertThrows(IllegalStateException.class, () -> record(id, 1, reading("loss", 1, 1)));
    assertEquals(
        "sweep ours is run by Attune: its trials can be tagged, not changed. Maybe record into another.",
        refusal.getMessage());
    Recorder beside = new Recorder(store, CLOCK, id::equals);
    IllegalStateException running =
        assertThrows(
            IllegalStateException.class,
            () -> beside.edit(id, draft -> draft.describe(1, Relabel.named("no"))));
    assertEquals("sweep 1 is running. Wait until it has ended.", running.getMessage());
  }

  @Test
  void writersSideBySideLoseNothing() throws Exception {
    SweepId id = recorder.open("digits", Relabel.NOTHING);
    ExecutorService writers = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> done = new ArrayList<>();
      for (int w = 0; w < 4; w++) {
        done.add(
            writers.submit(
                () -> {
                  int trial = start(id);
                  for (int step = 1; step <= 50; step++) {
                    record(id, trial, reading("loss", step, step));
                  }
                }));
      }
      for (Future<?> each : done) {
        each.get();
      }
    } finally {
      writers.shutdown();
    }
    reopen();
    for (int trial = 1; trial <= 4; trial++) {
      assertEquals(50, trial(id, trial).curve("loss").size());
    }
  }

  @Test
  void whatIsKnownOfASweepBeforehandHoldsAsLongAsItsTrialsKeepToIt() {
    Sweep sweep =
        Sweep.recording("known").toBuilder()
            .space(FloatParameter.logUniform("lr", 1e-4, 1), IntParameter.uniform("layers", 1, 4))
            .criteria(
                new Criteria(
                    List.of(Objective.minimize("latency"), Objective.maximize("accuracy")),
                    List.of()))
            .build();
    SweepId id = recorder.open(sweep, Relabel.NOTHING);
    recorder.edit(
        id,
        draft -> {
          int trial =
              draft.start(NOW, new Assignment(Map.of("lr", 1.0, "layers", 7)), Relabel.NOTHING);
          draft.readings(trial, List.of(reading("loss", 1, 2), reading("accuracy", 1, 0.5)));
        });
    reopen();
    assertEquals(
        List.of("latency", "accuracy"),
        List.copyOf(recorder.read(id, h -> h.criteria().metrics())));
    assertEquals(1.0, trial(id, 1).assignment().values().get("lr"));
    assertEquals(
        List.of(FloatParameter.logUniform("lr", 1e-4, 1), CategoricalParameter.of("layers", 7)),
        recorder.read(id, h -> store.sweep(id).orElseThrow().sweep().space(h).parameters()));
  }

  @Test
  void anAimThatWasSaidIsNotGuessedAnew() {
    SweepId id = recorder.open("aimed", Relabel.NOTHING);
    recorder.edit(id, draft -> draft.aim(Objective.maximize("val_accuracy")));
    record(id, start(id), reading("train_loss", 1, 2));
    assertEquals(Objective.maximize("val_accuracy"), recorder.read(id, h -> h.objective()));
  }

  @Test
  void onlyRecordedSweepsAreOpenedToRecord() {
    Sweep other = Sweep.recording("own").toBuilder().trainer("mlp").build();
    assertEquals(
        "own is no recorded sweep.",
        assertThrows(IllegalArgumentException.class, () -> recorder.open(other, Relabel.NOTHING))
            .getMessage());
  }
}
