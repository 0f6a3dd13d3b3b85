package io.attune.experiments.train;

import io.attune.experiments.nn.Layer;
import io.attune.experiments.nn.LayerFactory;
import io.attune.experiments.nn.Network;
import io.attune.experiments.nn.Pooling;
import io.attune.experiments.train.Knob.Choice;
import io.attune.experiments.train.Knob.Interval;
import io.attune.experiments.train.Knob.Real;
import io.attune.experiments.train.Knob.Whole;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What {@code cnn} and {@code vgg} share: stages of convolutions and a halving, each with twice the
 * filters of the one before, then one hidden layer with dropout, then the scores.
 *
 * @param count the setting that says how many stages there are
 * @param convolutions in each stage
 * @param kernel pixels on a side of what a convolution looks at
 */
record Stages(String count, int convolutions, int kernel) {
  static final Knob FILTERS = new Whole("filters", 1, 1024, Optional.of(8L));

  private static final List<Knob> ENDING =
      List.of(
          new Choice("pooling", List.of("max", "average"), "max"),
          new Whole("units", 1, 65_536, Optional.of(64L)),
          new Real("dropout", Interval.SHARE, 0));

  /** Settings of such a network, beginning with its own. */
  static KnobGroup knobs(String count, Knob... own) {
    return new KnobGroup(
        Stream.concat(Stream.of(own), ENDING.stream()).toList(), List.of(Halvings.rule(count)));
  }

  Network build(LayerFactory factory, Settings settings, Form form) {
    int stages = settings.values().integer(count);
    int area = Halvings.areaAfter(count, stages, form);
    List<Layer> layers = new ArrayList<>();
    int channels = form.shape().channels();
    int filters = settings.values().integer("filters");
    for (int i = 0; i < stages; i++) {
      layers.addAll(stage(factory, settings, channels, filters));
      channels = filters;
      filters *= 2;
    }
    layers.addAll(ending(factory, settings, channels * area, form.outputs()));
    return new Network(layers);
  }

  private List<Layer> stage(LayerFactory factory, Settings settings, int channels, int filters) {
    List<Layer> layers = new ArrayList<>();
    int inputs = channels;
    for (int i = 0; i < convolutions; i++) {
      layers.addAll(settings.hidden().convolution(factory, inputs, filters, kernel));
      inputs = filters;
    }
    layers.add(factory.halving(pooling(settings)));
    return layers;
  }

  private static Pooling pooling(Settings settings) {
    return Pooling.valueOf(settings.values().text("pooling").toUpperCase(Locale.ROOT));
  }

  private static List<Layer> ending(
      LayerFactory factory, Settings settings, int inputs, int outputs) {
    int units = settings.values().integer("units");
    List<Layer> layers = new ArrayList<>();
    layers.add(factory.flattening());
    layers.addAll(settings.hidden().dense(factory, inputs, units));
    layers.add(factory.dropout(settings.values().number("dropout")));
    layers.add(factory.dense(units, outputs));
    return layers;
  }
}
