package io.attune.experiments.train;

import io.attune.experiments.nn.CrossEntropy;
import io.attune.experiments.nn.Loss;
import io.attune.experiments.nn.MarginLoss;
import io.attune.experiments.nn.SquaredError;
import io.attune.experiments.train.Knob.Choice;
import io.attune.experiments.train.Knob.Interval;
import io.attune.experiments.train.Knob.Real;
import io.attune.experiments.train.Rule.Conflict;
import io.attune.experiments.train.Rule.Use;
import io.attune.space.Assignment;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What training makes small. */
record LossKnobs(Assignment values) {
  private static final String LOSS = "loss";
  private static final String FOR_CLASSES = "softmax";
  private static final String FOR_NUMBERS = "mse";

  /** Data sets whose targets are known to be numbers, or may be. */
  private static final Set<String> WITH_NUMBERS = Set.of("polynomial", "csv");

  static final KnobGroup GROUP = new KnobGroup(knobs(), rules());

  private static List<Knob> knobs() {
    return List.of(
        new Choice(LOSS, List.of(FOR_CLASSES, "svm", "squared_svm", FOR_NUMBERS), Optional.empty()),
        new Real("label_smoothing", Interval.SHARE, 0));
  }

  private static List<Rule> rules() {
    return List.of(
        new Use(
            "label_smoothing",
            List.of(LOSS),
            all -> all.text(LOSS, FOR_CLASSES).equals(FOR_CLASSES),
            LOSS + " is " + FOR_CLASSES),
        new Conflict(
            LOSS,
            List.of(LOSS, DataSettings.DATA),
            all ->
                all.text(LOSS, FOR_CLASSES).equals(FOR_NUMBERS)
                    && !WITH_NUMBERS.contains(all.text(DataSettings.DATA)),
            all -> mismatch(all.text(LOSS), all.text(DataSettings.DATA) + " has classes")));
  }

  /**
   * The loss that is asked for, or the usual one for what is to be predicted.
   *
   * @throws IllegalArgumentException if it is for numbers and there are classes, or the reverse
   */
  Loss loss(Form form) {
    String name = values.text(LOSS, form.hasClasses() ? FOR_CLASSES : FOR_NUMBERS);
    if (name.equals(FOR_NUMBERS) == form.hasClasses()) {
      String found = "the data has " + (form.hasClasses() ? "classes" : "numbers");
      throw new IllegalArgumentException(LOSS + ": " + mismatch(name, found));
    }
    return switch (name) {
      case "svm" -> MarginLoss.LINEAR;
      case "squared_svm" -> MarginLoss.SQUARED;
      case FOR_NUMBERS -> new SquaredError();
      default -> new CrossEntropy(values.number("label_smoothing"));
    };
  }

  private static String mismatch(String loss, String found) {
    String wanted = loss.equals(FOR_NUMBERS) ? "numbers" : "classes";
    return "can be %s, which is for %s to predict, but %s. Leave it out."
        .formatted(loss, wanted, found);
  }
}
