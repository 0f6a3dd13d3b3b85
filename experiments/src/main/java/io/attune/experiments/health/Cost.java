package io.attune.experiments.health;

import io.attune.experiments.data.Shape;
import io.attune.experiments.nn.Network;
import io.attune.experiments.nn.Variable;
import io.attune.experiments.tensor.Backend;
import io.attune.experiments.tensor.HostBuffer;
import io.attune.experiments.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a network costs whatever its weights are.
 *
 * @param parameters numbers that are learned
 * @param bytes of all numbers that evaluation needs, at 4 each: those learned, and statistics
 * @param flops operations for one example, forward; a multiplication with an addition is 2
 */
public record Cost(long parameters, long bytes, long flops) {
  /** Counted by sending one example of zeros through. */
  public static Cost of(Backend backend, Network network, Shape shape) {
    long parameters =
        network.variables().stream().map(Variable::value).mapToLong(Cost::numbers).sum();
    long numbers = network.tensors().stream().mapToLong(Cost::numbers).sum();
    return new Cost(parameters, numbers * Float.BYTES, flops(backend, network, shape));
  }

  private static long flops(Backend backend, Network network, Shape shape) {
    HostBuffer zeros = HostBuffer.of(shape.size());
    AtomicLong sum = new AtomicLong();
    backend.scoped(
        () -> {
          Tensor input = backend.view(zeros, 1, shape.channels(), shape.height(), shape.width());
          return network
              .observe(
                  input, (layer, in, out) -> sum.addAndGet(layer.flops(in.shape(), out.shape())))
              .shape();
        });
    return sum.get();
  }

  /** Under the names {@code parameters}, {@code model_bytes} and {@code flops_per_sample}. */
  public Map<String, Double> metrics() {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("parameters", (double) parameters);
    metrics.put("model_bytes", (double) bytes);
    metrics.put("flops_per_sample", (double) flops);
    return metrics;
  }

  private static long numbers(Tensor tensor) {
    return Arrays.stream(tensor.shape()).reduce(1, (a, b) -> a * b);
  }
}
