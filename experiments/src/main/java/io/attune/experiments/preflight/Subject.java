package io.attune.experiments.preflight;

import io.attune.experiments.data.Dataset;
import io.attune.experiments.data.Task;
import io.attune.experiments.nn.Initializer;
import io.attune.experiments.nn.Loss;
import io.attune.experiments.nn.Network;
import io.attune.experiments.nn.Restraint;
import io.attune.experiments.tensor.Backend;
import java.util.Map;
import java.util.Optional;

/**
 * What one assignment of a space would train, to look at beforehand. Without dropout and
 * augmentation, which blur what is looked at.
 *
 * @param label what tells the assignment from others, for people; may be empty
 * @param data what it would learn from
 * @param restraint what would keep weights small
 * @param regularized whether anything would work against learning by heart
 * @param leftOut checks that would say nothing about it, by name, and why
 */
public record Subject(
    String label,
    Plan plan,
    Dataset data,
    Loss loss,
    Restraint restraint,
    boolean regularized,
    Map<String, String> leftOut) {
  /** Copies the map. */
  public Subject {
    leftOut = Map.copyOf(leftOut);
  }

  /** A subject of all checks. */
  Subject(
      String label, Plan plan, Dataset data, Loss loss, Restraint restraint, boolean regularized) {
    this(label, plan, data, loss, restraint, regularized, Map.of());
  }

  /** Makes networks. */
  @FunctionalInterface
  public interface Plan {
    /**
     * A network as training would begin with, equal at every call.
     *
     * @param instead draws the weights in place of the usual initializer, and biases are 0 then
     */
    Network build(Backend backend, Optional<Initializer> instead);
  }

  Network network(Backend backend) {
    return plan.build(backend, Optional.empty());
  }

  boolean hasClasses() {
    return data.task() == Task.CLASSIFICATION;
  }
}
