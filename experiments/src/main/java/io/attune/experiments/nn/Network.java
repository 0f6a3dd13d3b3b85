package io.attune.experiments.nn;

import io.attune.experiments.tensor.Tensor;
import java.util.List;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Layers, one after the other. */
public record Network(List<Layer> layers) implements Layer {
  /** Copies the list. */
  public Network {
    layers = List.copyOf(layers);
  }

  @Override
  public Tensor forward(Tensor input) {
    return through(input, Layer::forward);
  }

  @Override
  public Tensor train(Tensor input, RandomGenerator random) {
    return through(input, (layer, output) -> layer.train(output, random));
  }

  @Override
  public Tensor calibrate(Tensor input, long count) {
    return through(input, (layer, output) -> layer.calibrate(output, count));
  }

  @Override
  public Tensor observe(Tensor input, Observer observer) {
    return through(input, (layer, output) -> layer.observe(output, observer));
  }

  @Override
  public List<Variable> variables() {
    return layers.stream().flatMap(layer -> layer.variables().stream()).toList();
  }

  @Override
  public List<Tensor> statistics() {
    return layers.stream().flatMap(layer -> layer.statistics().stream()).toList();
  }

  /** All that evaluation depends on: the values of the variables, then the statistics. */
  public List<Tensor> tensors() {
    return Stream.concat(variables().stream().map(Variable::value), statistics().stream()).toList();
  }

  /**
   * How many parts with weights there are, one after the other: a fully connected layer, a
   * convolution or a residual block, each with what follows up to the next. The last is the head.
   */
  public int depth() {
    return starts().size();
  }

  /** The last part with weights, which makes the scores. */
  public Network head() {
    return new Network(layers.subList(starts().get(depth() - 1), layers.size()));
  }

  /**
   * The same layers for further training (Yosinski et al. 2014, section 2): some frozen, some at a
   * rate of their own, the head at the full rate.
   *
   * @param frozen how many parts with weights to freeze, from the first on; below {@link #depth}
   * @param factor what the learning rate is multiplied by between those and the head, above 0
   */
  public Network transferred(int frozen, double factor) {
    List<Integer> starts = starts();
    int cut = frozen == 0 ? 0 : starts.get(frozen);
    int head = starts.get(starts.size() - 1);
    Layer rest = new Paced(new Network(layers.subList(cut, head)), factor);
    return new Network(List.of(Frozen.of(layers.subList(0, cut)), rest, head()));
  }

  /** Index of the first layer of each part. */
  private List<Integer> starts() {
    return IntStream.range(0, layers.size())
        .filter(i -> layers.get(i).variables().stream().anyMatch(Variable::isWeight))
        .boxed()
        .toList();
  }

  private Tensor through(Tensor input, BiFunction<Layer, Tensor, Tensor> step) {
    Tensor output = input;
    for (Layer layer : layers) {
      output = step.apply(layer, output);
    }
    return output;
  }
}
