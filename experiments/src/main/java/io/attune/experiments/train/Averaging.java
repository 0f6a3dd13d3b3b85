package io.attune.experiments.train;

import io.attune.experiments.nn.Network;
import io.attune.experiments.nn.WeightAverage;
import io.attune.experiments.tensor.Backend;
import io.attune.experiments.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Which weights are validated, kept and tested: those of the last update, or a mean over many. For
 * as long as they are in place, the network has the mean instead of the weights that are learned.
 */
final class Averaging {
  private final Pace pace;
  private final Network network;
  private final Optional<WeightAverage> average;
  private List<float[]> learned = List.of();

  Averaging(Backend backend, Network network, Pace pace) {
    this.pace = pace;
    this.network = network;
    this.average =
        pace instanceof None
            ? Optional.empty()
            : Optional.of(new WeightAverage(backend, network.variables()));
  }

  /** When weights enter the mean, and with what share; empty if not. */
  sealed interface Pace {
    /** At the end of an update; counts from 1. */
    OptionalDouble afterUpdate(long update);

    /** At the end of an epoch; counts from 1. */
    OptionalDouble afterEpoch(long epoch);

    /** Whether there is a mean at the end of an epoch. */
    boolean has(long epoch);
  }

  /** No mean. */
  record None() implements Pace {
    @Override
    public OptionalDouble afterUpdate(long update) {
      return OptionalDouble.empty();
    }

    @Override
    public OptionalDouble afterEpoch(long epoch) {
      return OptionalDouble.empty();
    }

    @Override
    public boolean has(long epoch) {
      return false;
    }
  }

  /**
   * A mean over all updates in which older weights fade (Polyak and Juditsky 1992 took the plain
   * one).
   *
   * @param decay share of the mean that an update leaves
   */
  record Exponential(double decay) implements Pace {
    @Override
    public OptionalDouble afterUpdate(long update) {
      return OptionalDouble.of(update == 1 ? 1 : 1 - decay);
    }

    @Override
    public OptionalDouble afterEpoch(long epoch) {
      return OptionalDouble.empty();
    }

    @Override
    public boolean has(long epoch) {
      return true;
    }
  }

  /**
   * The plain mean of the weights at the ends of epochs (Izmailov et al. 2018, algorithm 1).
   *
   * @param first the first epoch to enter
   */
  record Plain(long first) implements Pace {
    @Override
    public OptionalDouble afterUpdate(long update) {
      return OptionalDouble.empty();
    }

    @Override
    public OptionalDouble afterEpoch(long epoch) {
      return has(epoch) ? OptionalDouble.of(1.0 / (epoch - first + 1)) : OptionalDouble.empty();
    }

    @Override
    public boolean has(long epoch) {
      return epoch >= first;
    }
  }

  /** Takes the weights after an update; inside a scope. */
  void afterUpdate(long update) {
    pace.afterUpdate(update).ifPresent(this::add);
  }

  /** Takes the weights after an epoch; inside a scope. */
  void afterEpoch(long epoch) {
    pace.afterEpoch(epoch).ifPresent(this::add);
  }

  /** All it remembers, in a fixed order. */
  List<Tensor> state() {
    return average.map(WeightAverage::means).orElse(List.of());
  }

  /** Whether there is a mean to put in place. */
  boolean has(long epoch) {
    return pace.has(epoch);
  }

  /** Gives the network the mean; its statistics are those of the learned weights still. */
  void putInPlace() {
    learned = numbers(network.tensors());
    assign(numbers(state()));
  }

  /** Gives the network what it learned, with its statistics. */
  void takeAway() {
    assign(learned);
    learned = List.of();
  }

  private static List<float[]> numbers(List<Tensor> tensors) {
    return tensors.stream().map(Tensor::toArray).toList();
  }

  /** Replaces the first tensors of the network, which are its variables. */
  private void assign(List<float[]> numbers) {
    List<Tensor> tensors = network.tensors();
    for (int i = 0; i < numbers.size(); i++) {
      tensors.get(i).assign(numbers.get(i));
    }
  }

  private void add(double share) {
    average.ifPresent(mean -> mean.add(share));
  }
}
