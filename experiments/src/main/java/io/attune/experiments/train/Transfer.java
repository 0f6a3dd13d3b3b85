package io.attune.experiments.train;

import io.attune.experiments.data.Shape;
import io.attune.experiments.nn.Network;
import io.attune.experiments.tensor.Tensor;
import io.attune.space.Assignment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A trained network as the start of another, and what must fit for that. */
record Transfer(ModelFile file, String name) {
  /** The assignment with the settings that the file decides. */
  Assignment complete(Assignment given) {
    given.values().forEach((knob, value) -> conflict(knob, value).ifPresent(Transfer::refuse));
    Map<String, Object> all = new LinkedHashMap<>(given.values());
    file.shaping().values().forEach(all::putIfAbsent);
    return new Assignment(all);
  }

  /** Why a network of some trainer cannot start from it; empty if it can. */
  Optional<String> strange(String trainer) {
    return trainer.equals(file.trainer())
        ? Optional.empty()
        : Optional.of(
            "is %s, which holds a network of trainer %s, but this sweep's is %s. Use that trainer."
                .formatted(name, file.trainer(), trainer));
  }

  /** Why a setting contradicts the file; empty if it does not. */
  Optional<String> conflict(String knob, Object value) {
    Object has = file.shaping().values().get(knob);
    return has == null || same(has, value)
        ? Optional.empty()
        : Optional.of(
            "%s can be %s, but the network in %s has %s. Leave it out; it follows from the file."
                .formatted(knob, value, name, has));
  }

  /** Why data of some shape cannot go in; empty if it can. */
  Optional<String> misshapen(Shape shape) {
    return shape.equals(file.form().shape())
        ? Optional.empty()
        : Optional.of(
            "is %s, whose network takes examples of %s, but this data has %s. Use data of that shape."
                .formatted(name, file.form().shape(), shape));
  }

  /** Why so many parts cannot be frozen; empty if they can. */
  Optional<String> tooCold(int frozen) {
    int most = file.depth() - 1;
    return frozen <= most
        ? Optional.empty()
        : Optional.of(
            "can be %d, but the network in %s has %d layers with weights before its last one. Freeze that many or fewer."
                .formatted(frozen, name, most));
  }

  /**
   * Puts the file's weights into a network and gets it ready for further training.
   *
   * @throws IllegalArgumentException if they do not fit
   */
  Model into(Network fresh, Form form, TransferKnobs how) {
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
