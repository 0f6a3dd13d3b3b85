package io.attune.experiments.train;

import io.attune.experiments.data.Shape;
import io.attune.experiments.nn.Network;
import io.attune.experiments.tensor.Backend;
import io.attune.experiments.tensor.Tensor;
import io.attune.space.Assignment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The network of an earlier trial, with all that is needed to build it again. */
record Transfer(ModelFile file, String name) implements Start {
  @Override
  public Assignment complete(Assignment given) {
    given.values().forEach((knob, value) -> conflict(knob, value).ifPresent(Transfer::refuse));
    Map<String, Object> all = new LinkedHashMap<>(given.values());
    file.shaping().values().forEach(all::putIfAbsent);
    return new Assignment(all);
  }

  @Override
  public Optional<String> strange(String trainer) {
    return trainer.equals(file.trainer())
        ? Optional.empty()
        : Optional.of(
            "is %s, which holds a network of trainer %s, but this sweep's is %s. Use that trainer."
                .formatted(name, file.trainer(), trainer));
  }

  @Override
  public Optional<String> conflict(String knob, Object value) {
    Object has = file.shaping().values().get(knob);
    return has == null || same(has, value)
        ? Optional.empty()
        : Optional.of(
            "%s can be %s, but the network in %s has %s. Leave it out; it follows from the file."
                .formatted(knob, value, name, has));
  }

  @Override
  public Optional<String> misshapen(Shape shape) {
    return shape.equals(file.form().shape())
        ? Optional.empty()
        : Optional.of(
            "is %s, whose network takes examples of %s, but this data has %s. Use data of that shape."
                .formatted(name, file.form().shape(), shape));
  }

  @Override
  public Optional<String> tooCold(int frozen) {
    int most = file.depth() - 1;
    return frozen <= most
        ? Optional.empty()
        : Optional.of(
            "can be %d, but the network in %s has %d layers with weights before its last one. Freeze that many or fewer."
                .formatted(frozen, name, most));
  }

  @Override
  public Model model(
      Function<Form, Network> architecture, Form form, Backend backend, TransferKnobs how) {
    Network fresh = architecture.apply(form);
    misshapen(form.shape())
        .or(() -> tooCold(how.frozen()))
        .or(() -> headMisfit(form, how))
        .ifPresent(problem -> refuse(TransferKnobs.START_FROM + ": " + problem));
    List<Tensor> tensors = fresh.tensors();
    int head = how.hasNewHead() ? fresh.head().variables().size() : 0;
    int kept = file.variables() - head;
    for (int i = 0; i < tensors.size(); i++) {
      if (i < kept || i >= file.variables()) {
        tensors.get(i).assign(file.tensors().get(i));
      }
    }
    return new Model(fresh, fresh.transferred(how.frozen(), how.rate()));
  }

  private Optional<String> headMisfit(Form form, TransferKnobs how) {
    return how.hasNewHead() || form.outputs() == file.form().outputs()
        ? Optional.empty()
        : Optional.of(
            "is %s, whose network has %d outputs, but this data needs %d. Set new_head to true."
                .formatted(name, file.form().outputs(), form.outputs()));
  }

  private static boolean same(Object a, Object b) {
    boolean numbers = a instanceof Number && b instanceof Number;
    return numbers ? ((Number) a).doubleValue() == ((Number) b).doubleValue() : a.equals(b);
  }

  private static void refuse(String problem) {
    throw new IllegalArgumentException(problem);
  }
}
