package io.attune.experiments.preflight;

import io.attune.experiments.nn.Network;
import io.attune.experiments.nn.Probe;
import io.attune.experiments.nn.Restraint;
import io.attune.experiments.nn.Variable;
import io.attune.experiments.tensor.Backend;
import io.attune.experiments.tensor.HostBuffer;
import io.attune.experiments.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The second link of the chain rule: the derivative, by each weight, of the scores times the slopes
 * of the loss. Everything is computed with 64 bits; weights are moved to 32-bit numbers, and the
 * true length of a step counts.
 */
final class NetworkSlopes {
  private static final double STEP = 1e-5;

  private final Backend backend;
  private final Network network;
  private final Batch batch;
  private final float[] slopes;
  private final Restraint restraint;
  private int crossed;

  /**
   * For a network on a precise backend.
   *
   * @param slopes derivative of the loss by each score
   * @param restraint a penalty to add to the loss, or none
   */
  NetworkSlopes(
      Backend backend, Network network, Batch batch, float[] slopes, Restraint restraint) {
    this.backend = backend;
    this.network = network;
    this.batch = batch;
    this.slopes = slopes;
    this.restraint = restraint;
  }

  /** Some derivatives by each variable, but for steps that cross a kink. */
  List<Difference> compare(int most, RandomGenerator random) {
    List<double[]> derived = derived();
    List<Variable> variables = network.variables();
    int each = Math.max(2, most / variables.size());
    List<Difference> differences = new ArrayList<>();
    for (int i = 0; i < variables.size(); i++) {
      differences.addAll(compare(variables.get(i), derived.get(i), each, random));
    }
    return differences;
  }

  /** How many steps crossed a kink. */
  int crossed() {
    return crossed;
  }

  /** Whether the network has kinks. */
  boolean hasKinks() {
    return value().kinks().any();
  }

  private List<double[]> derived() {
    HostBuffer buffer = HostBuffer.of(slopes);
    return backend.scoped(
        () -> {
          Tensor scores =
              backend.record(() -> network.train(batch.on(backend), new SplittableRandom(1)));
          backend.backward(scores, backend.view(buffer, scores.shape()));
          return network.variables().stream().map(this::derivative).toList();
        });
  }

  private double[] derivative(Variable variable) {
    Tensor gradient = variable.value().gradient();
    if (variable.isWeight()) {
      restraint.addTo(gradient, variable.value());
    }
    double[] numbers = gradient.toDoubles();
    variable.value().clearGradient();
    return numbers;
  }

  private List<Difference> compare(
      Variable variable, double[] derived, int count, RandomGenerator random) {
    float[] weights = variable.value().toArray();
    double step = STEP * Math.max(0.1, Sizes.largest(weights));
    double scale = Sizes.largest(derived);
    List<Difference> differences = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      int i = random.nextInt(weights.length);
      float weight = weights[i];
      float up = (float) (weight + step);
      float down = (float) (weight - step);
      Value above = at(variable, weights, i, up);
      Value below = at(variable, weights, i, down);
      weights[i] = weight;
      if (above.sides() == below.sides() && !crossesZero(variable, up, down)) {
        double slope = (above.number() - below.number()) / ((double) up - down);
        differences.add(new Difference(derived[i], slope, scale));
      } else {
        crossed++;
      }
    }
    variable.value().assign(weights);
    return differences;
  }

  /** The absolute values of L1 have a kink at 0. */
  private boolean crossesZero(Variable variable, float up, float down) {
    return restraint.l1() > 0 && variable.isWeight() && up >= 0 && down <= 0;
  }

  private Value at(Variable variable, float[] weights, int index, float weight) {
    weights[index] = weight;
    variable.value().assign(weights);
    return value();
  }

  private Value value() {
    Kinks kinks = new Kinks();
    double number =
        backend.scoped(
            () -> {
              double[] scores =
                  Probe.train(network, batch.on(backend), new SplittableRandom(1), kinks)
                      .toDoubles();
              return product(scores) + penalty();
            });
    return new Value(number, kinks);
  }

  private double product(double[] scores) {
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      sum += slopes[i] * scores[i];
    }
    return sum;
  }

  private double penalty() {
    return restraint.penalizes()
        ? network.variables().stream()
            .filter(Variable::isWeight)
            .mapToDouble(variable -> restraint.penalty(variable.value()))
            .sum()
        : 0;
  }

  private record Value(double number, Kinks kinks) {
    long sides() {
      return kinks.sides();
    }
  }
}
