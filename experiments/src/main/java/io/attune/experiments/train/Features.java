package io.attune.experiments.train;

import io.attune.experiments.data.Shape;
import io.attune.experiments.nn.Layer;
import io.attune.experiments.nn.Network;
import io.attune.experiments.tensor.Backend;
import io.attune.experiments.tensor.HostBuffer;
import io.attune.experiments.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a network in a TorchScript file makes of examples. It never changes.
 *
 * @param form what comes out of it, and what is to be predicted from that
 */
record Features(UnaryOperator<Tensor> script, Form form) {
  /**
   * The features of a file, whose shape is found by trying it.
   *
   * @param input what examples look like
   * @throws IllegalArgumentException if the file does not take them, or makes no batch of features
   */
  static Features of(Backend backend, Path file, Form input) {
    UnaryOperator<Tensor> script = backend.scripted(file);
    return new Features(script, form(backend, script, file, input));
  }

  /**
   * What a network in a file makes of examples, found by trying it.
   *
   * @throws IllegalArgumentException if it does not take them, or makes no batch of features
   */
  static Form form(Backend backend, UnaryOperator<Tensor> script, Path file, Form input) {
    Shape in = input.shape();
    HostBuffer zeros = HostBuffer.of(in.size());
    long[] made =
        backend.scoped(
            () ->
                script
                    .apply(backend.view(zeros, 1, in.channels(), in.height(), in.width()))
                    .shape());
    return new Form(shape(file, made), input.outputs(), input.task());
  }

  /** A network that learns from the features. */
  Model before(Network network) {
    List<Layer> layers = new ArrayList<>();
    layers.add(script::apply);
    layers.addAll(network.layers());
    return Model.fresh(new Network(layers));
  }

  private static Shape shape(Path file, long[] made) {
    if (made.length == 2) {
      return Shape.row(Math.toIntExact(made[1]));
    }
    if (made.length == 4) {
      return new Shape(
          Math.toIntExact(made[1]), Math.toIntExact(made[2]), Math.toIntExact(made[3]));
    }
    throw new IllegalArgumentException(
        "%s makes %d-dimensional output; rows of features or images are needed."
            .formatted(file, made.length));
  }
}
