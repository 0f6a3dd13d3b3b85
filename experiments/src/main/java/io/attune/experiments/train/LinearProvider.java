package io.attune.experiments.train;

import io.attune.experiments.nn.LayerFactory;
import io.attune.experiments.nn.Network;
import java.util.List;

/** Offers {@code linear}: scores that are weighted sums of the inputs. */
public final class LinearProvider extends NetworkProvider {
  /** For {@link java.util.ServiceLoader}. */
  public LinearProvider() {
    super("linear", List.of(), LinearProvider::build);
  }

  @Override
  public String description() {
    return "Linear model: softmax regression, linear support vector machine, or least squares.";
  }

  private static Network build(LayerFactory factory, Settings settings, Form form) {
    return new Network(
        List.of(factory.flattening(), factory.dense(form.shape().size(), form.outputs())));
  }
}
