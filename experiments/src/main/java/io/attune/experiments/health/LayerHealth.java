package io.attune.experiments.health;

import io.attune.experiments.nn.Network;
import io.attune.experiments.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Watches the layers of a network while it learns, without changing what it learns. Layers with
 * weights count from 1, in the order of {@link Network#variables}. For one thread.
 */
public final class LayerHealth {
  private final Network network;
  private final Detail detail;
  private final UpdateProbe updates;
  private List<ActivityProbe.Answer> answers = List.of();

  /** Has seen nothing yet. */
  public LayerHealth(Network network, Detail detail) {
    this.network = network;
    this.detail = detail;
    this.updates = new UpdateProbe(network.variables(), detail);
  }

  /** Whether anything is to be measured. */
  public boolean watches() {
    return detail != Detail.NONE;
  }

  /** Looks at weights and gradients; in the scope of an update, after the backward pass. */
  public void beforeUpdate() {
    updates.before();
  }

  /** Looks at what the update did; in the same scope. */
  public void afterUpdate() {
    updates.after();
  }

  /**
   * Looks at what every layer answers when evaluating, inside a scope.
   *
   * @return how many layers there are
   */
  public int look(Tensor input) {
    ActivityProbe probe = new ActivityProbe(detail);
    network.observe(input, probe);
    answers = probe.answers();
    return answers.size();
  }

  /**
   * What was seen last, as {@code layer/K/…}: {@code update_ratio}, {@code gradient_norm}, {@code
   * activation_mean}, {@code activation_std} and, where the activation has such ends, {@code
   * saturated} or {@code dead}.
   */
  public Map<String, Double> metrics() {
    Map<String, Double> metrics = new LinkedHashMap<>();
    for (int i = 0; i < updates.updates().size(); i++) {
      UpdateProbe.Update update = updates.updates().get(i);
      metrics.put(name(i, "update_ratio"), update.ratio());
      metrics.put(name(i, "gradient_norm"), update.gradient());
    }
    for (int i = 0; i < answers.size(); i++) {
      add(metrics, i, answers.get(i).activity());
    }
    return metrics;
  }

  /** How weights, gradients and answers of each layer are distributed; empty without detail. */
  List<Distributions> distributions() {
    List<Histogram> weights = detail == Detail.FULL ? updates.weights() : List.of();
    int layers = Math.min(weights.size(), Math.min(updates.updates().size(), answers.size()));
    return IntStream.range(0, layers)
        .mapToObj(
            i ->
                new Distributions(
                    weights.get(i),
                    updates.updates().get(i).gradients(),
                    answers.get(i).histogram()))
        .toList();
  }

  private static void add(Map<String, Double> metrics, int layer, Activity activity) {
    metrics.put(name(layer, "activation_mean"), activity.mean());
    metrics.put(name(layer, "activation_std"), activity.deviation());
    activity.saturated().ifPresent(share -> metrics.put(name(layer, "saturated"), share));
    activity.dead().ifPresent(share -> metrics.put(name(layer, "dead"), share));
  }

  private static String name(int index, String what) {
    return "layer/" + (index + 1) + "/" + what;
  }

  /** Of one layer. */
  record Distributions(Histogram weights, Histogram gradients, Histogram answers) {}
}
