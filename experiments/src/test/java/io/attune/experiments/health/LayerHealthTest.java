package io.attune.experiments.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.experiments.djl.DjlBackend;
import io.attune.experiments.nn.Activation;
import io.attune.experiments.nn.Clip;
import io.attune.experiments.nn.CounterRandom;
import io.attune.experiments.nn.Initializer;
import io.attune.experiments.nn.Layer;
import io.attune.experiments.nn.LayerFactory;
import io.attune.experiments.nn.Network;
import io.attune.experiments.nn.Optimizer;
import io.attune.experiments.nn.Restraint;
import io.attune.experiments.nn.UpdateRule;
import io.attune.experiments.tensor.Backend;
import io.attune.experiments.tensor.HostBuffer;
import io.attune.experiments.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LayerHealthTest {
  private static final double EXACT = 1e-6;

  private final Backend backend = DjlBackend.open();
  private final LayerFactory make =
      new LayerFactory(
          backend,
          new Initializer.Zeros(),
          0,
          CounterRandom.of(1, CounterRandom.Purpose.WEIGHTS, 0));

  @AfterEach
  void close() {
    backend.close();
  }

  /**
   * For the input (1, 1), h = relu(3, -1) = (3, 0) and the score is 1.5. With a derivative of 3 by
   * the score, those by W2 are (9, 0), and by W1 (1.5, 1.5) in the row of the living unit.
   */
  @Test
  void updateOfATwoLayerNetworkIsWhatAHandComputes() {
    Network network = twoLayers();
    LayerHealth health = new LayerHealth(network, Detail.SUMMARY);

    update(network, health, 3, 0.1);

    Map<String, Double> seen = health.metrics();
    assertEquals(1.5 * Math.sqrt(2), seen.get("layer/1/gradient_norm"), EXACT);
    assertEquals(9, seen.get("layer/2/gradient_norm"), EXACT);
    assertEquals(0.15 * Math.sqrt(2) / Math.sqrt(30), seen.get("layer/1/update_ratio"), EXACT);
    assertEquals(0.9 / Math.sqrt(1.25), seen.get("layer/2/update_ratio"), EXACT);
  }

  @Test
  void answersAreThoseAfterTheActivation() {
    LayerHealth health = new LayerHealth(twoLayers(), Detail.SUMMARY);

    Map<String, Double> seen = look(health, 1, 1);

    assertEquals(1.5, seen.get("layer/1/activation_mean"), EXACT);
    assertEquals(1.5, seen.get("layer/1/activation_std"), EXACT);
    assertEquals(0.5, seen.get("layer/1/dead"), EXACT);
    assertEquals(1.5, seen.get("layer/2/activation_mean"), EXACT);
    assertEquals(0, seen.get("layer/2/activation_std"), EXACT);
    assertFalse(seen.containsKey("layer/2/dead"));
    assertFalse(seen.containsKey("layer/1/saturated"));
  }

  @Test
  void unitThatLivesForOneExampleIsNotDead() {
    LayerHealth health = new LayerHealth(twoLayers(), Detail.SUMMARY);

    // (1, 0) wakes the second unit: 3 · 1 - 4 · 0.
    assertEquals(0, look(health, 1, 1, 1, 0).get("layer/1/dead"), EXACT);
  }

  @Test
  void layerPushedFarDownIsDeadAltogether() {
    Network network = new Network(List.of(make.flattening(), make.dense(2, 4), Activation.RELU));
    network.tensors().get(1).assign(new float[] {-9, -9, -9, -9});

    assertEquals(1, look(new LayerHealth(network, Detail.SUMMARY), 1, 1).get("layer/1/dead"));
  }

  @Test
  void hugeWeightsSaturateTanh() {
    Network network = new Network(List.of(make.flattening(), make.dense(2, 2), Activation.TANH));
    network.tensors().get(0).assign(new float[] {100, 0, 0, 0.1f});
    Map<String, Double> seen = look(new LayerHealth(network, Detail.SUMMARY), 1, 1);

    assertEquals(0.5, seen.get("layer/1/saturated"), EXACT);
    assertEquals((1 + Math.tanh(0.1)) / 2, seen.get("layer/1/activation_mean"), EXACT);
  }

  @Test
  void sigmoidIsFlatWhereItsSlopeIsThatOfFlatTanh() {
    float[] answers = {0.014f, 0.016f, 0.5f, 0.986f};

    Activity seen = Activity.of(answers, new long[] {2, 2}, Activation.SIGMOID);

    assertEquals(0.5, seen.saturated().orElseThrow());
  }

  @Test
  void channelsOfImagesAreUnits() {
    // Two examples of two channels of two pixels; the second channel lives in one pixel.
    float[] answers = {0, 0, 0, 0, 0, 0, 0, 1};

    Activity seen = Activity.of(answers, new long[] {2, 2, 1, 2}, Activation.RELU);

    assertEquals(0.5, seen.dead().orElseThrow());
  }

  @Test
  void everyLayerOfAResidualBlockIsSeenOnce() {
    List<Layer> body = List.of(make.dense(2, 2), Activation.RELU, make.dense(2, 2));
    Network network =
        new Network(
            List.of(
                make.flattening(),
                make.residual(body, List.of(make.denseWithoutBias(2, 2))),
                Activation.RELU,
                make.dense(2, 1)));

    Map<String, Double> seen = look(new LayerHealth(network, Detail.SUMMARY), 1, 1);

    assertTrue(seen.containsKey("layer/4/activation_mean"));
    assertFalse(seen.containsKey("layer/5/activation_mean"));
    assertFalse(seen.containsKey("layer/2/dead"));
    assertTrue(seen.containsKey("layer/3/dead"));
  }

  @Test
  void histogramHasTheLargestNumberInItsLastPart() {
    Histogram seen = Histogram.of(new float[] {0, 0.1f, 4, Float.NaN, Float.POSITIVE_INFINITY});

    assertEquals(0, seen.low());
    assertEquals(4, seen.high());
    assertEquals(1, seen.counts()[0]);
    assertEquals(1, seen.counts()[1]);
    assertEquals(1, seen.counts()[Histogram.BINS - 1]);
    assertEquals(1, seen.most());
  }

  @Test
  void equalNumbersShareOnePartAndNothingHasNone() {
    assertEquals(3, Histogram.of(new float[] {2, 2, 2}).counts()[0]);
    assertEquals(0, Histogram.of(new float[] {Float.NaN}).counts().length);
  }

  private Network twoLayers() {
    Network network =
        new Network(
            List.of(make.flattening(), make.dense(2, 2), Activation.RELU, make.dense(2, 1)));
    network.tensors().get(0).assign(new float[] {1, 2, 3, -4});
    network.tensors().get(2).assign(new float[] {0.5f, 1});
    return network;
  }

  private Map<String, Double> look(LayerHealth health, float... numbers) {
    HostBuffer buffer = HostBuffer.of(numbers);
    backend.scoped(() -> health.look(backend.view(buffer, numbers.length / 2, 2, 1, 1)));
    return health.metrics();
  }

  private void update(Network network, LayerHealth health, float derivative, double rate) {
    Optimizer optimizer =
        new Optimizer(
            backend, network.variables(), new UpdateRule.Sgd(), Restraint.NONE, Clip.NONE);
    HostBuffer input = HostBuffer.of(new float[] {1, 1});
    HostBuffer gradient = HostBuffer.of(new float[] {derivative});
    backend.scoped(
        () -> {
          Tensor example = backend.view(input, 1, 2, 1, 1);
          Tensor score = backend.record(() -> network.forward(example));
          backend.backward(score, backend.view(gradient, 1, 1));
          health.beforeUpdate();
          optimizer.update(rate, 0);
          health.afterUpdate();
          return 0;
        });
  }
}
