package io.attune.experiments.train;

import io.attune.experiments.djl.DjlParameters.Entry;
import io.attune.experiments.nn.Network;
import io.attune.experiments.nn.Variable;
import io.attune.experiments.tensor.Backend;
import io.attune.experiments.tensor.Tensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Parameters that DJL saved. The file does not say what layers they belong to; the sweep's settings
 * do, and every shape must fit, in order.
 */
record DjlStart(List<Entry> entries, Path file) implements Start {
  DjlStart {
    entries = List.copyOf(entries);
  }

  @Override
  public Model model(
      Function<Form, Network> architecture, Form form, Backend backend, TransferKnobs how) {
    Network network = architecture.apply(form);
    List<Tensor> variables = network.variables().stream().map(Variable::value).toList();
    List<Entry> learned = entries.stream().filter(entry -> !entry.isStatistic()).toList();
    List<Entry> measured = entries.stream().filter(Entry::isStatistic).toList();
    checkCounts(learned.size(), measured.size(), network);
    checkFrozen(how.frozen(), network);
    int head = how.hasNewHead() ? network.head().variables().size() : 0;
    fill(variables.subList(0, variables.size() - head), learned);
    fill(network.statistics(), measured);
    return new Model(network, network.transferred(how.frozen(), how.rate()));
  }

  private void checkCounts(int learned, int measured, Network network) {
    int wanted = network.variables().size();
    int statistics = network.statistics().size();
    if (learned != wanted || measured != statistics) {
      throw refusal(
          "%s holds %d parameters to learn and %d statistics of batches, but this network has %d and %d. Set layers, blocks and batch_norm as in the file."
              .formatted(file, learned, measured, wanted, statistics));
    }
  }

  private void checkFrozen(int frozen, Network network) {
    if (frozen >= network.depth()) {
      throw new IllegalArgumentException(
          "freeze: is %d, but the network in %s has %d layers with weights before its last one. Freeze that many or fewer."
              .formatted(frozen, file, network.depth() - 1));
    }
  }

  private void fill(List<Tensor> tensors, List<Entry> from) {
    int layer = 0;
    for (int i = 0; i < tensors.size(); i++) {
      Entry entry = from.get(i);
      layer += entry.shape().size() > 1 ? 1 : 0;
      List<Long> wanted = Arrays.stream(tensors.get(i).shape()).boxed().toList();
      if (!wanted.equals(entry.shape())) {
        throw refusal(
            "the %s of layer %d in %s is %s, but this network needs %s there. Set units, filters and kernel as in the file."
                .formatted(entry.name(), layer, file, text(entry.shape()), text(wanted)));
      }
      tensors.get(i).assign(entry.numbers());
    }
  }

  private static IllegalArgumentException refusal(String problem) {
    return new IllegalArgumentException(TransferKnobs.START_FROM + ": " + problem);
  }

  private static String text(List<Long> shape) {
    return shape.stream().map(String::valueOf).collect(Collectors.joining(" × "));
  }
}
