package io.attune.experiments.train;

import io.attune.experiments.data.BatchReader;
import io.attune.experiments.data.Dataset;
import io.attune.experiments.data.Examples;
import io.attune.experiments.nn.CounterRandom;
import io.attune.experiments.nn.CounterRandom.Purpose;
import io.attune.experiments.nn.CrossEntropy;
import io.attune.experiments.nn.Network;
import io.attune.experiments.nn.Optimizer;
import io.attune.experiments.nn.Schedule;
import io.attune.experiments.tensor.Backend;
import io.attune.experiments.tensor.HostBuffer;
import io.attune.experiments.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Mini-batch gradient descent, epoch by epoch. The order of examples, how images change and the
 * units left out in an epoch follow from seed and epoch, so the state between epochs is weights,
 * memory and a count.
 */
final class Learner {
  private final Backend backend;
  private final Network network;
  private final Optimizer optimizer;
  private final Schedule schedule;
  private final Examples examples;
  private final BatchReader reader;
  private final HostBuffer gradient;
  private final int batchSize;
  private final long seed;

  Learner(Backend backend, Network network, Settings settings, Dataset data, long seed) {
    this.backend = backend;
    this.network = network;
    this.optimizer =
        new Optimizer(backend, network.variables(), settings.updateRule(), settings.weightDecay());
    this.examples = data.train();
    this.batchSize = Math.min(settings.batchSize(), examples.size());
    this.schedule = settings.schedule((examples.size() + batchSize - 1) / batchSize);
    this.reader = data.learningReader(batchSize);
    this.gradient = HostBuffer.of(batchSize * examples.outputs());
    this.seed = seed;
  }

  /**
   * Goes once through all examples.
   *
   * @param epoch from 1
   * @return loss and hits while learning, with units left out and weights changing
   * @throws InterruptedException if the thread was interrupted
   */
  Tally learn(long epoch) throws InterruptedException {
    int[] order = CounterRandom.of(seed, Purpose.ORDER, epoch).permutation(examples.size());
    CounterRandom dropout = CounterRandom.of(seed, Purpose.DROPOUT, epoch);
    reader.draw(CounterRandom.of(seed, Purpose.AUGMENTATION, epoch));
    Tally tally = Tally.NOTHING;
    for (int from = 0; from < order.length; from += batchSize) {
      if (Thread.interrupted()) {
        throw new InterruptedException("training was interrupted in epoch " + epoch);
      }
      int size = Math.min(batchSize, order.length - from);
      reader.read(examples, order, from, from + size);
      tally = tally.plus(backend.scoped(() -> update(size, dropout)), size);
    }
    return tally;
  }

  /** The learning rate of the last update. */
  double rate() {
    return schedule.rate(Math.max(0, optimizer.updates() - 1));
  }

  int size() {
    return examples.size();
  }

  /** How many numbers are learned. */
  long parameters() {
    return weights().stream()
        .mapToLong(tensor -> Arrays.stream(tensor.shape()).reduce(1, (a, b) -> a * b))
        .sum();
  }

  long updates() {
    return optimizer.updates();
  }

  /** Goes on counting after this many updates. */
  void resume(long updates) {
    optimizer.resume(updates);
  }

  List<Tensor> weights() {
    return network.tensors();
  }

  /** All that the next epoch depends on: weights, then what the update rule remembers. */
  List<Tensor> state() {
    return Stream.concat(network.tensors().stream(), optimizer.memory().stream()).toList();
  }

  private CrossEntropy update(int size, CounterRandom dropout) {
    Tensor inputs =
        backend.view(
            reader.inputs(), size, examples.channels(), examples.height(), examples.width());
    Tensor scores = backend.record(() -> network.train(inputs, dropout));
    CrossEntropy result = CrossEntropy.of(scores.toArray(), reader.labels());
    gradient.put(0, result.gradient());
    backend.backward(scores, backend.view(gradient, size, examples.outputs()));
    optimizer.update(schedule.rate(optimizer.updates()));
    return result;
  }
}
