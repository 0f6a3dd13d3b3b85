package io.attune.client;

import java.util.Map;

/**
 * A program as people write it: trains for ten steps, or until it is told to stop; where it is
 * deaf, it goes on for ever.
 */
public final class TrainMain {
  private TrainMain() {}

  /** Trains. */
  public static void main(String[] arguments) throws Exception {
    AttuneTrial trial = AttuneTrial.current(arguments);
    double rate = trial.number("rate");
    trial.log("trial %d of %s".formatted(trial.number(), trial.params()));
    long step = trial.firstStep();
    while (Boolean.TRUE.equals(trial.params().get("deaf"))) {
      trial.report(++step, Map.of("loss", rate));
      Thread.sleep(100);
    }
    while (!trial.shouldStop() && step < 10) {
      for (int batch = 0; batch < 3; batch++) {
        trial.log(10 * step + batch, Map.of("batch_loss", rate / (batch + 1), "loss", -1));
      }
      trial.report(++step, Map.of("loss", rate / step, "odd", Double.NaN));
    }
    trial.log("ended after step " + step);
  }
}
