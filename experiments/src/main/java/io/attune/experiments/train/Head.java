package io.attune.experiments.train;

import io.attune.experiments.nn.Layer;
import io.attune.experiments.nn.LayerFactory;
import io.attune.experiments.nn.Pooling;
import io.attune.experiments.train.Knob.Choice;
import io.attune.experiments.train.Knob.Interval;
import io.attune.experiments.train.Knob.Real;
import io.attune.experiments.train.Knob.Whole;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What {@code cnn} and {@code vgg} share: how they halve images and how they end. */
final class Head {
  static final Knob POOLING = new Choice("pooling", List.of("max", "average"), "max");
  static final Knob UNITS = new Whole("units", 1, 65_536, Optional.of(64L));
  static final Knob DROPOUT = new Real("dropout", Interval.SHARE, 0);

  private Head() {}

  static Pooling pooling(Settings settings) {
    return Pooling.valueOf(settings.values().text("pooling").toUpperCase(Locale.ROOT));
  }

  /** One hidden layer with dropout, then the scores. */
  static List<Layer> of(LayerFactory factory, Settings settings, int inputs, int outputs) {
    int units = settings.values().integer("units");
    List<Layer> layers = new ArrayList<>();
    layers.add(factory.flattening());
    layers.addAll(settings.hidden().dense(factory, inputs, units));
    layers.add(factory.dropout(settings.values().number("dropout")));
    layers.add(factory.dense(units, outputs));
    return layers;
  }
}
