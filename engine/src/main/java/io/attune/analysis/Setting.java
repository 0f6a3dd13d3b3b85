package io.attune.analysis;

import io.attune.space.Assignment;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a parameter sets in most trainers, told by the last part of its name, whatever its case. */
enum Setting {
  LEARNING_RATE("learning_rate", "lr", "learningrate"),
  BATCH_SIZE("batch_size", "batchsize", "batch", "minibatch_size"),
  WEIGHT_DECAY("weight_decay", "weightdecay", "l2", "lambda", "reg"),
  DROPOUT("dropout", "dropout_rate"),
  UNITS("units", "hidden", "hidden_units", "hidden_size", "width", "filters", "channels"),
  LAYERS("layers", "depth", "num_layers", "n_layers", "blocks"),
  EPOCHS("epochs", "num_epochs", "n_epochs", "max_epochs"),
  TRAIN_SIZE("train_size");

  private final List<String> names;

  Setting(String... names) {
    this.names = List.of(names);
  }

  /** The parameter of an assignment that sets this, with its value; the first of several. */
  Optional<Value> in(Assignment assignment) {
    return assignment.values().entrySet().stream()
        .filter(entry -> entry.getValue() instanceof Number && isNamed(entry.getKey()))
        .map(Setting::value)
        .findFirst();
  }

  private boolean isNamed(String parameter) {
    String last = parameter.substring(parameter.lastIndexOf('.') + 1);
    return names.contains(last.toLowerCase(Locale.ROOT));
  }

  private static Value value(Map.Entry<String, Object> entry) {
    return new Value(entry.getKey(), ((Number) entry.getValue()).doubleValue());
  }

  /** A parameter and its value in a trial. */
  record Value(String parameter, double value) {
    /** Multiples of the value. */
    Suggestion times(double low, double high, String why) {
      return new Suggestion.Range(parameter, value * low, value * high, why);
    }

    /** Multiples of a value that counts something; at least one. */
    Suggestion counted(double low, double high, String why) {
      return between(
          Math.max(1, Math.rint(value * low)), Math.max(1, Math.rint(value * high)), why);
    }

    Suggestion between(double low, double high, String why) {
      return new Suggestion.Range(parameter, low, high, why);
    }
  }
}
