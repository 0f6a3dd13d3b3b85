package io.attune.experiments.train;

import io.attune.experiments.data.BatchReader;
import io.attune.experiments.data.Dataset;
import io.attune.experiments.data.Examples;
import io.attune.experiments.nn.Judgement;
import io.attune.experiments.nn.Loss;
import io.attune.experiments.nn.Network;
import io.attune.experiments.tensor.Backend;
import io.attune.experiments.tensor.Tensor;
import java.util.stream.IntStream;

/** Measures a network without changing it, in batches of a size that no setting changes. */
final class Evaluator {
  private static final int BATCH = 250;

  private final Backend backend;
  private final Network network;
  private final Loss loss;
  private final Dataset data;
  private final Form form;
  private final BatchReader reader;
  private double microsecondsPerSample;

  Evaluator(Backend backend, Network network, Loss loss, Dataset data) {
    this.backend = backend;
    this.network = network;
    this.loss = loss;
    this.data = data;
    this.form = Form.of(data);
    this.reader = data.reader(BATCH);
  }

  /** How the network does on the examples to choose by. */
  Tally validate() {
    return evaluate(data.validation());
  }

  /** How the network does on the examples of the test split. */
  Tally test() {
    return evaluate(data.test());
  }

  /** What the last evaluation took per example, with reading it and computing its loss. */
  double microsecondsPerSample() {
    return microsecondsPerSample;
  }

  private Tally evaluate(Examples examples) {
    long start = System.nanoTime();
    int[] order = IntStream.range(0, examples.size()).toArray();
    Tally tally = Tally.NOTHING;
    for (int from = 0; from < order.length; from += BATCH) {
      int to = Math.min(from + BATCH, order.length);
      reader.read(examples, order, from, to);
      int size = to - from;
      tally = tally.plus(backend.scoped(() -> batch(size)), size);
    }
    microsecondsPerSample = (System.nanoTime() - start) / 1e3 / order.length;
    return tally;
  }

  private Judgement batch(int size) {
    Tensor scores = network.forward(form.input(backend, reader, size));
    return loss.of(scores.toArray(), form.targets(reader, size));
  }
}
