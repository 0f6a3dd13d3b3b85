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
 * Offers {@code mlp}: hidden layers of equal width, each with dropout, between image and scores.
 */
public final class MlpProvider extends NetworkProvider {
  /** For {@link java.util.ServiceLoader}. */
  public MlpProvider() {
    super("mlp", shape(), MlpProvider::build);
  }

  @Override
  public String description() {
    return "Fully connected network that classifies images of digits, mnist or fashion-mnist.";
  }

  private static Stream<Knob> shape() {
    return Stream.of(
        new Knob.Whole("layers", 0, 100, Optional.of(1L)),
        new Knob.Whole("units", 1, 65_536, Optional.of(64L)));
  }

  private static Network build(LayerFactory factory, Settings settings, Examples examples) {
    List<Layer> layers = new ArrayList<>();
    layers.add(factory.flattening());
    int inputs = examples.shape().size();
    for (int i = 0; i < settings.values().integer("layers"); i++) {
      int units = settings.values().integer("units");
      layers.add(factory.dense(inputs, units));
      layers.add(settings.activation());
      layers.add(factory.dropout(settings.dropout()));
      inputs = units;
    }
    layers.add(factory.dense(inputs, examples.outputs()));
    return new Network(layers);
  }
}
