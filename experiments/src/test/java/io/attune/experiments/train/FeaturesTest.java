package io.attune.experiments.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.experiments.djl.DjlBackend;
import io.attune.experiments.tensor.Backend;
import io.attune.experiments.tensor.HostBuffer;
import io.attune.experiments.tensor.Tensor;
import io.attune.run.TrainerProvider.Problem;
import io.attune.space.Assignment;
import io.attune.space.CategoricalParameter;
import io.attune.space.SearchSpace;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Learning from what a TorchScript network makes of examples. The file is a traced {@code
 * Sequential(Flatten(), Linear(64, 12), BatchNorm1d(12), Tanh())} in evaluation mode, of PyTorch's
 * seed 1, after five batches of noise for its statistics.
 */
class FeaturesTest {
  @TempDir Path folder;

  private static Path script() throws URISyntaxException {
    return Path.of(FeaturesTest.class.getResource("features.pt").toURI());
  }

  private MemoryTrial trial(String name, long firstStep, long lastStep) throws Exception {
    return new MemoryTrial(
        Map.of("features_from", script().toString(), "epochs", 4, "learning_rate", 0.1),
        1,
        Files.createDirectories(folder.resolve(name)),
        firstStep,
        lastStep);
  }

  @Test
  void featuresAreThoseOfPyTorch() throws Exception {
    // PyTorch's answer to the numbers 0/64, 1/64, … 63/64.
    float[] expected = {
      0.130285f,
      0.14812f,
      -0.288897f,
      -0.066153f,
      -0.270512f,
      0.140958f,
      0.055531f,
      -0.247108f,
      -0.03344f,
      -0.051768f,
      -0.214069f,
      -0.051334f
    };
    float[] input = new float[64];
    for (int i = 0; i < input.length; i++) {
      input[i] = i / 64f;
    }
    try (Backend backend = DjlBackend.open()) {
      UnaryOperator<Tensor> features = backend.scripted(script());
      float[] made =
          backend.scoped(
              () -> features.apply(backend.view(HostBuffer.of(input), 1, 1, 8, 8)).toArray());
      assertArrayEquals(expected, made, 1e-5f);
    }
  }

  @Test
  void linearModelLearnsFromFrozenFeatures() throws Exception {
    MemoryTrial trial = trial("features", 0, 9);

    new LinearProvider().trainer().train(trial);

    assertEquals(12 * 10 + 10.0, trial.curve("parameters").get(0));
    // Chance is 0.1; twelve random features do not tell all digits apart.
    assertTrue(trial.curve("val_accuracy").get(3) > 0.4, trial.curve("val_accuracy").toString());
    assertTrue(new LinearProvider().trainer().test(trial).get("test_accuracy") > 0.4);
  }

  @Test
  void pausedTrialGoesOnAsIfItHadNeverStopped() throws Exception {
    MemoryTrial whole = trial("whole", 0, 9);
    MemoryTrial second = trial("parted", 2, 9);

    new MlpProvider().trainer().train(whole);
    new MlpProvider().trainer().train(trial("parted", 0, 2));
    new MlpProvider().trainer().train(second);

    assertEquals(whole.reports().subList(2, 4), second.reports());
  }

  @Test
  void featuresCannotBeSavedWithTheNetworkThatUsesThem() throws Exception {
    MemoryTrial trial = trial("features", 0, 1);
    new LinearProvider().trainer().train(trial);
    Assignment assignment = trial.assignment();

    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new LinearProvider().save(assignment, trial.directory(), folder.resolve("model")));

    assertTrue(refusal.getMessage().endsWith("which a model file cannot hold."));
  }

  @Test
  void missingFilesAndTwoFilesAreErrorsOfTheSweep() throws Exception {
    Path missing = folder.resolve("missing.pt");
    assertEquals(
        List.of(
            new Problem(
                "features_from",
                "there is no file " + missing + ". torch.jit.trace(…).save(…) makes one.")),
        check(CategoricalParameter.of("features_from", missing.toString())));
    assertEquals(
        List.of(
            new Problem(
                "features_from",
                "cannot go with start_from: one of the two comes first. Leave one of them out.")),
        check(
            CategoricalParameter.of("features_from", script().toString()),
            CategoricalParameter.of("start_from", "other.model")));
  }

  @Test
  void brokenFileFailsTheTrialWithItsName() throws Exception {
    Path broken = Files.writeString(folder.resolve("broken.pt"), "no network");
    MemoryTrial trial =
        new MemoryTrial(Map.of("features_from", broken.toString()), 1, folder.resolve("broken"));

    IllegalArgumentException failure =
        assertThrows(
            IllegalArgumentException.class, () -> new MlpProvider().trainer().train(trial));

    assertTrue(
        failure.getMessage().startsWith(broken + " cannot be read as a TorchScript file: "),
        failure.getMessage());
  }

  private static List<Problem> check(CategoricalParameter... parameters) {
    return new MlpProvider().check(new SearchSpace(List.of(parameters)));
  }
}
