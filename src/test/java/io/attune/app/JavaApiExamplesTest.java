package io.attune.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.run.AskTell;
import io.attune.run.SweepResult;
import io.attune.run.SweepRunner;
import io.attune.search.SchedulerSpec;
import io.attune.space.Assignment;
import io.attune.space.CategoricalParameter;
import io.attune.space.Condition;
import io.attune.space.FloatParameter;
import io.attune.space.IntParameter;
import io.attune.store.H2Store;
import io.attune.sweep.Sweep;
import io.attune.trial.Trial;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java API as the README shows it: its code blocks are the regions of this file. */
class JavaApiExamplesTest {
  @TempDir Path folder;

  /** Stands for a network: the loss falls with epochs, faster with a good learning rate. */
  private static double trainOneEpoch(Assignment values, int epoch) {
    double offset = Math.log10(values.number("learning_rate")) + 2;
    return offset * offset + 0.05 * values.integer("layers") + 1.0 / epoch;
  }

  @Test
  void aLambdaIsATrainer() {
    // region: runner
    Sweep sweep =
        Sweep.named("my-network")
            .space(
                FloatParameter.logUniform("learning_rate", 1e-5, 1),
                IntParameter.uniform("layers", 1, 4),
                CategoricalParameter.of("optimizer", "sgd", "momentum", "adam"),
                FloatParameter.uniform("momentum", 0.5, 0.99)
                    .when(Condition.when("optimizer", "momentum")))
            .minimize("val_loss")
            .scheduler(SchedulerSpec.Median.standard())
            .trials(30)
            .parallel(2)
            .seed(7)
            .build();

    try (H2Store store = H2Store.open(folder, "my program")) {
      SweepResult result =
          SweepRunner.of(sweep)
              .store(store)
              .trainer(
                  trial -> {
                    for (int epoch = 1; epoch <= 10; epoch++) {
                      double loss = trainOneEpoch(trial.assignment(), epoch);
                      if (!trial.report(epoch, Map.of("val_loss", loss))) {
                        return; // the median rule has seen enough
                      }
                    }
                  })
              .run();

      Trial best = result.best().orElseThrow();
      System.out.println(best.assignment().values() + " reached " + best.curve("val_loss").min());
    }
    // endregion
    try (H2Store store = H2Store.open(folder, "my program")) {
      assertEquals(1, store.sweeps().size());
      SweepView view = SweepView.load(store, store.sweeps().get(0));
      assertEquals(30, view.history().trials().size());
      double rate = view.history().best().orElseThrow().assignment().number("learning_rate");
      assertTrue(rate > 1e-3 && rate < 1e-1, "found " + rate);
    }
  }

  @Test
  void aLoopOfOnesOwnAsksAndTells() {
    Sweep sweep =
        Sweep.named("mine")
            .space(FloatParameter.uniform("x", -5, 5))
            .minimize("loss")
            .trials(15)
            .seed(1)
            .build();
    // region: ask-tell
    try (AskTell search = AskTell.open(sweep)) {
      Optional<AskTell.Ask> ask;
      while ((ask = search.ask()).isPresent()) {
        double x = ask.get().assignment().number("x");
        search.tell(ask.get(), (x - 2) * (x - 2));
      }
      System.out.println(search.best().orElseThrow().assignment().values());
    }
    // endregion
    try (AskTell search = AskTell.open(sweep)) {
      for (Optional<AskTell.Ask> ask = search.ask(); ask.isPresent(); ask = search.ask()) {
        double x = ask.get().assignment().number("x");
        search.tell(ask.get(), (x - 2) * (x - 2));
      }
      double found = search.best().orElseThrow().assignment().number("x");
      assertEquals(2, found, 0.5);
      assertEquals(15, search.history().trials().size());
    }
  }
}
