package io.attune.experiments.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.run.Trainer;
import io.attune.run.TrainerProvider.Problem;
import io.attune.space.CategoricalParameter;
import io.attune.space.SearchSpace;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training a TorchScript network further, below a head of our own; see {@link FeaturesTest}. */
class ScriptStartTest {
  private static final NetworkProvider LINEAR = new LinearProvider();

  @TempDir Path folder;

  private static Path script() throws URISyntaxException {
    return Path.of(ScriptStartTest.class.getResource("features.pt").toURI());
  }

  private MemoryTrial trial(String name, Map<String, Object> more) throws Exception {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("start_from", script().toString());
    values.put("epochs", 3);
    values.put("learning_rate", 0.1);
    values.putAll(more);
    return new MemoryTrial(values, 1, Files.createDirectories(folder.resolve(name)));
  }

  private MemoryTrial train(String name, Map<String, Object> more) throws Exception {
    MemoryTrial trial = trial(name, more);
    LINEAR.trainer().train(trial);
    return trial;
  }

  private List<float[]> trained(String name) throws IOException {
    return new TrialFiles(folder.resolve(name)).best().tensors();
  }

  @Test
  void tunedNetworkLearnsMoreThanItsFrozenFeaturesAllow() throws Exception {
    double frozen = last(train("frozen", Map.of("freeze", 1)));
    double tuned = last(train("tuned", Map.of("transfer_rate", 1.0)));

    assertTrue(tuned > frozen + 0.05, tuned + " is hardly more than " + frozen);
  }

  private static double last(MemoryTrial trial) {
    List<Double> curve = trial.curve("val_accuracy");
    return curve.get(curve.size() - 1);
  }

  @Test
  void frozenNetworkIsTheSameAsFeaturesFromTheFile() throws Exception {
    MemoryTrial frozen = train("frozen", Map.of("freeze", 1));
    Map<String, Object> values =
        Map.of("features_from", script().toString(), "epochs", 3, "learning_rate", 0.1);
    MemoryTrial features =
        new MemoryTrial(values, 1, Files.createDirectories(folder.resolve("features")));
    LINEAR.trainer().train(features);

    // One layer with weights: its normalization is frozen with it.
    assertEquals(12 * 10 + 10.0, frozen.curve("parameters").get(0));
    assertEquals(features.curve("val_loss"), frozen.curve("val_loss"));
  }

  /** One update of plain descent moves a weight by the rate times the gradient. */
  @Test
  void networkLearnsAtATenthOfTheRateOfTheHead() throws Exception {
    Map<String, Object> once = Map.of("epochs", 1, "full_batch", true, "learning_rate", 1e-2);
    Map<String, Object> still = new LinkedHashMap<>(once);
    still.put("freeze", 1);
    Map<String, Object> tenfold = new LinkedHashMap<>(once);
    tenfold.put("transfer_rate", 1.0);
    train("still", still);
    train("slow", once);
    train("fast", tenfold);

    // What is frozen counts as a statistic, after the head.
    float[] before = trained("still").get(2);
    float[] slow = trained("slow").get(0);
    float[] fast = trained("fast").get(0);
    assertEquals(12 * 64, before.length);
    assertArrayEquals(trained("slow").get(4), trained("fast").get(4), "the head");
    for (int i = 0; i < before.length; i++) {
      assertEquals(((double) fast[i] - before[i]) / 10, (double) slow[i] - before[i], 1e-7);
    }
    assertFalse(Arrays.equals(before, fast));
  }

  @Test
  void lostTrialGoesOnAsIfItHadNeverStopped() throws Exception {
    Map<String, Object> values = Map.of("optimizer", "adam", "learning_rate", 0.01);
    Trainer trainer = LINEAR.trainer(Duration.ZERO);
    MemoryTrial whole = train("whole", values);
    MemoryTrial parted = trial("parted", values);
    assertThrows(MortalTrial.Death.class, () -> trainer.train(new MortalTrial(parted, 2)));

    MemoryTrial second =
        new MemoryTrial(parted.assignment().values(), 1, parted.directory(), 1, Long.MAX_VALUE);
    trainer.train(second);

    assertEquals(whole.reports().subList(1, 3), second.reports());
    assertEquals(trainer.test(whole), trainer.test(second));
  }

  @Test
  void itCannotBeSavedAsAModel() throws Exception {
    MemoryTrial trial = train("tuned", Map.of("epochs", 1));

    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> LINEAR.save(trial.assignment(), trial.directory(), folder.resolve("model")));

    assertEquals(
        "the trial learned with the network of " + script() + ", which a model file cannot hold.",
        refusal.getMessage());
  }

  @Test
  void keepingItsHeadIsAnErrorOfTheSweep() throws Exception {
    assertEquals(
        List.of(
            new Problem(
                "new_head",
                "can be false, but "
                    + script()
                    + " is a TorchScript file, below which no head can be cut off. Leave it"
                    + " out.")),
        LINEAR.check(
            new SearchSpace(
                List.of(
                    CategoricalParameter.of("start_from", script().toString()),
                    CategoricalParameter.of("new_head", false)))));
  }

  @Test
  void freezingMoreThanThereIsFailsTheTrial() {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> train("cold", Map.of("freeze", 2)));

    assertEquals(
        "freeze is 2, but there are 1 layers with weights before the new head. Freeze that many or"
            + " fewer.",
        refusal.getMessage());
  }
}
