package io.attune.exchange.tensorboard;

import io.attune.exchange.intake.Ending;
import io.attune.exchange.intake.ImportReport;
import io.attune.exchange.intake.ParameterNames;
import io.attune.exchange.intake.Texts;
import io.attune.exchange.intake.TrialIntake;
import io.attune.trial.Reading;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Makes readings and parameters of what a run logged. */
final class ValueReader {
  private static final String NOTHING = "There is nothing like them here.";
  private static final int MOST_TAGS = 100_000;

  private final ImportReport report;
  private final ParameterNames names;
  private final TrialIntake trial;
  private final ShownValues attachments;
  private final Map<String, String> plugins = new HashMap<>();
  private Optional<Ending> ending = Optional.empty();
  private String prefix = "";
  private long lastMillis;

  ValueReader(ImportReport report, ParameterNames names, TrialIntake trial) {
    this.report = report;
    this.names = names;
    this.trial = trial;
    this.attachments = new ShownValues(report, trial);
  }

  /** Another file begins; what series are is said anew in each. */
  void file(String prefix) {
    this.prefix = prefix;
    plugins.clear();
  }

  void take(LoggedEvent event) {
    lastMillis = Math.max(lastMillis, event.millis());
    if (event.graph()) {
      report.omit("graphs", NOTHING, "step " + event.step());
    }
    event.values().forEach(value -> take(event, value));
  }

  private void take(LoggedEvent event, LoggedValue value) {
    String plugin = plugin(value);
    if (plugin.equals(Session.PLUGIN)) {
      session(value);
      return;
    }
    OptionalDouble scalar = value.scalar(plugin);
    if (scalar.isPresent()) {
      String metric = prefix + (value.tag().isBlank() ? "scalar" : value.tag());
      trial.reading(new Reading(metric, event.step(), event.millis(), scalar.getAsDouble()));
    } else if (!attachments.take(event.step(), prefix + value.tag(), value, plugin)) {
      report.omit(value.kind(plugin), NOTHING, prefix + value.tag());
    }
  }

  private String plugin(LoggedValue value) {
    if (!value.plugin().isEmpty() && plugins.size() < MOST_TAGS) {
      plugins.put(value.tag(), value.plugin());
    }
    return plugins.getOrDefault(value.tag(), value.plugin());
  }

  private void session(LoggedValue value) {
    try {
      Session session = Session.parse(value.content());
      Map<String, String> parameters = new LinkedHashMap<>();
      session.parameters().forEach((name, text) -> put(parameters, name, text));
      trial.parameters(parameters);
      ending = session.ending().or(() -> ending);
    } catch (IOException e) {
      report.omit(
          "sessions that cannot be read", "They are no data of the HParams plugin.", value.tag());
    }
  }

  private void put(Map<String, String> parameters, String name, String text) {
    if (text.length() > Texts.LONGEST) {
      report.omit(
          "values that are too long",
          "Parameters have at most %,d characters.".formatted(Texts.LONGEST),
          name);
    } else {
      parameters.put(names.of(name), text);
    }
  }

  Optional<Ending> ending() {
    return ending;
  }

  long lastMillis() {
    return lastMillis;
  }
}
