package io.attune.experiments.train;

import io.attune.experiments.nn.Layer;
import io.attune.experiments.nn.LayerFactory;
import io.attune.experiments.nn.Network;
import io.attune.experiments.train.Knob.Interval;
import io.attune.experiments.train.Knob.Numbered;
import io.attune.experiments.train.Knob.Real;
import io.attune.experiments.train.Knob.Whole;
import io.attune.experiments.train.Rule.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Offers {@code mlp}: hidden layers, each with activation and dropout, between inputs and scores.
 */
public final class MlpProvider extends NetworkProvider {
  private static final int MOST_LAYERS = 100;
  private static final Knob UNITS = new Whole("units", 1, 65_536, Optional.of(64L));
  private static final Knob DROPOUT = new Real("dropout", Interval.SHARE, 0);

  /** For {@link java.util.ServiceLoader}. */
  public MlpProvider() {
    super("mlp", List.of(HiddenKnobs.GROUP, shape()), MlpProvider::build);
  }

  @Override
  public String description() {
    return "Fully connected network, for images, tables and points.";
  }

  private static KnobGroup shape() {
    return new KnobGroup(
        List.of(
            new Whole("layers", 0, MOST_LAYERS, Optional.of(1L)),
            UNITS,
            new Numbered(UNITS),
            DROPOUT,
            new Numbered(DROPOUT)),
        Stream.concat(
                Stream.of("units", "dropout", "activation", "batch_norm")
                    .map(name -> Use.from(name, "layers", 1)),
                IntStream.rangeClosed(1, MOST_LAYERS).boxed().flatMap(MlpProvider::uses))
            .map(Rule.class::cast)
            .toList());
  }

  private static Stream<Use> uses(int layer) {
    return Stream.of("units_", "dropout_").map(name -> Use.from(name + layer, "layers", layer));
  }

  private static Network build(LayerFactory factory, Settings settings, Form form) {
    List<Layer> layers = new ArrayList<>();
    layers.add(factory.flattening());
    int inputs = form.shape().size();
    for (int layer = 1; layer <= settings.values().integer("layers"); layer++) {
      int units = (int) settings.ofLayer("units", layer);
      layers.addAll(settings.hidden().dense(factory, inputs, units));
      layers.add(factory.dropout(settings.ofLayer("dropout", layer)));
      inputs = units;
    }
    layers.add(factory.dense(inputs, form.outputs()));
    return new Network(layers);
  }
}
