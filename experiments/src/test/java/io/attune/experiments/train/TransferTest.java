package io.attune.experiments.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.run.Trainer;
import io.attune.run.TrainerProvider.Problem;
import io.attune.space.Assignment;
import io.attune.space.CategoricalParameter;
import io.attune.space.Parameter;
import io.attune.space.SearchSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks that start from a trained one. */
class TransferTest {
  private static final NetworkProvider MLP = new MlpProvider();

  @TempDir Path folder;

  private Path model = Path.of("");

  /** Learns the digits 0 to 4 with two hidden layers, normalized. */
  @BeforeEach
  void saveAModel() throws Exception {
    model = folder.resolve("digits.model");
    Map<String, Object> values = new LinkedHashMap<>(shape());
    values.put("classes", "0-4");
    values.put("epochs", 5);
    values.put("optimizer", "adam");
    Path trained = Files.createDirectory(folder.resolve("pretrained"));
    MLP.trainer().train(new MemoryTrial(values, 1, trained));
    MLP.save(new Assignment(values), trained, model);
  }

  private static Map<String, Object> shape() {
    return Map.of("layers", 2, "units", 24, "units_2", 16, "batch_norm", true);
  }

  private MemoryTrial trial(String name, Map<String, Object> more) throws Exception {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("classes", "5-9");
    values.put("start_from", model.toString());
    values.put("epochs", 3);
    values.put("learning_rate", 0.1);
    values.putAll(more);
    return new MemoryTrial(values, 2, Files.createDirectory(folder.resolve(name)));
  }

  private List<float[]> trained(String name) throws IOException {
    return new TrialFiles(folder.resolve(name)).best().tensors();
  }

  private MemoryTrial train(String name, Map<String, Object> more) throws Exception {
    MemoryTrial trial = trial(name, more);
    MLP.trainer().train(trial);
    return trial;
  }

  @Test
  void fileHoldsWhatIsNeededToBuildTheNetworkAgain() throws Exception {
    ModelFile file = ModelFile.read(model);

    assertEquals("mlp", file.trainer());
    assertEquals(
        Map.of(
            "activation", "relu", "batch_norm", true, "layers", 2L, "units", 24L, "units_2", 16L),
        file.shaping().values());
    assertEquals("1 × 8 × 8", file.form().shape().toString());
    assertEquals(5, file.form().outputs());
    assertEquals(3, file.depth());
    // Weights, factors and shifts of two layers, weights and biases of the head; means, variances.
    assertEquals(8, file.variables());
    assertEquals(12, file.tensors().size());
  }

  @Test
  void savedNetworkWithItsOldHeadKnowsWhatItLearned() throws Exception {
    Map<String, Object> old =
        Map.of("classes", "0-4", "new_head", false, "learning_rate", 1e-9, "epochs", 1);

    double accuracy = train("same", old).curve("val_accuracy").get(0);

    assertTrue(accuracy > 0.95, "only " + accuracy);
  }

  @Test
  void frozenLayersKeepTheirWeightsAndStatisticsAndOnlyTheHeadLearns() throws Exception {
    List<float[]> before = ModelFile.read(model).tensors();

    MemoryTrial trial = train("frozen", Map.of("freeze", 2, "l2", 0.1, "weight_decay", 0.1));

    // The head's weight and bias learn, the rest is kept with the statistics, layers in order.
    List<float[]> after = trained("frozen");
    assertEquals(16 * 5 + 5.0, trial.curve("parameters").get(0));
    List<float[]> kept = new ArrayList<>(before.subList(0, 6));
    kept.addAll(before.subList(8, 12));
    assertEquals(12, after.size());
    for (int i = 0; i < kept.size(); i++) {
      assertArrayEquals(kept.get(i), after.get(2 + i));
    }
    assertFalse(Arrays.equals(before.get(6), after.get(0)));
  }

  @Test
  void frozenFirstLayerLeavesTheSecondToLearn() throws Exception {
    List<float[]> before = ModelFile.read(model).tensors();

    train("half", Map.of("freeze", 1));

    List<float[]> after = trained("half");
    assertFalse(Arrays.equals(before.get(3), after.get(0)));
    // After five variables that learn and two statistics of the second layer … the frozen layer.
    assertTrue(after.stream().anyMatch(numbers -> Arrays.equals(numbers, before.get(0))));
    assertTrue(after.stream().anyMatch(numbers -> Arrays.equals(numbers, before.get(8))));
    assertFalse(after.stream().anyMatch(numbers -> Arrays.equals(numbers, before.get(3))));
  }

  /** One update of plain descent moves a weight by the rate times the gradient. */
  @Test
  void restLearnsAtATenthOfTheRateOfTheNewHead() throws Exception {
    List<float[]> before = ModelFile.read(model).tensors();
    Map<String, Object> once = Map.of("epochs", 1, "full_batch", true, "learning_rate", 1e-2);
    Map<String, Object> tenfold = new LinkedHashMap<>(once);
    tenfold.put("transfer_rate", 1.0);

    train("slow", once);
    train("fast", tenfold);

    List<float[]> slow = trained("slow");
    List<float[]> fast = trained("fast");
    assertArrayEquals(slow.get(6), fast.get(6), "the head's rate does not depend on it");
    for (int i = 0; i < before.get(0).length; i++) {
      double bySlow = (double) slow.get(0)[i] - before.get(0)[i];
      double byFast = (double) fast.get(0)[i] - before.get(0)[i];
      assertEquals(byFast / 10, bySlow, 1e-7);
    }
    assertFalse(Arrays.equals(before.get(0), fast.get(0)));
  }

  @Test
  void lostTrialThatStartedFromAFileGoesOnAsIfItHadNeverStopped() throws Exception {
    Map<String, Object> values = Map.of("freeze", 1, "averaging", "ema", "ema_decay", 0.9);
    Trainer trainer = MLP.trainer(Duration.ZERO);
    MemoryTrial whole = train("whole", values);
    MemoryTrial parted = trial("parted", values);
    MortalTrial first = new MortalTrial(parted, 2);
    assertThrows(MortalTrial.Death.class, () -> trainer.train(first));

    MemoryTrial second =
        new MemoryTrial(parted.assignment().values(), 2, parted.directory(), 1, Long.MAX_VALUE);
    trainer.train(second);

    assertEquals(whole.reports().subList(1, 3), second.reports());
    assertEquals(trainer.test(whole), trainer.test(second));
  }

  @Test
  void networkThatWasTransferredCanBeSavedAndStartedFromAgain() throws Exception {
    MemoryTrial first = train("first", Map.of("freeze", 1));
    MLP.save(first.assignment(), first.directory(), model);

    Map<String, Object> again =
        Map.of("new_head", false, "learning_rate", 1e-9, "epochs", 1, "freeze", 0);
    MemoryTrial second = train("second", again);

    double before = first.curve("val_accuracy").stream().mapToDouble(a -> a).max().orElseThrow();
    assertEquals(before, second.curve("val_accuracy").get(0), 0.03);
  }

  @Test
  void settingsThatTheFileDecidesMayBeRepeatedButNotContradicted() {
    assertProblems(fixed("units", 24), fixed("activation", "relu"), fixed("dropout", 0.5));
    assertProblems(
        new Problem(
            "units",
            "units can be 32, but the network in "
                + model
                + " has 24. Leave it out; it follows from the file."),
        fixed("units", 32));
  }

  @Test
  void freezingEverythingIsAnError() {
    assertProblems(fixed("freeze", 2));
    assertProblems(
        new Problem(
            "freeze",
            "can be 3, but the network in "
                + model
                + " has 2 layers with weights before its last one. Freeze that many or fewer."),
        fixed("freeze", 3));
  }

  @Test
  void dataOfAnotherShapeIsAnError() {
    assertProblems(
        new Problem(
            "start_from",
            "is "
                + model
                + ", whose network takes examples of 1 × 8 × 8, but this data has 2 features. Use"
                + " data of that shape."),
        fixed("data", "spiral"));
  }

  @Test
  void fileOfAnotherTrainerIsAnError() {
    assertEquals(
        List.of(
            new Problem(
                "start_from",
                "is "
                    + model
                    + ", which holds a network of trainer mlp, but this sweep's is cnn. Use that"
                    + " trainer.")),
        new CnnProvider().check(space(fixed("start_from", model.toString()))));
  }

  @Test
  void missingAndDamagedFilesAreErrors() throws Exception {
    Path missing = folder.resolve("missing");
    Path damaged = Files.writeString(folder.resolve("damaged"), "no model");
    assertEquals(
        List.of(
            new Problem(
                "start_from",
                "there is no file "
                    + missing
                    + ". `attune save-model SWEEP/TRIAL FILE` makes one."),
            new Problem(
                "start_from",
                damaged
                    + " is damaged or no model file. `attune save-model SWEEP/TRIAL FILE` makes"
                    + " one.")),
        MLP.check(
            space(CategoricalParameter.of("start_from", missing.toString(), damaged.toString()))));
  }

  @Test
  void settingsOfTransferWithoutAFileAreErrors() {
    assertEquals(
        List.of(
            new Problem(
                "freeze",
                "is used only when start_from names a file, but here start_from is none.",
                "Leave it out.")),
        MLP.check(space(fixed("freeze", 1))));
  }

  @Test
  void otherClassesNeedANewHead() {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> train("heads", Map.of("classes", "0-9", "new_head", false)));

    assertEquals(
        "start_from: is "
            + model
            + ", whose network has 5 outputs, but this data needs 10. Set new_head to true.",
        refusal.getMessage());
  }

  @Test
  void trialWithoutWeightsCannotBeSaved() throws Exception {
    Path empty = Files.createDirectory(folder.resolve("empty"));

    IOException refusal =
        assertThrows(IOException.class, () -> MLP.save(new Assignment(Map.of()), empty, model));

    assertTrue(refusal.getMessage().contains("there are no weights"), refusal.getMessage());
  }

  @Test
  void residualNetworksCanBeFrozenBlockByBlock() throws Exception {
    NetworkProvider resnet = new ResNetProvider();
    Map<String, Object> values = Map.of("width", 2, "epochs", 1, "train_size", 100);
    Path trained = Files.createDirectory(folder.resolve("resnet"));
    resnet.trainer().train(new MemoryTrial(values, 1, trained));
    resnet.save(new Assignment(values), trained, model);
    assertEquals(5, ModelFile.read(model).depth());

    Map<String, Object> more =
        Map.of("epochs", 1, "train_size", 100, "start_from", model.toString(), "freeze", 4);
    Path tuned = Files.createDirectory(folder.resolve("tuned"));
    MemoryTrial trial = new MemoryTrial(more, 1, tuned);
    resnet.trainer().train(trial);

    assertEquals(8 * 10 + 10.0, trial.curve("parameters").get(0));
  }

  private static Parameter fixed(String name, Object value) {
    return CategoricalParameter.of(name, value);
  }

  private static SearchSpace space(Parameter... parameters) {
    return new SearchSpace(List.of(parameters));
  }

  private void assertProblems(Parameter... parameters) {
    assertEquals(List.of(), check(parameters));
  }

  private void assertProblems(Problem problem, Parameter... parameters) {
    assertEquals(List.of(problem), check(parameters));
  }

  private List<Problem> check(Parameter... parameters) {
    List<Parameter> all = new ArrayList<>(List.of(parameters));
    all.add(fixed("start_from", model.toString()));
    return MLP.check(new SearchSpace(all));
  }
}
