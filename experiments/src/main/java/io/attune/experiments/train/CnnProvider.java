package io.attune.experiments.train;

import io.attune.experiments.data.Examples;
import io.attune.experiments.nn.Layer;
import io.attune.experiments.nn.LayerFactory;
import io.attune.experiments.nn.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Offers {@code cnn}: blocks of convolution, activation and halving, each with twice the filters of
 * the one before, then one hidden layer with dropout.
 */
public final class CnnProvider extends NetworkProvider {
  /** For {@link java.util.ServiceLoader}. */
  public CnnProvider() {
    super("cnn", shape(), CnnProvider::build);
  }

  @Override
  public String description() {
    return "Convolutional network that classifies images of digits, mnist or fashion-mnist.";
  }

  @Override
  Needs needs() {
    return Needs.IMAGES;
  }

  /** Three blocks halve the smallest images, 8 × 8, down to one pixel. */
  private static Stream<Knob> shape() {
    return Stream.of(
        new Knob.Whole("blocks", 1, 3, Optional.of(2L)),
        new Knob.Whole("filters", 1, 1024, Optional.of(8L)),
        new Knob.Odd("kernel", 1, 7, 3),
        new Knob.Whole("units", 1, 65_536, Optional.of(64L)));
  }

  private static Network build(LayerFactory factory, Settings settings, Examples examples) {
    List<Layer> layers = new ArrayList<>();
    int channels = examples.channels();
    int filters = settings.values().integer("filters");
    int blocks = settings.values().integer("blocks");
    for (int i = 0; i < blocks; i++) {
      layers.add(factory.convolution(channels, filters, settings.values().integer("kernel")));
      layers.add(settings.activation());
      layers.add(factory.halving());
      channels = filters;
      filters *= 2;
    }
    int inputs = channels * (examples.height() >> blocks) * (examples.width() >> blocks);
    layers.addAll(head(factory, settings, inputs, examples.outputs()));
    return new Network(layers);
  }

  private static List<Layer> head(
      LayerFactory factory, Settings settings, int inputs, int outputs) {
    int units = settings.values().integer("units");
    return List.of(
        factory.flattening(),
        factory.dense(inputs, units),
        settings.activation(),
        factory.dropout(settings.dropout()),
        factory.dense(units, outputs));
  }
}
