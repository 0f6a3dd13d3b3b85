package io.attune.experiments.train;

import io.attune.experiments.nn.Layer;
import io.attune.experiments.nn.LayerFactory;
import io.attune.experiments.nn.Network;
import io.attune.experiments.train.Knob.Whole;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Offers {@code vgg}, the small relative of a known design (Simonyan and Zisserman 2015, section
 * 2): stages of several 3 × 3 convolutions and a halving, each with twice the filters of the one
 * before, then one hidden layer with dropout.
 */
public final class VggProvider extends NetworkProvider {
  private static final int KERNEL = 3;

  /** For {@link java.util.ServiceLoader}. */
  public VggProvider() {
    super("vgg", List.of(HiddenKnobs.GROUP, shape()), VggProvider::build);
  }

  @Override
  public String description() {
    return "Small VGG: stages of 3 × 3 convolutions, for images.";
  }

  @Override
  Needs needs() {
    return Needs.IMAGES;
  }

  private static KnobGroup shape() {
    return new KnobGroup(
        List.of(
            new Whole("stages", 1, 8, Optional.of(3L)),
            new Whole("convolutions", 1, 8, Optional.of(2L)),
            new Whole("filters", 1, 1024, Optional.of(8L)),
            Head.POOLING,
            Head.UNITS,
            Head.DROPOUT),
        List.of(Halvings.rule("stages")));
  }

  private static Network build(LayerFactory factory, Settings settings, Form form) {
    int stages = settings.values().integer("stages");
    int area = Halvings.areaAfter("stages", stages, form);
    List<Layer> layers = new ArrayList<>();
    int channels = form.shape().channels();
    int filters = settings.values().integer("filters");
    for (int i = 0; i < stages; i++) {
      layers.addAll(stage(factory, settings, channels, filters));
      channels = filters;
      filters *= 2;
    }
    layers.addAll(Head.of(factory, settings, channels * area, form.outputs()));
    return new Network(layers);
  }

  private static List<Layer> stage(
      LayerFactory factory, Settings settings, int channels, int filters) {
    List<Layer> layers = new ArrayList<>();
    int inputs = channels;
    for (int i = 0; i < settings.values().integer("convolutions"); i++) {
      layers.addAll(settings.hidden().convolution(factory, inputs, filters, KERNEL));
      inputs = filters;
    }
    layers.add(factory.halving(Head.pooling(settings)));
    return layers;
  }
}
