package io.attune.experiments.train;

import io.attune.experiments.train.Knob.Flag;
import io.attune.experiments.train.Knob.Interval;
import io.attune.experiments.train.Knob.Real;
import io.attune.experiments.train.Knob.Text;
import io.attune.experiments.train.Knob.Whole;
import io.attune.experiments.train.Rule.Use;
import io.attune.space.Assignment;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which trained network to start from, and how much of it may change. */
record TransferKnobs(Assignment values) {
  static final String START_FROM = "start_from";
  static final String FREEZE = "freeze";
  private static final String NOTHING = "none";

  static final KnobGroup GROUP = new KnobGroup(knobs(), rules());

  private static List<Knob> knobs() {
    return List.of(
        new Text(START_FROM, Optional.of(NOTHING)),
        new Flag("new_head", true),
        new Whole(FREEZE, 0, 1000, Optional.of(0L)),
        new Real("transfer_rate", Interval.POSITIVE, 0.1));
  }

  private static List<Rule> rules() {
    return Stream.of("new_head", FREEZE, "transfer_rate").map(TransferKnobs::use).toList();
  }

  private static Rule use(String knob) {
    return new Use(
        knob,
        List.of(START_FROM),
        all -> new TransferKnobs(all).file().isPresent(),
        "start_from names a file");
  }

  /** The file of the network to start from; empty to start with weights drawn at random. */
  Optional<Path> file() {
    String name = values.text(START_FROM, NOTHING);
    return name.equals(NOTHING) ? Optional.empty() : Optional.of(Path.of(name));
  }

  /** Whether the last part is drawn afresh. */
  boolean hasNewHead() {
    return values.flag("new_head", true);
  }

  /** How many parts with weights stay as they are, from the first on. */
  int frozen() {
    return values.integer(FREEZE);
  }

  /** What the learning rate is multiplied by for what came from the file. */
  double rate() {
    return values.number("transfer_rate");
  }
}
