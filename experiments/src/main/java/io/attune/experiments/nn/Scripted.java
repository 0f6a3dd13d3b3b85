package io.attune.experiments.nn;

import io.attune.experiments.tensor.Script;
import io.attune.experiments.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A network of another program as the first layer of one of ours. It computes as in evaluation even
 * while it learns: it leaves nothing out, and its statistics of batches stay as they are.
 */
public final class Scripted implements Layer {
  private final Script script;
  private final List<Variable> variables;
  private final List<Tensor> frozen;

  /**
   * A layer that learns at a rate of its own.
   *
   * @param frozen how many parts with weights to freeze, from the first on
   * @param factor what the learning rate is multiplied by for the rest, above 0
   * @throws IllegalArgumentException if there are fewer parts
   */
  public Scripted(Script script, int frozen, double factor) {
    List<Variable> all =
        script.parameters().stream()
            .map(tensor -> new Variable(tensor, kind(tensor), factor))
            .toList();
    int cut = cut(all, frozen);
    this.script = script;
    this.variables = all.subList(cut, all.size());
    this.frozen = all.subList(0, cut).stream().map(Variable::value).map(Tensor::freeze).toList();
  }

  /** Where the first part that learns begins. */
  private static int cut(List<Variable> all, int frozen) {
    int[] starts = IntStream.range(0, all.size()).filter(i -> all.get(i).isWeight()).toArray();
    if (frozen > starts.length) {
      throw new IllegalArgumentException(
          "freeze is %d, but there are %d layers with weights before the new head. Freeze that many or fewer."
              .formatted(frozen, starts.length));
    }
    if (frozen == 0) {
      return 0;
    }
    return frozen == starts.length ? all.size() : starts[frozen];
  }

  /** Factors of inputs have an axis for outputs and one for inputs; the rest has one. */
  private static Variable.Kind kind(Tensor tensor) {
    return tensor.shape().length > 1 ? Variable.Kind.WEIGHT : Variable.Kind.BIAS;
  }

  @Override
  public Tensor forward(Tensor input) {
    return script.apply(input);
  }

  @Override
  public List<Variable> variables() {
    return variables;
  }

  /** What is frozen, so that it is kept with the rest. */
  @Override
  public List<Tensor> statistics() {
    return frozen;
  }
}
