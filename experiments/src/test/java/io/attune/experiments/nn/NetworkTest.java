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
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NetworkTest {
  private static final int EXAMPLES = 5;
  private static final Initializer HE =
      new Initializer.Scaled(2, Initializer.Mode.IN, Initializer.Shape.NORMAL);

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
                  factory.halving(Pooling.MAX),
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
              new Restraint(
                  0, numbers.at("weight_decay").doubleValue(), 0, Double.POSITIVE_INFINITY),
              Clip.NONE);

      numbers.assertSame(
          "network/scores", learn(backend, network, optimizer, numbers, "network", 1, 4));

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

  /** Strides, projections, normalization, sums of two ways and means of channels at once. */
  @Test
  void oneUpdateOfAResidualBlockGivesPyTorchsWeightsAndStatistics() throws IOException {
    PyTorchNumbers numbers = PyTorchNumbers.read();
    try (Backend backend = DjlBackend.open()) {
      Network network = residual(factory(backend));
      List<Tensor> variables = network.variables().stream().map(Variable::value).toList();
      for (int i = 0; i < variables.size(); i++) {
        variables.get(i).assign(numbers.floats("residual/before/" + i));
      }
      Optimizer optimizer =
          new Optimizer(
              backend, network.variables(), new UpdateRule.Sgd(), Restraint.NONE, Clip.NONE);

      numbers.assertSame(
          "residual/scores", learn(backend, network, optimizer, numbers, "residual", 2, 6));

      for (int i = 0; i < variables.size(); i++) {
        numbers.assertSame("residual/after/" + i, variables.get(i).toArray());
      }
      for (int i = 0; i < network.statistics().size(); i++) {
        numbers.assertSame("residual/statistics/" + i, network.statistics().get(i).toArray());
      }
    }
  }

  private static Network residual(LayerFactory factory) {
    Layer block =
        factory.residual(
            List.of(
                factory.convolutionWithoutBias(2, 4, 3, 2),
                factory.batchNorm(4, 0.1),
                Activation.RELU,
                factory.convolutionWithoutBias(4, 4, 3, 1),
                factory.batchNorm(4, 0.1)),
            List.of(factory.convolutionWithoutBias(2, 4, 1, 2), factory.batchNorm(4, 0.1)));
    return new Network(List.of(block, Activation.RELU, factory.averaging(), factory.dense(4, 3)));
  }

  @Test
  void windowsBecomeTheirLargestOrTheirMean() throws IOException {
    PyTorchNumbers numbers = PyTorchNumbers.read();
    HostBuffer images = HostBuffer.of(numbers.floats("pooling/images"));
    try (Backend backend = DjlBackend.open()) {
      for (Pooling pooling : Pooling.values()) {
        numbers.assertSame(
            "pooling/" + pooling.name().toLowerCase(Locale.ROOT),
            backend.scoped(
                () ->
                    factory(backend)
                        .halving(pooling)
                        .forward(backend.view(images, 1, 2, 5, 5))
                        .toArray()));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void activationsAndTheirSlopesAreThoseOfPyTorch(Activation activation) throws IOException {
    PyTorchNumbers numbers = PyTorchNumbers.read();
    String path = "activations/" + activation.name().toLowerCase(Locale.ROOT);
    try (Backend backend = DjlBackend.open()) {
      Tensor inputs = backend.variable(numbers.floats("activations/inputs"), 5);
      HostBuffer ones = HostBuffer.of(Pull.ones(5));
      float[] outputs =
          backend.scoped(
              () -> {
                Tensor output = backend.record(() -> activation.forward(inputs));
                backend.backward(output, backend.view(ones, 5));
                return output.toArray();
              });

      numbers.assertSame(path + "/outputs", outputs);
      numbers.assertSame(path + "/slopes", backend.scoped(() -> inputs.gradient().toArray()));
    }
  }

  @Test
  void biasesStartWhereTheyAreTold() {
    try (Backend backend = DjlBackend.open()) {
      Layer dense = new LayerFactory(backend, new Initializer.Zeros(), 0.1, random()).dense(3, 2);

      assertArrayEquals(new float[] {0.1f, 0.1f}, dense.variables().get(1).value().toArray());
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
    Layer dense = new LayerFactory(backend, HE, 0, random).dense(4, 4);
    return dense.variables().get(0).value().toArray();
  }

  private static float[] learn(
      Backend backend,
      Network network,
      Optimizer optimizer,
      PyTorchNumbers numbers,
      String path,
      long channels,
      long side) {
    HostBuffer images = HostBuffer.of(numbers.floats(path + "/images"));
    Targets labels = new Targets.Classes(numbers.integers(path + "/labels"));
    return backend.scoped(
        () -> {
          Tensor input = backend.view(images, EXAMPLES, channels, side, side);
          Tensor scores = backend.record(() -> network.train(input, random()));
          Judgement loss = new CrossEntropy(0).of(scores.toArray(), labels);
          HostBuffer gradient = HostBuffer.of(loss.gradient());
          backend.backward(scores, backend.view(gradient, EXAMPLES, 3));
          optimizer.update(numbers.at("rate").doubleValue(), 0);
          return scores.toArray();
        });
  }

  private static LayerFactory factory(Backend backend) {
    return new LayerFactory(backend, HE, 0, random());
  }

  private static CounterRandom random() {
    return CounterRandom.of(1, CounterRandom.Purpose.DROPOUT, 1);
  }

  private static HostBuffer ones(int count) {
    return HostBuffer.of(Pull.ones(count));
  }

  private static double[] asDoubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }
}
