package io.attune.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.search.SamplerSpec;
import io.attune.space.Assignment;
import io.attune.space.FloatParameter;
import io.attune.store.H2Store;
import io.attune.store.SweepId;
import io.attune.sweep.Sweep;
import io.attune.trial.Cause;
import io.attune.trial.Event;
import io.attune.trial.LiveHistory;
import io.attune.trial.Trial;
import io.attune.trial.TrialState;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AskTellTest {
  @TempDir Path folder;

  private static Sweep sweep(int trials) {
    return Sweep.named("asked")
        .space(FloatParameter.uniform("x", 0, 1))
        .minimize("loss")
        .sampler(new SamplerSpec.Random())
        .trials(trials)
        .seed(1)
        .build();
  }

  private static String refused(AskTell search, AskTell.Ask ask, long step, double loss) {
    return assertThrows(
            IllegalArgumentException.class, () -> search.report(ask, step, Map.of("loss", loss)))
        .getMessage();
  }

  @Test
  void reportsThatCannotBeKeptAreRefusedAndLeaveNothingBehind() {
    try (H2Store store = H2Store.open(folder, "a test");
        AskTell search = AskTell.open(sweep(3), store)) {
      AskTell.Ask ask = search.ask().orElseThrow();
      assertTrue(search.report(ask, 3, Map.of("loss", 0.5)));
      List<Event> before = store.eventsAfter(new SweepId(1), 0, 100);
      assertEquals("reported step 3 after step 3; steps must grow.", refused(search, ask, 3, 0.5));
      assertEquals(
          "reported step 3 after step 3; steps must grow.",
          assertThrows(
                  IllegalArgumentException.class, () -> search.report(ask, 3, Map.of("other", 0.5)))
              .getMessage());
      assertEquals(
          "reported step 68719476736; steps go up to 68719476735.",
          refused(search, ask, 1L << 36, 0.5));
      assertEquals(
          "loss is NaN at step 4. Maybe end the trial with fail(…).",
          refused(search, ask, 4, Double.NaN));
      assertEquals(before, store.eventsAfter(new SweepId(1), 0, 100));
      assertTrue(search.report(ask, 4, Map.of("loss", 0.25, "other", Double.NaN)));
      assertEquals(new TrialState.Completed(0.25), search.done(ask).state());
    }
  }

  @Test
  void negativeFirstStepsAreRefused() {
    try (AskTell search = AskTell.open(sweep(3))) {
      AskTell.Ask ask = search.ask().orElseThrow();
      assertEquals(
          "reported step -1; steps start at 0 or 1 and grow.", refused(search, ask, -1, 0.5));
      assertTrue(search.report(ask, 0, Map.of("loss", 0.5)));
    }
  }

  @Test
  void toldNumbersThatAreNoneFailTheTrial() {
    try (AskTell search = AskTell.open(sweep(3))) {
      Trial trial = search.tell(search.ask().orElseThrow(), Double.NaN);
      assertEquals(
          new TrialState.Failed(Cause.of(Cause.Kind.NOT_FINITE, "loss was NaN")), trial.state());
      assertTrue(search.best().isEmpty());
    }
  }

  @Test
  void somebodyElsesAskIsRefused() {
    try (AskTell search = AskTell.open(sweep(3))) {
      AskTell.Ask stranger = new AskTell.Ask(7, new Assignment(Map.of("x", 0.5)), 0);
      assertEquals(
          "trial 7 was not asked for here.",
          assertThrows(IllegalArgumentException.class, () -> search.tell(stranger, 1.0))
              .getMessage());
    }
  }

  @Test
  void trialsLeftOpenAreClosedWithTheSweep() {
    try (H2Store store = H2Store.open(folder, "a test")) {
      AskTell search = AskTell.open(sweep(3), store);
      AskTell.Ask ask = search.ask().orElseThrow();
      search.report(ask, 1, Map.of("loss", 0.1));
      search.tell(search.ask().orElseThrow(), 0.5);
      search.close();
      search.close();
      LiveHistory history = new LiveHistory(sweep(3).objective());
      history.addAll(store.eventsAfter(new SweepId(1), 0, 100));
      TrialState.Failed left = (TrialState.Failed) history.trial(1).state();
      assertEquals(Cause.Kind.INTERRUPTED, left.cause().kind());
      assertEquals(Optional.of(2), history.best().map(Trial::number));
      assertThrows(IllegalStateException.class, search::ask);
    }
  }

  @Test
  void severalThreadsShareASearch() throws Exception {
    try (AskTell search = AskTell.open(sweep(200))) {
      ExecutorService threads = Executors.newFixedThreadPool(4);
      for (int i = 0; i < 4; i++) {
        threads.execute(
            () -> {
              for (var ask = search.ask(); ask.isPresent(); ask = search.ask()) {
                search.tell(ask.get(), ask.get().assignment().number("x"));
              }
            });
      }
      threads.shutdown();
      assertTrue(threads.awaitTermination(30, TimeUnit.SECONDS));
      assertEquals(200, search.history().trials().size());
      assertFalse(
          search.history().trials().stream()
              .anyMatch(trial -> !(trial.state() instanceof TrialState.Completed)));
    }
  }

  @Test
  void severalObjectivesAreToldByName() {
    Sweep sweep =
        Sweep.named("trade-off")
            .minimize("loss")
            .minimize("size")
            .atMost("latency", 20)
            .space(FloatParameter.uniform("x", 0, 1))
            .sampler(new SamplerSpec.Random())
            .build();
    try (AskTell search = AskTell.open(sweep)) {
      search.tell(search.ask().orElseThrow(), Map.of("loss", 1.0, "size", 5.0, "latency", 1.0));
      search.tell(search.ask().orElseThrow(), Map.of("loss", 2.0, "size", 2.0, "latency", 1.0));
      search.tell(search.ask().orElseThrow(), Map.of("loss", 3.0, "size", 3.0, "latency", 1.0));
      search.tell(search.ask().orElseThrow(), Map.of("loss", 0.0, "size", 0.0, "latency", 30.0));
      search.tell(search.ask().orElseThrow(), Map.of("loss", 0.0, "size", 0.0));
      Trial half = search.tell(search.ask().orElseThrow(), 0.5);
      TrialState.Failed failed = (TrialState.Failed) half.state();
      assertEquals("size was NaN", failed.cause().message());
      assertEquals(
          List.of(1, 2), search.history().front().trials().stream().map(Trial::number).toList());
      assertEquals(Optional.of(1), search.best().map(Trial::number));
    }
  }
}
