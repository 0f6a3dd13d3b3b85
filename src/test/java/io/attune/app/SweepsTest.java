package io.attune.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.run.SweepResult;
import io.attune.run.SweepRunner;
import io.attune.run.Verifier;
import io.attune.run.WorkerPool;
import io.attune.store.MemoryStore;
import io.attune.sweep.Budget;
import io.attune.sweep.Conduct;
import io.attune.sweep.Sweep;
import io.attune.trial.Trial;
import io.attune.trial.TrialState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sweep file that is shipped is read, and run for a moment. */
class SweepsTest {
  @TempDir Path folder;

  static List<Path> sweepFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("../experiments/sweeps"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("sweepFiles")
  void shippedSweepsAreAccepted(Path file) throws IOException {
    assumeDataIsHere(file);
    Sweep sweep = read(file);
    assertEquals(2, sweep.parallel(), "shipped sweeps use both cores of a small machine");
  }

  @ParameterizedTest
  @MethodSource("sweepFiles")
  void shippedSweepsTrainInWorkersAndCanBeVerified(Path file) throws IOException {
    assumeDataIsHere(file);
    Sweep sweep = brief(read(file));
    try (MemoryStore store = new MemoryStore()) {
      SweepResult result =
          SweepRunner.of(sweep).store(store).executor(new WorkerPool(sweep.trainer())).run();
      assertEquals(3, result.trials().size());
      for (Trial trial : result.trials()) {
        assertTrue(
            trial.state() instanceof TrialState.Completed
                || trial.state() instanceof TrialState.Stopped,
            trial.toString());
      }
      assertTrue(result.best().orElseThrow().test().containsKey("test_loss"));
      assertTrue(Verifier.verify(store, result.id()).difference().isEmpty());
    }
  }

  /** Shipped sweeps name models as people at the root of the project see them. */
  private Sweep read(Path file) throws IOException {
    String text =
        Files.readString(file).replace("experiments/sweeps/models", "../experiments/sweeps/models");
    return SweepFiles.read(Files.writeString(folder.resolve(file.getFileName()), text)).sweep();
  }

  private static void assumeDataIsHere(Path file) throws IOException {
    Assumptions.assumeTrue(
        !Files.readString(file).contains("fashion-mnist")
            || Files.exists(Path.of("/usr/share/datasets/fashion-mnist")),
        "Fashion-MNIST is not installed");
    Assumptions.assumeTrue(
        !Files.readString(file).contains("cifar-10"), "CIFAR-10 must be fetched by people");
  }

  private static Sweep brief(Sweep sweep) {
    return sweep.toBuilder()
        .budget(Budget.trials(3))
        .seed(1)
        .conduct(inOnePiece(sweep.conduct()))
        .build();
  }

  /** Stages say themselves how many trials they have. */
  private static Conduct inOnePiece(Conduct conduct) {
    return new Conduct(conduct.growth(), conduct.repeats(), conduct.trialsPerSeed(), List.of());
  }
}
