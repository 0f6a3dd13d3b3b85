package io.attune.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.attune.search.SamplerSpec;
import io.attune.space.CategoricalParameter;
import io.attune.store.H2Store;
import io.attune.sweep.Sweep;
import io.attune.sweep.SweepBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose files outlive a trial. */
class KeepTest {
  /** Losses of trials 1, 2 and so on. */
  private static final Object[] LOSSES = {5, 3, 9, 1, 4, 2, 7};

  @TempDir Path folder;

  private static SweepBuilder sweep() {
    return Sweep.named("kept")
        .space(CategoricalParameter.of("x", LOSSES))
        .minimize("loss")
        .sampler(new SamplerSpec.Grid())
        .seed(1);
  }

  private List<String> foldersAfter(Sweep sweep) throws IOException {
    try (H2Store store = H2Store.open(folder, "a test")) {
      SweepResult result = SweepRunner.of(sweep).store(store).trainer(KeepTest::train).run();
      assertEquals(LOSSES.length, result.trials().size());
      try (Stream<Path> files = Files.list(store.files(result.id()))) {
        return files.map(file -> file.getFileName().toString()).sorted().toList();
      }
    }
  }

  private static void train(TrialContext trial) throws IOException {
    double x = trial.assignment().number("x");
    Files.writeString(trial.directory().resolve("weights"), "x");
    trial.report(1, Map.of("loss", x, "cost", Math.abs(x - 4)));
  }

  @Test
  void onlyTheBestTrialIsKeptWhenNobodySaysMore() throws Exception {
    assertEquals(List.of("trial-4"), foldersAfter(sweep().build()));
  }

  @Test
  void asManyAsAskedForAreKeptTheBestFirst() throws Exception {
    assertEquals(List.of("trial-2", "trial-4", "trial-6"), foldersAfter(sweep().keep(3).build()));
  }

  @Test
  void withSeveralObjectivesThoseThatFewDominateAreKept() throws Exception {
    // The front is 4, 6, 2 and 5 with losses 1, 2, 3 and 4; 2 and 5 dominate trial 1, loss 5.
    Sweep sweep = sweep().minimize("cost").keep(3).build();
    assertEquals(
        List.of("trial-1", "trial-2", "trial-4", "trial-5", "trial-6"), foldersAfter(sweep));
  }

  @Test
  void keepingNothingIsAnError() {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> sweep().keep(0).build());
    assertEquals("keep must be at least 1, but is 0.", refusal.getMessage());
  }
}
