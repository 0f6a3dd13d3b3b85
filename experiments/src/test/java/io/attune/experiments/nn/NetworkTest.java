package io.attune.experiments.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.attune.experiments.djl.DjlBackend;
import io.attune.experiments.tensor.Backend;
import io.attune.experiments.tensor.HostBuffer;
import io.attune.experiments.tensor.Tensor;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkTest {
  private static final int EXAMPLES = 5;

  /** Forward and backward pass, loss, L2 and update at once, through every kind of layer. */
  @Test
  void oneUpdateOfASmallNetworkGivesPyTorchsWeights() throws IOException {
    PyTorchNumbers numbers = PyTorchNumbers.read();
    try (Backend backend = DjlBackend.open()) {
      LayerFactory factory = factory(backend);
      Network network =
          new Network(
              List.of(
                  factory.convolution(1, 2, 3),
                  Activation.RELU,
                  factory.halving(),
                  factory.flattening(),
                  factory.dense(8, 3)));
      for (int i = 0; i < network.tensors().size(); i++) {
        network.tensors().get(i).assign(numbers.floats("network/before/" + i));
      }
      Optimizer optimizer =
          new Optimizer(
              backend,
              network.variables(),
              new UpdateRule.Sgd(),
              numbers.at("weight_decay").doubleValue());

      numbers.assertSame("network/scores", learn(backend, network, optimizer, numbers));

      for (int i = 0; i < network.tensors().size(); i++) {
        numbers.assertSame("network/after/" + i, network.tensors().get(i).toArray());
      }
    }
  }

  @Test
  void dropoutLeavesOutItsShareAndKeepsTheMean() {
    try (Backend backend = DjlBackend.open()) {
      Layer dropout = factory(backend).dropout(0.25);
      HostBuffer ones = ones(40_000);

      float[] outputs =
          backend.scoped(() -> dropout.train(backend.view(ones, 200, 200), random()).toArray());

      long left = Arrays.stream(asDoubles(outputs)).filter(x -> x == 0).count();
      assertEquals(10_000, left, 400);
      assertEquals(1, Arrays.stream(asDoubles(outputs)).average().orElseThrow(), 0.02);
    }
  }

  @Test
  void dropoutChangesNothingWhenEvaluating() {
    try (Backend backend = DjlBackend.open()) {
      Layer dropout = factory(backend).dropout(0.25);
      HostBuffer ones = ones(4);

      float[] outputs = backend.scoped(() -> dropout.forward(backend.view(ones, 2, 2)).toArray());

      assertArrayEquals(new float[] {1, 1, 1, 1}, outputs);
    }
  }

  @Test
  void activationsBendAsNamed() {
    try (Backend backend = DjlBackend.open()) {
      HostBuffer inputs = HostBuffer.of(new float[] {-1, 2});
      float[][] outputs = new float[4][];
      for (Activation activation : Activation.values()) {
        outputs[activation.ordinal()] =
            backend.scoped(() -> activation.forward(backend.view(inputs, 2)).toArray());
      }
      assertArrayEquals(new float[] {0, 2}, outputs[Activation.RELU.ordinal()]);
      assertArrayEquals(new float[] {-0.6321206f, 2}, outputs[Activation.ELU.ordinal()], 1e-6f);
      assertArrayEquals(
          new float[] {-0.1586553f, 1.9544997f}, outputs[Activation.GELU.ordinal()], 1e-6f);
      assertArrayEquals(
          new float[] {-0.7615942f, 0.9640276f}, outputs[Activation.TANH.ordinal()], 1e-6f);
    }
  }

  @Test
  void freshWeightsDifferBetweenSeeds() {
    try (Backend backend = DjlBackend.open()) {
      float[] one = weights(backend, 1);
      assertArrayEquals(one, weights(backend, 1));
      assertNotEquals(Arrays.toString(one), Arrays.toString(weights(backend, 2)));
    }
  }

  private static float[] weights(Backend backend, long seed) {
    CounterRandom random = CounterRandom.of(seed, CounterRandom.Purpose.WEIGHTS, 0);
    Layer dense = new LayerFactory(backend, Initializer.HE, random).dense(4, 4);
    return dense.variables().get(0).value().toArray();
  }

  private static float[] learn(
      Backend backend, Network network, Optimizer optimizer, PyTorchNumbers numbers) {
    HostBuffer images = HostBuffer.of(numbers.floats("network/images"));
    return backend.scoped(
        () -> {
          Tensor input = backend.view(images, EXAMPLES, 1, 4, 4);
          Tensor scores = backend.record(() -> network.train(input, random()));
          CrossEntropy loss = CrossEntropy.of(scores.toArray(), numbers.integers("network/labels"));
          HostBuffer gradient = HostBuffer.of(loss.gradient());
          backend.backward(scores, backend.view(gradient, EXAMPLES, 3));
          optimizer.update(numbers.at("rate").doubleValue());
          return scores.toArray();
        });
  }

  private static LayerFactory factory(Backend backend) {
    return new LayerFactory(backend, Initializer.HE, random());
  }

  private static CounterRandom random() {
    return CounterRandom.of(1, CounterRandom.Purpose.DROPOUT, 1);
  }

  private static HostBuffer ones(int count) {
    float[] values = new float[count];
    Arrays.fill(values, 1);
    return HostBuffer.of(values);
  }

  private static double[] asDoubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }
}
