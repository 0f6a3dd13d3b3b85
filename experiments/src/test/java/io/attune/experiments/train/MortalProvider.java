package io.attune.experiments.train;

import io.attune.run.Trainer;
import io.attune.run.TrainerProvider;
import io.attune.run.TrialContext;
import java.io.IOException;
import java.time.Duration;

/** An {@code mlp} whose first attempt kills its process after the fourth report. */
public final class MortalProvider implements TrainerProvider {
  @Override
  public String name() {
    return "mortal";
  }

  @Override
  public String description() {
    return "dies once";
  }

  @Override
  public Trainer trainer() {
    Trainer immortal = new MlpProvider().trainer(Duration.ZERO);
    return trial -> {
      trial.log("seed " + trial.seed());
      immortal.train(trial.firstStep() == 0 ? new KilledTrial(trial) : trial);
    };
  }

  private static final class KilledTrial extends MortalTrial {
    KilledTrial(TrialContext trial) {
      super(trial, 4);
    }

    @Override
    void die() {
      try {
        String pid = Long.toString(ProcessHandle.current().pid());
        new ProcessBuilder("kill", "-9", pid).start().waitFor();
        Thread.sleep(60_000);
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
