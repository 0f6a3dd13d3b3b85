package io.attune.experiments.train;

import io.attune.experiments.nn.Activation;
import io.attune.experiments.nn.Layer;
import io.attune.experiments.nn.LayerFactory;
import io.attune.experiments.train.Knob.Choice;
import io.attune.experiments.train.Knob.Flag;
import io.attune.experiments.train.Knob.Interval;
import io.attune.experiments.train.Knob.Real;
import io.attune.experiments.train.Rule.Conflict;
import io.attune.experiments.train.Rule.Use;
import io.attune.space.Assignment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What lies between the weights of two layers. */
record HiddenKnobs(Assignment values) {
  private static final String BATCH_NORM = "batch_norm";

  /** Settings of networks that normalize if asked to. */
  static final KnobGroup GROUP = group(new Flag(BATCH_NORM, false));

  /** Settings of networks that normalize unless asked not to. */
  static final KnobGroup NORMALIZED = group(new Flag(BATCH_NORM, true));

  private static KnobGroup group(Flag batchNorm) {
    return new KnobGroup(
        List.of(
            new Choice(
                "activation",
                List.of("relu", "leaky_relu", "elu", "gelu", "tanh", "sigmoid"),
                "relu"),
            batchNorm,
            new Real("batch_norm_momentum", Interval.FACTOR, 0.1)),
        List.of(
            Use.on("batch_norm_momentum", BATCH_NORM),
            new Conflict(
                BATCH_NORM,
                List.of(BATCH_NORM, "batch_size", "full_batch"),
                HiddenKnobs::normalizesSingleExamples,
                all ->
                    "batch_norm needs batches of 2 or more, but batch_size can be 1. Use larger ones.")));
  }

  private static boolean normalizesSingleExamples(Assignment all) {
    return all.flag(BATCH_NORM, false)
        && !all.flag("full_batch", false)
        && all.integer("batch_size") == 1;
  }

  Activation activation() {
    return Activation.valueOf(values.text("activation").toUpperCase(Locale.ROOT));
  }

  /** A fully connected layer, normalized if asked for, and its activation. */
  List<Layer> dense(LayerFactory factory, int inputs, int units) {
    return normalizes()
        ? List.of(factory.denseWithoutBias(inputs, units), norm(factory, units), activation())
        : List.of(factory.dense(inputs, units), activation());
  }

  /** A convolution that keeps the size, normalized if asked for, and its activation. */
  List<Layer> convolution(LayerFactory factory, int channels, int filters, int kernel) {
    return normalizes()
        ? List.of(
            factory.convolutionWithoutBias(channels, filters, kernel, 1),
            norm(factory, filters),
            activation())
        : List.of(factory.convolution(channels, filters, kernel), activation());
  }

  /** A convolution with a stride and without activation, normalized if asked for. */
  List<Layer> projection(LayerFactory factory, int channels, int filters, int kernel, int stride) {
    List<Layer> layers = new ArrayList<>();
    layers.add(factory.convolutionWithoutBias(channels, filters, kernel, stride));
    if (normalizes()) {
      layers.add(norm(factory, filters));
    }
    return layers;
  }

  private boolean normalizes() {
    return values.flag(BATCH_NORM, false);
  }

  private Layer norm(LayerFactory factory, int channels) {
    return factory.batchNorm(channels, values.number("batch_norm_momentum"));
  }
}
