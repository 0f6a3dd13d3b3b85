package io.attune.experiments.train;

import io.attune.experiments.data.BatchReader;
import io.attune.experiments.data.Dataset;
import io.attune.experiments.data.Examples;
import io.attune.experiments.nn.Network;
import io.attune.experiments.tensor.Backend;
import io.attune.experiments.train.ModelProvider.Combination;
import io.attune.experiments.train.ModelProvider.Member;
import io.attune.experiments.train.ModelProvider.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Measures several trained networks as if they were one. */
final class Ensemble {
  private static final int BATCH = 250;

  /** All weights are replaced, so it does not matter which were drawn first. */
  private static final long ANY_SEED = 0;

  private final Blueprint blueprint;
  private final Supplier<Backend> backends;
  private final Part part;

  Ensemble(Blueprint blueprint, Supplier<Backend> backends, Part part) {
    this.blueprint = blueprint;
    this.backends = backends;
    this.part = part;
  }

  /** See {@link ModelProvider#measure}. */
  Map<String, Double> measure(List<Member> members, Combination how) throws IOException {
    Settings settings = blueprint.settings(members.get(0).assignment());
    Dataset data = blueprint.data(settings);
    for (Member member : members) {
      checkSameExamples(data, member);
    }
    Answers answers =
        how == Combination.WEIGHTS ? ofMeanWeights(members, settings, data) : ofAll(members);
    return answers.judge(examples(data)).metrics(part.prefix(), Form.of(data));
  }

  private Answers ofAll(List<Member> members) throws IOException {
    Answers sum = Answers.NONE;
    for (Member member : members) {
      Settings settings = blueprint.settings(member.assignment());
      sum = sum.plus(answers(settings, blueprint.data(settings), weights(member)));
    }
    return sum;
  }

  private Answers ofMeanWeights(List<Member> members, Settings settings, Dataset data)
      throws IOException {
    List<Checkpoint> all = new ArrayList<>();
    for (Member member : members) {
      all.add(weights(member));
    }
    Checkpoint mean = Checkpoint.mean(all);
    try (Backend backend = backends.get()) {
      Network network = network(settings, data, backend, mean);
      int size = settings.run().batchSize(data.train().size());
      BatchReader reader = data.reader(size);
      new Calibration(backend, network, data.train(), Form.of(data), reader).run(size);
      return answers(backend, network, data);
    }
  }

  private Answers answers(Settings settings, Dataset data, Checkpoint weights) throws IOException {
    try (Backend backend = backends.get()) {
      return answers(backend, network(settings, data, backend, weights), data);
    }
  }

  private Network network(Settings settings, Dataset data, Backend backend, Checkpoint weights)
      throws IOException {
    Network network = blueprint.model(settings, Form.of(data), backend, ANY_SEED).learned();
    weights.restore(network.tensors());
    return network;
  }

  private Answers answers(Backend backend, Network network, Dataset data) {
    Form form = Form.of(data);
    Examples examples = examples(data);
    BatchReader reader = data.reader(BATCH);
    int[] order = IntStream.range(0, examples.size()).toArray();
    List<float[]> scores = new ArrayList<>();
    for (int from = 0; from < order.length; from += BATCH) {
      int size = Math.min(BATCH, order.length - from);
      reader.read(examples, order, from, from + size);
      scores.add(
          backend.scoped(() -> network.forward(form.input(backend, reader, size)).toArray()));
    }
    return Answers.of(scores, form);
  }

  private Examples examples(Dataset data) {
    return part == Part.TEST ? data.test() : data.validation();
  }

  private static Checkpoint weights(Member member) throws IOException {
    if (Files.notExists(member.weights())) {
      throw new IOException(member.weights() + ": there are no weights.");
    }
    return Checkpoint.read(member.weights());
  }

  private void checkSameExamples(Dataset data, Member member) throws IOException {
    Dataset other = blueprint.data(blueprint.settings(member.assignment()));
    if (!other.fingerprint().equals(data.fingerprint())
        || other.outputs() != data.outputs()
        || examples(other).size() != examples(data).size()) {
      throw new IllegalArgumentException(
          "the members of an ensemble were trained with different data (data, classes or"
              + " validation_size), so they cannot be judged together. Choose trials that share"
              + " it.");
    }
  }
}
