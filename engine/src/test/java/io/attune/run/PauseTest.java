package io.attune.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.attune.search.Move;
import io.attune.search.SamplerSpec;
import io.attune.search.Scheduler;
import io.attune.search.Verdict;
import io.attune.space.FloatParameter;
import io.attune.store.MemoryStore;
import io.attune.store.SweepId;
import io.attune.sweep.Sweep;
import io.attune.trial.History;
import io.attune.trial.Trial;
import io.attune.trial.TrialEvent;
import io.attune.trial.TrialState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pausing and resuming, end to end. */
class PauseTest {
  /** Pauses every trial at step 2 and resumes the better half once all have got there. */
  private record HalfGoesOn(int trials) implements Scheduler {
    @Override
    public Move next(History history) {
      if (history.trials().size() < trials) {
        return new Move.Start();
      }
      List<Trial> paused =
          history.trials().stream().filter(t -> t.state() instanceof TrialState.Paused).toList();
      boolean waiting =
          history.trials().stream().anyMatch(t -> t.state() instanceof TrialState.Running);
      if (paused.size() > trials / 2) {
        return new Move.Resume(
            paused.stream()
                .min(java.util.Comparator.comparing(t -> history.loss(t).orElseThrow()))
                .orElseThrow()
                .number());
      }
      return waiting ? new Move.Wait() : new Move.Finish("the better half is trained");
    }

    @Override
    public Verdict judge(History history, TrialEvent.Reported report) {
      return report.step() == 2 ? new Verdict.Pause() : new Verdict.Continue();
    }
  }

  /** Counts up to 5, leaving its count behind when it is paused. */
  private static void countToFive(TrialContext trial) throws Exception {
    Path checkpoint = trial.directory().resolve("count");
    long count = trial.firstStep() == 0 ? 0 : Long.parseLong(Files.readString(checkpoint));
    while (count < 5) {
      count++;
      if (!trial.report(count, Map.of("loss", trial.assignment().number("x") / count))) {
        Files.writeString(checkpoint, Long.toString(count));
        return;
      }
    }
  }

  @Test
  void pausedTrialsGoOnFromTheirCheckpoint() {
    Sweep sweep =
        Sweep.named("halving")
            .space(FloatParameter.uniform("x", 0, 1))
            .minimize("loss")
            .sampler(new SamplerSpec.Random())
            .parallel(2)
            .seed(5)
            .build();
    try (MemoryStore store = new MemoryStore()) {
      SweepId id = store.open(sweep, "", Instant.EPOCH);
      Ledger ledger = new Ledger(store, store.sweep(id).orElseThrow(), events -> {});
      SweepResult result =
          new RunLoop(
                  ledger,
                  new HalfGoesOn(4),
                  new ThreadExecutor(PauseTest::countToFive),
                  new TrialFiles(store.files(id), ledger.history(), 1),
                  new RangeExtender(sweep, space -> List.of()),
                  Clock.systemUTC())
              .run();
      assertEquals("the better half is trained", result.reason());
      List<Trial> byX = new ArrayList<>(result.trials());
      byX.sort(java.util.Comparator.comparing(t -> t.assignment().number("x")));
      for (Trial trial : byX.subList(0, 2)) {
        assertEquals(new TrialState.Completed(trial.assignment().number("x") / 5), trial.state());
        assertEquals(2, trial.attempt());
        assertEquals(5, trial.curve("loss").size());
      }
      for (Trial trial : byX.subList(2, 4)) {
        assertEquals(new TrialState.Paused(2), trial.state());
      }
    }
  }
}
