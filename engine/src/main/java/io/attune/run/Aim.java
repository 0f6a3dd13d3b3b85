package io.attune.run;

import io.attune.trial.Objective;
import io.attune.trial.Reading;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Guesses what a recorded sweep is about, from the names of its metrics. */
final class Aim {
  private static final Pattern SMALLER =
      Pattern.compile(".*(loss|error|err\\b|rmse|mse|mae|mape|perplexity|nll|wer|cer|bpc).*");
  private static final Pattern HELD_OUT =
      Pattern.compile("(.*[^a-z])?(val|valid|validation|eval)([^a-z].*)?");
  private static final String MACHINE = "system/";

  private Aim() {}

  /** A metric of data that was held out before any other; what machines measure is no aim. */
  static Optional<Objective> of(List<Reading> readings) {
    List<String> metrics =
        readings.stream()
            .map(Reading::metric)
            .filter(metric -> !metric.startsWith(MACHINE))
            .distinct()
            .toList();
    return metrics.stream()
        .filter(metric -> HELD_OUT.matcher(metric.toLowerCase(Locale.ROOT)).matches())
        .findFirst()
        .or(() -> metrics.stream().findFirst())
        .map(Aim::of);
  }

  private static Objective of(String metric) {
    return SMALLER.matcher(metric.toLowerCase(Locale.ROOT)).matches()
        ? Objective.minimize(metric)
        : Objective.maximize(metric);
  }
}
