package io.attune.experiments.train;

import io.attune.experiments.train.Knob.Flag;
import io.attune.experiments.train.Knob.Interval;
import io.attune.experiments.train.Knob.Real;
import io.attune.experiments.train.Knob.Text;
import io.attune.experiments.train.Knob.Whole;
import io.attune.experiments.train.Rule.Conflict;
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
  static final String NEW_HEAD = "new_head";
  static final String FEATURES_FROM = "features_from";
  private static final String NOTHING = "none";

  static final KnobGroup GROUP = new KnobGroup(knobs(), rules());

  private static List<Knob> knobs() {
    return List.of(
        new Text(START_FROM, Optional.of(NOTHING)),
        new Text(FEATURES_FROM, Optional.of(NOTHING)),
        new Flag(NEW_HEAD, true),
        new Whole(FREEZE, 0, 1000, Optional.of(0L)),
        new Real("transfer_rate", Interval.POSITIVE, 0.1));
  }

  private static List<Rule> rules() {
    return Stream.concat(
            Stream.of(oneFile()),
            Stream.of(NEW_HEAD, FREEZE, "transfer_rate").map(TransferKnobs::use))
        .toList();
  }

  private static Rule oneFile() {
    return new Conflict(
        FEATURES_FROM,
        List.of(FEATURES_FROM, START_FROM),
        all -> all.has(FEATURES_FROM) && both(new TransferKnobs(all)),
        all -> "cannot go with start_from: one of the two comes first. Leave one of them out.");
  }

  private static boolean both(TransferKnobs knobs) {
    return knobs.file().isPresent() && knobs.features().isPresent();
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
    return file(START_FROM);
  }

  /** The TorchScript file that makes features of examples; empty to learn from examples. */
  Optional<Path> features() {
    return file(FEATURES_FROM);
  }

  private Optional<Path> file(String knob) {
    String name = values.text(knob, NOTHING);
    return name.equals(NOTHING) ? Optional.empty() : Optional.of(Path.of(name));
  }

  /** Whether the last part is drawn afresh. */
  boolean hasNewHead() {
    return values.flag(NEW_HEAD, true);
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
