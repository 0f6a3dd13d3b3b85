package io.attune.experiments.train;

import io.attune.experiments.nn.LayerFactory;
import io.attune.experiments.nn.Network;
import io.attune.experiments.train.Knob.Whole;
import java.util.List;
import java.util.Optional;

/**
 * Offers {@code vgg}, the small relative of a known design (Simonyan and Zisserman 2015, section
 * 2): stages of several 3 × 3 convolutions and a halving, each with twice the filters of the one
 * before, then one hidden layer with dropout.
 */
public final class VggProvider extends ImageProvider {
  private static final String STAGES = "stages";
  private static final String CONVOLUTIONS = "convolutions";

  /** For {@link java.util.ServiceLoader}. */
  public VggProvider() {
    super("vgg", List.of(HiddenKnobs.GROUP, shape()), VggProvider::build);
  }

  @Override
  public String description() {
    return "Small VGG: stages of 3 × 3 convolutions, for images.";
  }

  private static KnobGroup shape() {
    return Stages.knobs(
        STAGES,
        new Whole(STAGES, 1, 8, Optional.of(3L)),
        new Whole(CONVOLUTIONS, 1, 8, Optional.of(2L)),
        Stages.FILTERS);
  }

  private static Network build(LayerFactory factory, Settings settings, Form form) {
    int convolutions = settings.values().integer(CONVOLUTIONS);
    return new Stages(STAGES, convolutions, KERNEL).build(factory, settings, form);
  }
}
