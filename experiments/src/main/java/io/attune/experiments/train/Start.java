package io.attune.experiments.train;

import io.attune.experiments.data.Shape;
import io.attune.experiments.djl.DjlParameters;
import io.attune.experiments.nn.Network;
import io.attune.experiments.tensor.Backend;
import io.attune.space.Assignment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** A trained network as the start of another, and what must fit for that. */
sealed interface Start permits Transfer, DjlStart, ScriptStart {
  /**
   * What a file holds, told by how it begins.
   *
   * @throws IOException if it is missing, damaged, or no network
   */
  static Start read(Path file) throws IOException {
    String kind = Files.isRegularFile(file) ? beginning(file) : "";
    if (kind.equals(DjlParameters.MAGIC)) {
      return new DjlStart(DjlParameters.read(file), file);
    }
    return kind.equals(ScriptStart.MAGIC)
        ? new ScriptStart(file)
        : new Transfer(ModelFile.read(file), file.toString());
  }

  private static String beginning(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(4), StandardCharsets.ISO_8859_1);
    }
  }

  /** The assignment with the settings that the file decides. */
  default Assignment complete(Assignment given) {
    return given;
  }

  /** Why a network of some trainer cannot start from it; empty if it can. */
  default Optional<String> strange(String trainer) {
    return Optional.empty();
  }

  /** Why a setting contradicts the file; empty if it does not. */
  default Optional<String> conflict(String knob, Object value) {
    return Optional.empty();
  }

  /** Why data of some shape cannot go in; empty if it can, or if only building will tell. */
  default Optional<String> misshapen(Shape shape) {
    return Optional.empty();
  }

  /** Why so many parts cannot be frozen; empty if they can, or if only building will tell. */
  default Optional<String> tooCold(int frozen) {
    return Optional.empty();
  }

  /** Why its last layer cannot be kept; empty if it can. */
  default Optional<String> headless() {
    return Optional.empty();
  }

  /**
   * A network that begins where this one ended.
   *
   * @param architecture builds the trainer's network for some form, with weights drawn afresh
   * @throws IllegalArgumentException if something does not fit
   */
  Model model(Function<Form, Network> architecture, Form form, Backend backend, TransferKnobs how);
}
