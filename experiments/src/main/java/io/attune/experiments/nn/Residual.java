package io.attune.experiments.nn;

import io.attune.experiments.tensor.Tensor;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Two ways for the input, whose outputs are added (He et al. 2016, "Deep residual learning",
 * section 3.2).
 *
 * @param body what is learned on top
 * @param shortcut no layers for the input as it is, or a projection where the shapes differ
 */
record Residual(Network body, Network shortcut) implements Layer {
  @Override
  public Tensor forward(Tensor input) {
    return body.forward(input).plus(shortcut.forward(input));
  }

  @Override
  public Tensor train(Tensor input, RandomGenerator random) {
    return body.train(input, random).plus(shortcut.train(input, random));
  }

  @Override
  public Tensor calibrate(Tensor input, long count) {
    return body.calibrate(input, count).plus(shortcut.calibrate(input, count));
  }

  @Override
  public Tensor observe(Tensor input, Observer observer) {
    Tensor learned = body.observe(input, observer);
    Tensor sum = learned.plus(shortcut.observe(input, observer));
    observer.see(Join.SUM, learned, sum);
    return sum;
  }

  @Override
  public List<Variable> variables() {
    return ways().flatMap(way -> way.variables().stream()).toList();
  }

  @Override
  public List<Tensor> statistics() {
    return ways().flatMap(way -> way.statistics().stream()).toList();
  }

  private Stream<Network> ways() {
    return Stream.of(body, shortcut);
  }

  /** Where the two ways meet. */
  private enum Join implements Layer {
    SUM;

    @Override
    public Tensor forward(Tensor input) {
      return input;
    }

    @Override
    public long flops(long[] input, long[] output) {
      return Flops.numbers(output);
    }
  }
}
