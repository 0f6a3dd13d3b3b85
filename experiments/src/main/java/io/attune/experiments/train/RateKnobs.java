package io.attune.experiments.train;

import io.attune.experiments.nn.Schedule;
import io.attune.experiments.train.Knob.Choice;
import io.attune.experiments.train.Knob.Interval;
import io.attune.experiments.train.Knob.Real;
import io.attune.experiments.train.Knob.Whole;
import io.attune.experiments.train.Rule.Conflict;
import io.attune.experiments.train.Rule.Use;
import io.attune.space.Assignment;
import java.util.List;
import java.util.Optional;

/** The learning rate and how it changes. */
record RateKnobs(Assignment values) {
  private static final String SCHEDULE = "schedule";
  private static final List<String> SCHEDULES =
      List.of(
          "constant",
          "step",
          "exponential",
          "inverse",
          "sqrt",
          "polynomial",
          "cosine",
          "one_cycle",
          "plateau");

  static final KnobGroup GROUP = new KnobGroup(knobs(), rules());

  private static List<Knob> knobs() {
    return List.of(
        new Real("learning_rate", Interval.POSITIVE, 0.01),
        new Choice(SCHEDULE, SCHEDULES, "constant"),
        new Choice("schedule_unit", List.of("epochs", "minibatches"), "epochs"),
        new Whole("step_every", 1, Integer.MAX_VALUE, Optional.of(5L)),
        new Real("decay_rate", Interval.FACTOR, 0.5),
        new Real("decay_k", Interval.NOT_NEGATIVE, 0.1),
        new Real("power", Interval.POSITIVE, 1),
        new Real("peak_at", Interval.INSIDE, 0.3),
        new Real("start_divisor", Interval.POSITIVE, 25),
        new Real("end_divisor", Interval.POSITIVE, 1e4),
        new Whole("plateau_patience", 0, 100_000, Optional.of(10L)),
        new Real("plateau_threshold", Interval.SHARE, 1e-4),
        new Real("warmup", Interval.NOT_NEGATIVE, 0));
  }

  private static List<Rule> rules() {
    return List.of(
        new Use(
            "schedule_unit",
            List.of(SCHEDULE, "warmup"),
            RateKnobs::countsTime,
            "schedule is step, exponential or inverse, or there is a warmup"),
        Use.of("step_every", SCHEDULE, "step"),
        Use.of("decay_rate", SCHEDULE, "step", "plateau"),
        Use.of("decay_k", SCHEDULE, "exponential", "inverse"),
        Use.of("power", SCHEDULE, "polynomial"),
        Use.of("peak_at", SCHEDULE, "one_cycle"),
        Use.of("start_divisor", SCHEDULE, "one_cycle"),
        Use.of("end_divisor", SCHEDULE, "one_cycle"),
        Use.of("plateau_patience", SCHEDULE, "plateau"),
        Use.of("plateau_threshold", SCHEDULE, "plateau"),
        new Conflict(
            "warmup",
            List.of("warmup", SCHEDULE),
            all -> all.number("warmup") > 0 && all.text(SCHEDULE).equals("one_cycle"),
            all -> "cannot go with schedule one_cycle, which warms up by itself. Leave it out."),
        new Conflict(
            "warmup",
            List.of("warmup", "schedule_unit", "epochs"),
            RateKnobs::warmsUpTooLong,
            all ->
                "can be %s epochs, but a run can have only %d. Warm up for less."
                    .formatted(all.number("warmup"), all.integer("epochs"))));
  }

  private static boolean countsTime(Assignment all) {
    return List.of("step", "exponential", "inverse").contains(all.text(SCHEDULE))
        || all.number("warmup") > 0;
  }

  private static boolean warmsUpTooLong(Assignment all) {
    return all.text("schedule_unit").equals("epochs")
        && all.number("warmup") > 0
        && all.number("warmup") >= all.integer("epochs");
  }

  /**
   * The learning rate, but for what a plateau takes off.
   *
   * @throws IllegalArgumentException if the warm-up takes all updates of the run
   */
  Schedule schedule(long updatesPerEpoch, long total) {
    double unit = values.text("schedule_unit").equals("epochs") ? updatesPerEpoch : 1;
    long warmup = Math.round(values.number("warmup") * unit);
    if (warmup >= total) {
      throw new IllegalArgumentException(
          "warmup: takes %d updates, but the run has only %d. Warm up for less."
              .formatted(warmup, total));
    }
    Schedule then = then(unit, total - warmup);
    return warmup == 0 ? then : new Schedule.WarmUp(then, warmup);
  }

  private Schedule then(double unit, long total) {
    double start = values.number("learning_rate");
    double k = values.number("decay_k") / unit;
    return switch (values.text(SCHEDULE)) {
      case "step" ->
          new Schedule.Step(
              start, values.number("decay_rate"), Math.round(values.integer("step_every") * unit));
      case "exponential" -> new Schedule.Exponential(start, k);
      case "inverse" -> new Schedule.Inverse(start, k);
      case "sqrt" -> new Schedule.Polynomial(start, 0.5, total);
      case "polynomial" -> new Schedule.Polynomial(start, values.number("power"), total);
      case "cosine" -> new Schedule.Cosine(start, total);
      case "one_cycle" ->
          new Schedule.OneCycle(
              start,
              total,
              values.number("peak_at"),
              values.number("start_divisor"),
              values.number("end_divisor"));
      default -> new Schedule.Constant(start);
    };
  }

  /** What lowers the rate when the validation loss stays where it is, if anything does. */
  Optional<Plateau> plateau() {
    return values.text(SCHEDULE).equals("plateau")
        ? Optional.of(
            new Plateau(
                values.number("decay_rate"),
                values.integer("plateau_patience"),
                values.number("plateau_threshold")))
        : Optional.empty();
  }
}
