package io.attune.experiments.train;

import io.attune.experiments.nn.LayerFactory;
import io.attune.experiments.nn.Network;
import io.attune.experiments.train.Knob.Stepped;
import io.attune.experiments.train.Knob.Whole;
import java.util.List;
import java.util.Optional;

/**
 * Offers {@code cnn}: blocks of convolution, activation and halving, each with twice the filters of
 * the one before, then one hidden layer with dropout.
 */
public final class CnnProvider extends ImageProvider {
  private static final String BLOCKS = "blocks";

  /** For {@link java.util.ServiceLoader}. */
  public CnnProvider() {
    super("cnn", List.of(HiddenKnobs.GROUP, shape()), CnnProvider::build);
  }

  @Override
  public String description() {
    return "Convolutional network, for images.";
  }

  private static KnobGroup shape() {
    return Stages.knobs(
        BLOCKS,
        new Whole(BLOCKS, 1, 8, Optional.of(2L)),
        Stages.FILTERS,
        new Stepped("kernel", "odd numbers from 1 to 7", 1, 7, 2, KERNEL));
  }

  private static Network build(LayerFactory factory, Settings settings, Form form) {
    int kernel = settings.values().integer("kernel");
    return new Stages(BLOCKS, 1, kernel).build(factory, settings, form);
  }
}
