package io.attune.experiments.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.attune.experiments.data.IdxFiles;
import io.attune.run.TrainerProvider;
import io.attune.run.TrainerProvider.Problem;
import io.attune.space.CategoricalParameter;
import io.attune.space.Condition;
import io.attune.space.IntParameter;
import io.attune.space.Parameter;
import io.attune.space.SearchSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people read when settings of data contradict each other. */
class DataCheckTest {
  private static final TrainerProvider MLP = new MlpProvider();
  private static final TrainerProvider CNN = new CnnProvider();

  @TempDir Path folder;

  @Test
  void principalComponentsAreNoImages() {
    assertProblems(
        CNN,
        List.of(
            new Problem(
                "preprocessing",
                "can be pca, which makes rows of images, but this network needs images. Use zca or"
                    + " mlp.")),
        CategoricalParameter.of("preprocessing", "none", "pca"));
  }

  @Test
  void zcaKeepsImagesForConvolutions() {
    assertProblems(CNN, List.of(), CategoricalParameter.of("preprocessing", "none", "zca"));
  }

  @Test
  void rowsOfFeaturesAreNoImages() {
    assertProblems(
        CNN,
        List.of(
            new Problem(
                "data",
                "can be moons, whose examples are rows of 2 features, but this network needs"
                    + " images. Use mlp.")),
        CategoricalParameter.constant("data", "moons"));
  }

  @Test
  void cropLargerThanTheImageIsRefused() {
    assertProblems(
        MLP,
        List.of(
            new Problem(
                "augmentation",
                "crop_size is 9, but images have 8 × 8 pixels. Set it to 8 or less; crop_padding"
                    + " adds a margin.")),
        CategoricalParameter.constant("augmentation", "crop"),
        IntParameter.uniform("crop_size", 6, 9));
  }

  @Test
  void imagesOfFilesAreMeasuredToo() throws IOException {
    IdxFiles.write(folder, 40, 20);

    assertProblems(
        MLP,
        List.of(
            new Problem(
                "augmentation",
                "crop_size is 13, but images have 12 × 12 pixels. Set it to 12 or less;"
                    + " crop_padding adds a margin.")),
        CategoricalParameter.constant("data", "mnist"),
        CategoricalParameter.constant("data_dir", folder.toString()),
        CategoricalParameter.constant("augmentation", "crop"),
        CategoricalParameter.constant("crop_size", 13));
  }

  @Test
  void filesThatAreNoImagesAreFoundBeforeTraining() throws IOException {
    IdxFiles.write(folder, 40, 20);
    Files.delete(folder.resolve("train-images-idx3-ubyte.gz"));
    Path file = Files.write(folder.resolve("train-images-idx3-ubyte"), new byte[] {0, 0, 8});

    assertProblems(
        MLP,
        List.of(new Problem("data", file + ": ends inside its header. Get it again.")),
        CategoricalParameter.constant("data", "mnist"),
        CategoricalParameter.constant("data_dir", folder.toString()));
  }

  @Test
  void settingThatNoTrialUsesIsRefused() {
    assertProblems(
        MLP,
        List.of(
            new Problem(
                "noise",
                "is used only when data is spiral, circles, moons, xor or polynomial, but here data"
                    + " is digits. Leave it out."),
            new Problem(
                "crop_padding",
                "is used only when augmentation is crop or crop_flip, but here augmentation is"
                    + " flip. Leave it out.")),
        CategoricalParameter.constant("noise", 0.2),
        CategoricalParameter.constant("crop_padding", 2),
        CategoricalParameter.constant("augmentation", "flip"));
  }

  @Test
  void settingThatSomeTrialsUseIsFine() {
    assertProblems(
        MLP,
        List.of(),
        CategoricalParameter.constant("crop_padding", 2),
        CategoricalParameter.of("augmentation", "none", "crop"));
  }

  @Test
  void conditionsKeepContradictionsApart() {
    CategoricalParameter preprocessing = CategoricalParameter.of("preprocessing", "none", "pca");
    CategoricalParameter augmentation = CategoricalParameter.of("augmentation", "none", "flip");

    assertProblems(
        MLP,
        List.of(
            new Problem(
                "augmentation",
                "can be flip, but only images can be changed so, not rows of features. Set it to"
                    + " none.")),
        preprocessing,
        augmentation);
    assertProblems(
        MLP, List.of(), preprocessing, augmentation.when(Condition.when("preprocessing", "none")));
  }

  @Test
  void moreComponentsThanPixelsAreRefused() {
    assertProblems(
        MLP,
        List.of(
            new Problem(
                "preprocessing",
                "components is 65, but there are only 64 numbers per example. Keep that many or"
                    + " fewer.")),
        CategoricalParameter.constant("preprocessing", "pca"),
        IntParameter.uniform("components", 2, 65));
  }

  @Test
  void classThatDoesNotExistIsFoundBeforeTraining() {
    assertProblems(
        MLP,
        List.of(
            new Problem(
                "classes", "there is no class 10; there are 0, 1, 2, 3, 4, 5, 6, 7, 8, 9.")),
        CategoricalParameter.of("classes", "0-4", "3,10"));
    assertProblems(
        MLP,
        List.of(
            new Problem("classes", "is 0-4, but this data has numbers to predict. Leave it out.")),
        CategoricalParameter.constant("data", "polynomial"),
        CategoricalParameter.constant("classes", "0-4"));
  }

  @Test
  void missingValueOfATableIsFoundBeforeTraining() throws IOException {
    Path file = Files.writeString(folder.resolve("table.csv"), "a,b\n1,2\n,3\n");

    assertProblems(
        MLP,
        List.of(
            new Problem(
                "data",
                file + ":3: a: the value is missing (empty). Fill it in or remove the line.")),
        CategoricalParameter.constant("data", "csv"),
        CategoricalParameter.constant("data_file", file.toString()),
        CategoricalParameter.constant("target", "b"));
  }

  @Test
  void sizesAreComparedWithTheDataThatIsThere() throws IOException {
    assertProblems(
        MLP,
        List.of(
            new Problem(
                "train_size",
                "can be 2000, but digits has 1257 such examples. Leave it out to use them all.")),
        IntParameter.uniform("train_size", 100, 2000));
    assertProblems(
        MLP,
        List.of(
            new Problem(
                "validation_size",
                "can be 271, but digits has 270 such examples. Leave it out to use them all.")),
        CategoricalParameter.of("validation_size", 270, 271));
    IdxFiles.write(folder, 220, 60);
    assertProblems(
        CNN,
        List.of(
            new Problem(
                "train_size",
                "can be 199, but mnist has 198 such examples. Leave it out to use them all.")),
        CategoricalParameter.constant("data", "mnist"),
        CategoricalParameter.constant("data_dir", folder.toString()),
        CategoricalParameter.of("train_size", 198, 199));
  }

  @Test
  void sizesCountForTheirOwnDataAndClassesOnly() {
    Parameter data = CategoricalParameter.of("data", "digits", "moons");
    Parameter size =
        CategoricalParameter.constant("train_size", 1000).when(Condition.when("data", "digits"));
    assertProblems(MLP, List.of(), data, size);
    assertProblems(
        MLP,
        List.of(
            new Problem(
                "train_size",
                "can be 1000, but moons has 420 such examples. Leave it out to use them all.")),
        data,
        CategoricalParameter.constant("train_size", 1000));
    assertProblems(
        MLP,
        List.of(
            new Problem(
                "train_size",
                "can be 1000, but digits has 252 such examples. Leave it out to use them all.")),
        CategoricalParameter.constant("classes", "0-1"),
        CategoricalParameter.constant("train_size", 1000));
  }

  private static void assertProblems(
      TrainerProvider trainer, List<Problem> expected, Parameter... parameters) {
    assertEquals(
        expected,
        trainer.check(SearchSpace.of(parameters)).stream()
            .map(problem -> new Problem(problem.parameter(), problem.message()))
            .toList());
  }
}
