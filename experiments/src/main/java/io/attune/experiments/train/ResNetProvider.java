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
 * Offers {@code resnet}, residual networks as they were made for CIFAR-10 (He et al. 2016, "Deep
 * residual learning", section 4.2): a convolution, three stages of blocks with {@code width}, twice
 * and four times {@code width} filters, the mean of each channel, then scores. The second and third
 * stage begin with stride 2. Where shapes differ, the shortcut is a 1 × 1 convolution.
 */
public final class ResNetProvider extends ImageProvider {
  private static final int STAGES = 3;

  /** For {@link java.util.ServiceLoader}. */
  public ResNetProvider() {
    super("resnet", List.of(HiddenKnobs.NORMALIZED, shape()), ResNetProvider::build);
  }

  @Override
  public String description() {
    return "Residual network of the kind made for CIFAR-10, for images.";
  }

  private static KnobGroup shape() {
    return new KnobGroup(
        List.of(
            new Stepped("depth", "8, 14, 20 and so on in steps of 6 up to 110", 8, 110, 6, 8),
            new Whole("width", 1, 1024, Optional.of(16L))),
        List.of());
  }

  private static Network build(LayerFactory factory, Settings settings, Form form) {
    int width = settings.values().integer("width");
    // Every block has two layers; the first convolution and the scores make the other two.
    int blocks = (settings.values().integer("depth") - 2) / (2 * STAGES);
    List<Layer> layers =
        new ArrayList<>(
            settings.hidden().convolution(factory, form.shape().channels(), width, KERNEL));
    int channels = width;
    for (int stage = 0; stage < STAGES; stage++) {
      int filters = width << stage;
      for (int block = 0; block < blocks; block++) {
        int stride = stage > 0 && block == 0 ? 2 : 1;
        layers.add(block(factory, settings.hidden(), channels, filters, stride));
        layers.add(settings.hidden().activation());
        channels = filters;
      }
    }
    layers.add(factory.averaging());
    layers.add(factory.dense(channels, form.outputs()));
    return new Network(layers);
  }

  private static Layer block(
      LayerFactory factory, HiddenKnobs hidden, int channels, int filters, int stride) {
    List<Layer> body = new ArrayList<>();
    body.addAll(hidden.projection(factory, channels, filters, KERNEL, stride));
    body.add(hidden.activation());
    body.addAll(hidden.projection(factory, filters, filters, KERNEL, 1));
    List<Layer> shortcut =
        stride == 1 && channels == filters
            ? List.of()
            : hidden.projection(factory, channels, filters, 1, stride);
    return factory.residual(body, shortcut);
  }
}
