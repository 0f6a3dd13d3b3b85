package io.attune.experiments.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.attune.experiments.data.Shape;
import io.attune.experiments.djl.DjlBackend;
import io.attune.experiments.nn.Activation;
import io.attune.experiments.nn.CounterRandom;
import io.attune.experiments.nn.Initializer;
import io.attune.experiments.nn.Layer;
import io.attune.experiments.nn.LayerFactory;
import io.attune.experiments.nn.Network;
import io.attune.experiments.nn.Pooling;
import io.attune.experiments.tensor.Backend;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Counted by hand; a multiplication with an addition is 2. */
class CostTest {
  @Test
  void eachOutputOfADenseLayerSeesEveryInput() {
    // 2 outputs of 2 products, 2 additions of a bias, 2 bends; 1 output of 2 products and a bias.
    assertEquals(
        new Cost(9, 36, 10 + 2 + 5),
        cost(
            Shape.row(2),
            make ->
                List.of(make.flattening(), make.dense(2, 2), Activation.RELU, make.dense(2, 1))));
  }

  @Test
  void kernelsCountAtEveryPlaceTheyVisit() {
    // 2 filters at 16 places, each 9 products and a bias; 32 bends; 8 windows of 4; 8 to 3.
    assertEquals(
        new Cost(20 + 27, 4 * 47, 32 * 19 + 32 + 32 + 51),
        cost(
            new Shape(1, 4, 4),
            make ->
                List.of(
                    make.convolution(1, 2, 3),
                    Activation.TANH,
                    make.halving(Pooling.AVERAGE),
                    make.flattening(),
                    make.dense(8, 3))));
  }

  @Test
  void normalizationIsAFactorAndASummandAndItsStatisticsAreStored() {
    // Stride 2 leaves 2 × 2 places: 8 numbers of 9 products; 8 · 2; the mean of 8 numbers.
    assertEquals(
        new Cost(18 + 4, 4 * (18 + 4 + 4), 8 * 18 + 16 + 8),
        cost(
            new Shape(1, 4, 4),
            make ->
                List.of(
                    make.convolutionWithoutBias(1, 2, 3, 2),
                    make.batchNorm(2, 0.1),
                    make.averaging())));
  }

  @Test
  void bothWaysOfAResidualBlockAndTheirSumCount() {
    // 12 of the body, 8 of the shortcut without bias, 2 sums; dropout is free.
    assertEquals(
        new Cost(10, 40, 10 + 2 + 8 + 2),
        cost(
            Shape.row(2),
            make ->
                List.of(
                    make.flattening(),
                    make.residual(
                        List.of(make.dense(2, 2), Activation.RELU, make.dropout(0.5)),
                        List.of(make.denseWithoutBias(2, 2))))));
  }

  private static Cost cost(Shape shape, Function<LayerFactory, List<Layer>> layers) {
    try (Backend backend = DjlBackend.open()) {
      LayerFactory factory =
          new LayerFactory(
              backend,
              new Initializer.Zeros(),
              0,
              CounterRandom.of(1, CounterRandom.Purpose.WEIGHTS, 0));
      return Cost.of(backend, new Network(layers.apply(factory)), shape);
    }
  }
}
