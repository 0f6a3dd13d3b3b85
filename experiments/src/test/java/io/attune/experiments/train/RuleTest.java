package io.attune.experiments.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.attune.run.TrainerProvider;
import io.attune.run.TrainerProvider.Problem;
import io.attune.space.CategoricalParameter;
import io.attune.space.Condition;
import io.attune.space.FloatParameter;
import io.attune.space.IntParameter;
import io.attune.space.Parameter;
import io.attune.space.SearchSpace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings that contradict each other, or that no trial would use, are found before training. */
class RuleTest {
  private static final TrainerProvider MLP = new MlpProvider();
  private static final Parameter MOMENTUM = FloatParameter.uniform("momentum", 0.5, 0.99);

  @TempDir Path folder;

  @Test
  void momentumIsOfNoUseToAdagrad() {
    assertProblem(
        "momentum",
        "is used only when optimizer is momentum or nesterov, but here optimizer is adagrad."
            + " Leave it out.",
        value("optimizer", "adagrad"),
        MOMENTUM);
  }

  @Test
  void momentumIsOfNoUseWhereTheDefaultRuleHasNone() {
    assertProblem(
        "momentum",
        "is used only when optimizer is momentum or nesterov, but here optimizer is sgd."
            + " Leave it out.",
        MOMENTUM);
  }

  @Test
  void momentumThatSomeTrialsUseIsFine() {
    assertFine(CategoricalParameter.of("optimizer", "adagrad", "nesterov"), MOMENTUM);
  }

  @Test
  void momentumUnderItsConditionIsFine() {
    assertFine(
        CategoricalParameter.of("optimizer", "adagrad", "nesterov"),
        MOMENTUM.when(Condition.when("optimizer", "nesterov")));
  }

  @Test
  void momentumUnderAnotherRulesConditionIsOfNoUse() {
    assertProblem(
        "momentum",
        "is used only when optimizer is momentum or nesterov, but here optimizer is adagrad or"
            + " adam. Leave it out.",
        CategoricalParameter.of("optimizer", "adagrad", "nesterov", "adam"),
        MOMENTUM.when(Condition.when("optimizer", "adagrad", "adam")));
  }

  @Test
  void conditionsOfConditionsCount() {
    Parameter schedule =
        CategoricalParameter.of("schedule", "step", "cosine")
            .when(Condition.when("optimizer", "sgd"));
    Parameter every =
        IntParameter.uniform("step_every", 1, 5).when(Condition.when("schedule", "step"));

    assertFine(CategoricalParameter.of("optimizer", "sgd", "adam"), schedule, every);
    assertProblem(
        "step_every",
        "is used only when schedule is step, but here schedule is constant. Leave it out.",
        CategoricalParameter.of("optimizer", "sgd", "adam"),
        schedule,
        IntParameter.uniform("step_every", 1, 5).when(Condition.when("optimizer", "adam")));
  }

  @Test
  void smoothingIsOfNoUseToSupportVectorMachines() {
    assertProblem(
        "label_smoothing",
        "is used only when loss is softmax, but here loss is svm or squared_svm. Leave it out.",
        CategoricalParameter.of("loss", "svm", "squared_svm"),
        FloatParameter.uniform("label_smoothing", 0, 0.2));
  }

  @Test
  void squaredErrorIsNotForClasses() {
    assertProblem(
        "loss",
        "can be mse, which is for numbers to predict, but digits has classes. Leave it out.",
        CategoricalParameter.of("loss", "softmax", "mse"));
  }

  @Test
  void classesAreNotToBeFoundInNumbers() {
    assertProblem(
        "loss",
        "can be softmax, which is for classes to predict, but polynomial has numbers."
            + " Leave it out.",
        value("loss", "softmax"),
        CategoricalParameter.of("data", "moons", "polynomial"));
    assertProblem(
        "label_smoothing",
        "is used only when loss is softmax, but here loss is left out. Leave it out.",
        value("label_smoothing", 0.1),
        value("data", "polynomial"));
    assertProblem(
        "patience_metric",
        "can be val_accuracy, but polynomial has no classes. Set it to val_loss.",
        value("patience_metric", "val_accuracy"),
        value("patience", 3),
        value("data", "polynomial"));
  }

  @Test
  void lossOfTheUsualKindNeedsNoMention() {
    assertFine(CategoricalParameter.of("data", "moons", "polynomial"));
    assertFine(value("data", "polynomial"), value("loss", "mse"));
  }

  @Test
  void patienceOfAPlateauIsOfNoUseToOneCycle() {
    assertProblem(
        "plateau_patience",
        "is used only when schedule is plateau, but here schedule is one_cycle. Leave it out.",
        value("schedule", "one_cycle"),
        value("plateau_patience", 3));
  }

  @Test
  void oneCycleWarmsUpByItself() {
    assertProblem(
        "warmup",
        "cannot go with schedule one_cycle, which warms up by itself. Leave it out.",
        CategoricalParameter.of("schedule", "cosine", "one_cycle"),
        value("warmup", 2));
  }

  @Test
  void warmUpForOtherSchedulesOnlyIsFine() {
    assertFine(
        CategoricalParameter.of("schedule", "cosine", "one_cycle"),
        value("warmup", 2).when(Condition.when("schedule", "cosine")));
  }

  @Test
  void warmUpLongerThanTheShortestRunIsRefused() {
    assertProblem(
        "warmup",
        "can be 5.0 epochs, but a run can have only 4. Warm up for less.",
        IntParameter.uniform("epochs", 4, 40),
        FloatParameter.uniform("warmup", 0, 5));
  }

  @Test
  void unitOfTimeIsOfNoUseToACosine() {
    assertProblem(
        "schedule_unit",
        "is used only when schedule is step, exponential or inverse, or there is a warmup, but"
            + " here schedule is cosine. Leave it out.",
        value("schedule", "cosine"),
        value("schedule_unit", "minibatches"));
    assertFine(
        value("schedule", "cosine"), value("schedule_unit", "minibatches"), value("warmup", 100));
  }

  @Test
  void batchSizeIsOfNoUseToFullBatches() {
    assertProblem(
        "batch_size",
        "is used only when full_batch is false, but here full_batch is true. Leave it out.",
        value("full_batch", true),
        value("batch_size", 16));
  }

  @Test
  void batchesOfOneCannotBeNormalized() {
    assertProblem(
        "batch_norm",
        "batch_norm needs batches of 2 or more, but batch_size can be 1. Use larger ones.",
        CategoricalParameter.of("batch_norm", true, false),
        CategoricalParameter.of("batch_size", 1, 32));
    assertFine(
        CategoricalParameter.of("batch_norm", true, false),
        CategoricalParameter.of("batch_size", 1, 32).when(Condition.when("batch_norm", false)));
  }

  @Test
  void complaintIsAboutWhatTheSweepFileSays() {
    assertEquals(
        List.of(
            new Problem(
                "batch_size",
                "batch_norm needs batches of 2 or more, but batch_size can be 1. Use larger ones.")),
        new ResNetProvider().check(SearchSpace.of(value("batch_size", 1))));
  }

  @Test
  void truthValueInQuotesIsExplained() {
    assertProblem(
        "full_batch",
        "can be true, but takes true or false. Write it without quotes.",
        value("full_batch", "true"));
  }

  @Test
  void patienceMustBeGivenToBeMeasured() {
    assertProblem(
        "patience_metric",
        "is used only when patience is given, but here patience is left out. Leave it out.",
        value("patience_metric", "val_accuracy"));
  }

  @Test
  void layersThatThereAreNotHaveNoUnits() {
    assertProblem(
        "units_3",
        "is used only when layers is 3 or more, but here layers is 1 or 2. Leave it out.",
        IntParameter.uniform("layers", 1, 2),
        IntParameter.uniform("units_3", 8, 16));
    assertFine(IntParameter.uniform("layers", 1, 3), IntParameter.uniform("units_3", 8, 16));
  }

  @Test
  void numbersOfLayersHaveTheRangeOfTheirSetting() {
    assertProblem(
        "dropout_2",
        "can be 1.0, but takes numbers from 0 to below 1.",
        value("layers", 2),
        value("dropout_2", 1.0));
    SearchSpace space = SearchSpace.of(IntParameter.uniform("units_0", 8, 16));
    assertEquals(1, MLP.check(space).size());
  }

  @Test
  void imagesCannotBeHalvedAway() {
    assertEquals(
        List.of(
            new Problem(
                "blocks", "can be 4, but images of digits can be halved only 3 times. Use fewer.")),
        new CnnProvider().check(SearchSpace.of(IntParameter.uniform("blocks", 1, 4))));
  }

  @Test
  void depthOfResidualNetworksGoesInSixes() {
    assertEquals(
        List.of(
            new Problem(
                "depth", "can be 18, but takes 8, 14, 20 and so on in steps of 6 up to 110.")),
        new ResNetProvider().check(SearchSpace.of(value("depth", 18))));
  }

  @Test
  void linearModelsHaveNothingHidden() {
    SearchSpace space = SearchSpace.of(value("dropout", 0.5));

    String message = new LinearProvider().check(space).get(0).message();

    assertEquals("is no setting of linear.", message.substring(0, 24));
  }

  @Test
  void contradictionInCodeIsRefusedByTheTrial() {
    MemoryTrial trial =
        new MemoryTrial(Map.of("warmup", 20, "epochs", 20, "train_size", 64), 1, folder);

    assertEquals(
        "warmup: can be 20.0 epochs, but a run can have only 20. Warm up for less.",
        assertThrows(IllegalArgumentException.class, () -> MLP.trainer().train(trial))
            .getMessage());
  }

  @Test
  void warmUpInMinibatchesIsCheckedAgainstTheRun() {
    Map<String, Object> values =
        Map.of("warmup", 6, "schedule_unit", "minibatches", "epochs", 3, "train_size", 64);
    MemoryTrial trial = new MemoryTrial(values, 1, folder);

    assertEquals(
        "warmup: takes 6 updates, but the run has only 6. Warm up for less.",
        assertThrows(IllegalArgumentException.class, () -> MLP.trainer().train(trial))
            .getMessage());
  }

  private static Parameter value(String name, Object value) {
    return CategoricalParameter.constant(name, value);
  }

  private static void assertProblem(String name, String message, Parameter... parameters) {
    List<Problem> found = MLP.check(SearchSpace.of(parameters));
    assertEquals(
        List.of(name + ": " + message),
        found.stream().map(problem -> problem.parameter() + ": " + problem.message()).toList());
  }

  private static void assertFine(Parameter... parameters) {
    assertEquals(List.of(), MLP.check(SearchSpace.of(parameters)));
  }
}
