package io.attune.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A trainer whose every step depends on all before it: a chaotic sequence, of which a trial that
 * goes on from anywhere but its exact checkpoint would soon report something else. Leaves a
 * checkpoint behind only when it is told to end.
 */
public final class ChaosTrainer implements TrainerProvider {
  static final int STEPS = 12;

  @Override
  public String name() {
    return "chaos";
  }

  @Override
  public String description() {
    return "reports a chaotic sequence";
  }

  @Override
  public Trainer trainer() {
    return ChaosTrainer::train;
  }

  static void train(TrialContext trial) throws Exception {
    Path checkpoint = trial.directory().resolve("state");
    double state =
        trial.firstStep() == 0
            ? 0.1 + 0.8 * (Math.floorMod(trial.seed(), 1000) / 1000.0)
            : read(checkpoint, trial.firstStep());
    for (long step = trial.firstStep() + 1; step <= STEPS; step++) {
      state = 3.9 * state * (1 - state);
      double loss = trial.assignment().number("x") + 0.01 * state + 1.0 / step;
      if (!trial.report(step, Map.of("loss", loss))) {
        Files.writeString(checkpoint, step + " " + state);
        return;
      }
    }
  }

  private static double read(Path checkpoint, long step) throws Exception {
    String[] parts = Files.readString(checkpoint).split(" ", -1);
    if (Long.parseLong(parts[0]) != step) {
      throw new IllegalStateException("checkpoint of step " + parts[0] + ", not " + step);
    }
    return Double.parseDouble(parts[1]);
  }
}
