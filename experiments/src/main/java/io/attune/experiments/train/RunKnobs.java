package io.attune.experiments.train;

import io.attune.experiments.data.Task;
import io.attune.experiments.train.Knob.Choice;
import io.attune.experiments.train.Knob.Flag;
import io.attune.experiments.train.Knob.Interval;
import io.attune.experiments.train.Knob.Real;
import io.attune.experiments.train.Knob.Whole;
import io.attune.experiments.train.Rule.Conflict;
import io.attune.experiments.train.Rule.Use;
import io.attune.space.Assignment;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How long a run is, in what steps, and which of its weights count. */
record RunKnobs(Assignment values) {
  static final KnobGroup GROUP = new KnobGroup(knobs(), rules());

  private static List<Knob> knobs() {
    return List.of(
        new Whole("epochs", 1, 100_000, Optional.of(20L)),
        new Whole("batch_size", 1, 65_536, Optional.of(32L)),
        new Whole("seed", 0, 1_000_000_000, Optional.empty()),
        new Flag("full_batch", false),
        new Choice("averaging", List.of("none", "ema", "swa"), "none"),
        new Real("ema_decay", Interval.SHARE, 0.999),
        new Real("swa_start", Interval.SHARE, 0.75),
        new Whole("snapshots", 0, 1000, Optional.of(0L)),
        new Whole("patience", 1, 100_000, Optional.empty()),
        new Choice("patience_metric", List.of("val_loss", "val_accuracy"), "val_loss"),
        new Real("patience_change", Interval.NOT_NEGATIVE, 0),
        new Flag("log_epochs", false));
  }

  private static List<Rule> rules() {
    return List.of(
        Use.off("batch_size", "full_batch"),
        Use.of("ema_decay", "averaging", "ema"),
        Use.of("swa_start", "averaging", "swa"),
        new Conflict(
            "snapshots",
            List.of("snapshots", "epochs"),
            all -> all.integer("snapshots") > all.integer("epochs"),
            all ->
                "can be %d, but a run can have only %d epochs. Keep fewer snapshots."
                    .formatted(all.integer("snapshots"), all.integer("epochs"))),
        Use.given("patience_metric", "patience"),
        Use.given("patience_change", "patience"),
        new Conflict(
            "patience_metric",
            List.of("patience_metric", "patience", DataSettings.DATA, DataSettings.TASK),
            RunKnobs::waitsForNoAccuracy,
            all ->
                "can be val_accuracy, but %s has no classes. Set it to val_loss."
                    .formatted(all.text(DataSettings.DATA))));
  }

  private static boolean waitsForNoAccuracy(Assignment all) {
    return all.has("patience")
        && all.text("patience_metric").equals("val_accuracy")
        && new DataSettings(all).task().equals(Optional.of(Task.REGRESSION));
  }

  int epochs() {
    return values.integer("epochs");
  }

  /** Whether the trial's log gets a line per epoch. */
  boolean logsEpochs() {
    return values.flag("log_epochs", false);
  }

  /**
   * Decides first weights, order of examples and dropout: that of the trial unless one is given.
   */
  long seed(long ofTrial) {
    return values.has("seed") ? values.integer("seed") : ofTrial;
  }

  /** Examples per update, out of so many. */
  int batchSize(int examples) {
    return values.flag("full_batch", false)
        ? examples
        : Math.min(values.integer("batch_size"), examples);
  }

  /**
   * Whether the weights at the end of an epoch are kept: at so many epochs, evenly, and the last.
   */
  boolean keeps(long epoch) {
    long snapshots = values.integer("snapshots");
    return epoch * snapshots / epochs() > (epoch - 1) * snapshots / epochs();
  }

  /** What moves the mean of weights, if there is one. */
  Averaging.Pace pace() {
    return switch (values.text("averaging")) {
      case "ema" -> new Averaging.Exponential(values.number("ema_decay"));
      case "swa" -> new Averaging.Plain((long) (values.number("swa_start") * epochs()) + 1);
      default -> new Averaging.None();
    };
  }

  /**
   * What ends training early, if anything does.
   *
   * @throws IllegalArgumentException if it asks for an accuracy where there are no classes
   */
  Optional<Patience> patience(Form form) {
    if (!values.has("patience")) {
      return Optional.empty();
    }
    Patience.Metric metric =
        Patience.Metric.valueOf(values.text("patience_metric").toUpperCase(Locale.ROOT));
    if (metric == Patience.Metric.VAL_ACCURACY && !form.hasClasses()) {
      throw new IllegalArgumentException(
          "patience_metric: is val_accuracy, but the data has no classes. Set it to val_loss.");
    }
    return Optional.of(
        new Patience(values.integer("patience"), metric, values.number("patience_change")));
  }
}
