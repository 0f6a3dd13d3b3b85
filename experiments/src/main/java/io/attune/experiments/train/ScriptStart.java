package io.attune.experiments.train;

import io.attune.experiments.nn.Layer;
import io.attune.experiments.nn.Network;
import io.attune.experiments.nn.Scripted;
import io.attune.experiments.tensor.Backend;
import io.attune.experiments.tensor.Script;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The network of a TorchScript file, which learns on below a head that is a trainer's network. */
record ScriptStart(Path file) implements Start {
  /** What such files begin with, being archives. */
  static final String MAGIC = "PK\u0003\u0004";

  @Override
  public Optional<String> headless() {
    return Optional.of(
        "can be false, but %s is a TorchScript file, below which no head can be cut off. Leave it out."
            .formatted(file));
  }

  @Override
  public Model model(
      Function<Form, Network> architecture, Form form, Backend backend, TransferKnobs how) {
    headless()
        .filter(problem -> !how.hasNewHead())
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException("new_head: " + problem);
            });
    Script script = backend.trainable(file);
    Form features = Features.form(backend, script::apply, file, form);
    List<Layer> layers = new ArrayList<>();
    layers.add(new Scripted(script, how.frozen(), how.rate()));
    layers.addAll(architecture.apply(features).layers());
    return Model.fresh(new Network(layers));
  }
}
