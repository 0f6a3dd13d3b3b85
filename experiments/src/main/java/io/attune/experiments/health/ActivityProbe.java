package io.attune.experiments.health;

import io.attune.experiments.nn.Activation;
import io.attune.experiments.nn.Layer;
import io.attune.experiments.nn.Observer;
import io.attune.experiments.nn.Variable;
import io.attune.experiments.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the answers of every layer with weights: after the first activation that follows it, or its
 * own where none does before the next such layer.
 */
final class ActivityProbe implements Observer {
  private final boolean distributions;
  private final List<Answer> answers = new ArrayList<>();

  /**
   * A probe for one pass.
   *
   * @param detail whether histograms are wanted too
   */
  ActivityProbe(Detail detail) {
    this.distributions = detail == Detail.FULL;
  }

  @Override
  public void see(Layer layer, Tensor input, Tensor output) {
    if (layer.variables().stream().anyMatch(Variable::isWeight)) {
      answers.add(answer(output, Activity.of(output.toArray()), false));
    } else if (layer instanceof Activation activation && isOpen()) {
      Activity activity = Activity.of(output.toArray(), output.shape(), activation);
      answers.set(answers.size() - 1, answer(output, activity, true));
    }
  }

  /** Of every layer with weights, in the order of the pass. */
  List<Answer> answers() {
    return List.copyOf(answers);
  }

  private boolean isOpen() {
    return !answers.isEmpty() && !answers.get(answers.size() - 1).activated();
  }

  private Answer answer(Tensor output, Activity activity, boolean activated) {
    Histogram histogram = distributions ? Histogram.of(output.toArray()) : Histogram.NOTHING;
    return new Answer(activity, histogram, activated);
  }

  /**
   * What one layer answered.
   *
   * @param activated whether an activation has bent it
   */
  record Answer(Activity activity, Histogram histogram, boolean activated) {}
}
