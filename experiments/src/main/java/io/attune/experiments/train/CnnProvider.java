package io.attune.experiments.train;

import io.attune.experiments.nn.Layer;
import io.attune.experiments.nn.LayerFactory;
import io.attune.experiments.nn.Network;
import io.attune.experiments.train.Knob.Stepped;
import io.attune.experiments.train.Knob.Whole;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Offers {@code cnn}: blocks of convolution, activation and halving, each with twice the filters of
 * the one before, then one hidden layer with dropout.
 */
public final class CnnProvider extends NetworkProvider {
  /** For {@link java.util.ServiceLoader}. */
  public CnnProvider() {
    super("cnn", List.of(HiddenKnobs.GROUP, shape()), CnnProvider::build);
  }

  @Override
  public String description() {
    return "Convolutional network, for images.";
  }

  @Override
  Needs needs() {
    return Needs.IMAGES;
  }

  private static KnobGroup shape() {
    return new KnobGroup(
        List.of(
            new Whole("blocks", 1, 8, Optional.of(2L)),
            new Whole("filters", 1, 1024, Optional.of(8L)),
            new Stepped("kernel", "odd numbers from 1 to 7", 1, 7, 2, 3),
            Head.POOLING,
            Head.UNITS,
            Head.DROPOUT),
        List.of(Halvings.rule("blocks")));
  }

  private static Network build(LayerFactory factory, Settings settings, Form form) {
    int blocks = settings.values().integer("blocks");
    int area = Halvings.areaAfter("blocks", blocks, form);
    List<Layer> layers = new ArrayList<>();
    int channels = form.shape().channels();
    int filters = settings.values().integer("filters");
    for (int i = 0; i < blocks; i++) {
      int kernel = settings.values().integer("kernel");
      layers.addAll(settings.hidden().convolution(factory, channels, filters, kernel));
      layers.add(factory.halving(Head.pooling(settings)));
      channels = filters;
      filters *= 2;
    }
    layers.addAll(Head.of(factory, settings, channels * area, form.outputs()));
    return new Network(layers);
  }
}
