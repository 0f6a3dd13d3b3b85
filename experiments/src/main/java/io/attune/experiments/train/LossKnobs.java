package io.attune.experiments.train;

import io.attune.experiments.data.Task;
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

/** What training makes small. */
record LossKnobs(Assignment values) {
  private static final String LOSS = "loss";
  private static final String FOR_CLASSES = "softmax";
  private static final String FOR_NUMBERS = "mse";

  private static final List<String> READ = List.of(LOSS, DataSettings.DATA, DataSettings.TASK);

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
            READ,
            all -> known(all).orElse(FOR_CLASSES).equals(FOR_CLASSES),
            LOSS + " is " + FOR_CLASSES),
        new Conflict(
            LOSS,
            READ,
            all -> all.has(LOSS) && isMisplaced(all),
            all ->
                mismatch(
                    all.text(LOSS),
                    "%s has %s".formatted(all.text(DataSettings.DATA), found(hasClasses(all))))));
  }

  /** The loss that was named, or the one that goes with what is known of the data. */
  private static Optional<String> known(Assignment all) {
    return all.has(LOSS)
        ? Optional.of(all.text(LOSS))
        : new DataSettings(all)
            .task()
            .map(task -> task == Task.REGRESSION ? FOR_NUMBERS : FOR_CLASSES);
  }

  private static boolean isMisplaced(Assignment all) {
    return new DataSettings(all)
        .task()
        .filter(task -> all.text(LOSS).equals(FOR_NUMBERS) == (task == Task.CLASSIFICATION))
        .isPresent();
  }

  private static boolean hasClasses(Assignment all) {
    return !new DataSettings(all).task().equals(Optional.of(Task.REGRESSION));
  }

  /**
   * The loss that is asked for, or the usual one for what is to be predicted.
   *
   * @throws IllegalArgumentException if it is for numbers and there are classes, or the reverse
   */
  Loss loss(Form form) {
    String name = values.text(LOSS, form.hasClasses() ? FOR_CLASSES : FOR_NUMBERS);
    if (name.equals(FOR_NUMBERS) == form.hasClasses()) {
      throw new IllegalArgumentException(
          LOSS + ": " + mismatch(name, "the data has " + found(form.hasClasses())));
    }
    return switch (name) {
      case "svm" -> MarginLoss.LINEAR;
      case "squared_svm" -> MarginLoss.SQUARED;
      case FOR_NUMBERS -> new SquaredError();
      default -> new CrossEntropy(values.number("label_smoothing"));
    };
  }

  private static String found(boolean classes) {
    return classes ? "classes" : "numbers";
  }

  private static String mismatch(String loss, String found) {
    String wanted = loss.equals(FOR_NUMBERS) ? "numbers" : "classes";
    return "can be %s, which is for %s to predict, but %s. Leave it out."
        .formatted(loss, wanted, found);
  }
}
