package io.attune.bench;

import io.attune.run.Trainers;
import io.attune.run.TrialContext;
import io.attune.space.Assignment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Trains one network in a process of its own, as a worker process does, and prints samples per
 * second after every epoch.
 */
final class TrainOnce {
  private TrainOnce() {}

  /** Arguments: case, epochs, training examples. */
  public static void main(String[] args) throws Exception {
    TrainingCase wanted = TrainingCase.named(args[0]);
    Map<String, Object> settings =
        wanted.settings(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    Trainers.named(wanted.trainer())
        .orElseThrow()
        .trainer()
        .train(new PrintingTrial(new Assignment(settings), Files.createTempDirectory("attune")));
  }

  /** A trial that prints its speed. */
  private record PrintingTrial(Assignment assignment, Path directory) implements TrialContext {
    @Override
    public long seed() {
      return 1;
    }

    @Override
    public long firstStep() {
      return 0;
    }

    @Override
    public boolean report(long step, Map<String, Double> metrics) {
      System.out.println(metrics.get("samples_per_second"));
      return true;
    }

    @Override
    public void log(String line) {
      System.err.println(line);
    }
  }
}
