package io.attune.experiments.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.NormalInitializer;
import io.attune.experiments.data.Task;
import io.attune.experiments.djl.DjlBackend;
import io.attune.experiments.nn.Network;
import io.attune.experiments.tensor.HostBuffer;
import io.attune.space.Assignment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks that start from parameters as DJL itself saves them. */
class DjlStartTest {
  private static final Shape DIGIT = new Shape(1, 1, 8, 8);
  private static final Form DIGITS =
      new Form(new io.attune.experiments.data.Shape(1, 8, 8), 10, Task.CLASSIFICATION);
  private static final float[] INPUT = input();

  @TempDir Path folder;

  /** The layers of basicmodelzoo's Mlp. */
  private static Block mlp() {
    return new SequentialBlock()
        .add(Blocks.batchFlattenBlock(64))
        .add(Linear.builder().setUnits(24).build())
        .add(Activation::relu)
        .add(Linear.builder().setUnits(16).build())
        .add(Activation::relu)
        .add(Linear.builder().setUnits(10).build());
  }

  private static Block cnn() {
    return new SequentialBlock()
        .add(
            Conv2d.builder()
                .setKernelShape(new Shape(3, 3))
                .optPadding(new Shape(1, 1))
                .setFilters(4)
                .optBias(false)
                .build())
        .add(BatchNorm.builder().build())
        .add(Activation::relu)
        .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
        .add(Blocks.batchFlattenBlock())
        .add(Linear.builder().setUnits(6).optBias(false).build())
        .add(BatchNorm.builder().build())
        .add(Activation::relu)
        .add(Linear.builder().setUnits(10).build());
  }

  /** Saves a block under a name and returns its answer to one image. */
  private float[] save(Block block, String name) throws IOException {
    try (Model model = Model.newInstance(name);
        NDManager manager = NDManager.newBaseManager()) {
      block.setInitializer(new NormalInitializer(0.3f), Parameter.Type.WEIGHT);
      block.setInitializer(new NormalInitializer(0.3f), Parameter.Type.BIAS);
      block.setInitializer(new NormalInitializer(0.3f), Parameter.Type.RUNNING_MEAN);
      block.initialize(manager, DataType.FLOAT32, DIGIT);
      model.setBlock(block);
      model.setProperty("Epoch", "1");
      model.save(folder, name);
      NDArray input = manager.create(INPUT, DIGIT);
      return block
          .forward(new ParameterStore(manager, false), new NDList(input), false)
          .singletonOrThrow()
          .toFloatArray();
    }
  }

  private Path file(String name) {
    return folder.resolve(name + "-0001.params");
  }

  @Test
  void perceptronAnswersAsItDidInDjl() throws Exception {
    float[] expected = save(mlp(), "mlp");

    Map<String, Object> layers = Map.of("layers", 2, "units", 24, "units_2", 16);

    assertArrayEquals(expected, answer(new MlpProvider(), "mlp", layers), 1e-5f);
  }

  @Test
  void normalizedConvolutionsAnswerAsTheyDidInDjl() throws Exception {
    float[] expected = save(cnn(), "cnn");

    Map<String, Object> layers = Map.of("blocks", 1, "filters", 4, "units", 6, "batch_norm", true);

    assertArrayEquals(expected, answer(new CnnProvider(), "cnn", layers), 1e-4f);
  }

  private float[] answer(NetworkProvider provider, String name, Map<String, Object> layers)
      throws IOException {
    Map<String, Object> values = new LinkedHashMap<>(layers);
    values.put("start_from", file(name).toString());
    values.put("new_head", false);
    Blueprint blueprint = provider.blueprint();
    Settings settings = blueprint.settings(new Assignment(values));
    try (DjlBackend backend = DjlBackend.open()) {
      Network network = blueprint.model(settings, DIGITS, backend, 1).learned();
      return backend.scoped(
          () -> network.forward(backend.view(HostBuffer.of(INPUT), 1, 1, 8, 8)).toArray());
    }
  }

  @Test
  void newHeadTakesOtherClassesAndFrozenLayersStay() throws Exception {
    save(mlp(), "mlp");
    Map<String, Object> values =
        Map.of(
            "start_from",
            file("mlp").toString(),
            "layers",
            2,
            "units",
            24,
            "units_2",
            16,
            "classes",
            "0-4",
            "freeze",
            2,
            "epochs",
            1);
    MemoryTrial trial =
        new MemoryTrial(values, 1, Files.createDirectories(folder.resolve("trial")));

    new MlpProvider().trainer().train(trial);

    assertEquals(16 * 5 + 5.0, trial.curve("parameters").get(0));
    List<float[]> after = new TrialFiles(trial.directory()).best().tensors();
    float[] first = ((DjlStart) Start.read(file("mlp"))).entries().get(0).numbers();
    assertTrue(after.stream().anyMatch(numbers -> Arrays.equals(numbers, first)));
  }

  @Test
  void layersOfAnotherShapeAreNamed() throws Exception {
    save(mlp(), "mlp");

    assertRefused(
        "start_from: the weight of layer 2 in "
            + file("mlp")
            + " is 16 × 24, but this network needs 20 × 24 there. Set units, filters and kernel as"
            + " in the file.",
        Map.of("layers", 2, "units", 24, "units_2", 20));
  }

  @Test
  void moreOrFewerLayersAreCounted() throws Exception {
    save(mlp(), "mlp");

    assertRefused(
        "start_from: "
            + file("mlp")
            + " holds 6 parameters to learn and 0 statistics of batches, but this network has 4 and"
            + " 0. Set layers, blocks and batch_norm as in the file.",
        Map.of("layers", 1, "units", 24));
  }

  @Test
  void freezingEverythingIsRefused() throws Exception {
    save(mlp(), "mlp");

    assertRefused(
        "freeze: is 3, but the network in "
            + file("mlp")
            + " has 2 layers with weights before its last one. Freeze that many or fewer.",
        Map.of("layers", 2, "units", 24, "units_2", 16, "freeze", 3));
  }

  private void assertRefused(String message, Map<String, Object> more) {
    Map<String, Object> values = new LinkedHashMap<>(more);
    values.put("start_from", file("mlp").toString());
    MemoryTrial trial = new MemoryTrial(values, 1, folder.resolve("refused"));
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> new MlpProvider().trainer().train(trial))
            .getMessage());
  }

  @Test
  void fileThatIsCutShortIsDamaged() throws Exception {
    save(mlp(), "mlp");
    byte[] whole = Files.readAllBytes(file("mlp"));
    Files.write(file("mlp"), Arrays.copyOf(whole, whole.length - 10));

    assertEquals(
        file("mlp") + " is cut short or damaged. Save it again.",
        assertThrows(IOException.class, () -> Start.read(file("mlp"))).getMessage());
  }

  private static float[] input() {
    float[] input = new float[64];
    for (int i = 0; i < input.length; i++) {
      input[i] = (i * 7 % 17) / 8f - 1;
    }
    return input;
  }
}
