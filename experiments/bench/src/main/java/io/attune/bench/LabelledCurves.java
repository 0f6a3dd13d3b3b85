package io.attune.bench;

import io.attune.analysis.Verdict;
import io.attune.space.Assignment;
import io.attune.trial.Curve;
import io.attune.trial.LayerMetric;
import io.attune.trial.Trial;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The curves of a real trial whose settings force a verdict. One line of text with tabs: label,
 * sweep, number of the trial, settings, and each metric with its values at steps 1, 2, 3 and so on.
 *
 * @param label what the settings force
 * @param kind which sweep of the label it comes from, such as its optimizer
 * @param trial number in that sweep; those with even numbers were set aside for testing
 */
record LabelledCurves(
    Verdict label, String kind, int trial, Assignment settings, Map<String, Curve> metrics) {
  private static final Set<String> METRICS =
      Set.of("train_loss", "train_accuracy", "val_loss", "val_accuracy");
  private static final Set<String> MEASURES =
      Set.of("dead", "saturated", "gradient_norm", "update_ratio", "activation_std");
  private static final Set<String> SETTINGS =
      Set.of("learning_rate", "batch_size", "epochs", "units", "train_size", "activation");
  private static final MathContext DIGITS = new MathContext(4);
  private static final MathContext FEW_DIGITS = new MathContext(2);

  /** Those of a sweep whose name is a label and a kind. */
  static LabelledCurves of(String sweep, Trial trial) {
    String[] parts = sweep.split(" ", 2);
    Map<String, Object> settings = new LinkedHashMap<>(trial.assignment().values());
    settings.keySet().retainAll(SETTINGS);
    Map<String, Curve> metrics = new LinkedHashMap<>(trial.curves());
    metrics.keySet().removeIf(name -> !isKept(name));
    return new LabelledCurves(
        Verdict.valueOf(parts[0].toUpperCase(Locale.ROOT)),
        parts[1],
        trial.number(),
        new Assignment(settings),
        metrics);
  }

  private static boolean isKept(String metric) {
    return METRICS.contains(metric)
        || LayerMetric.of(metric).filter(of -> MEASURES.contains(of.measure())).isPresent();
  }

  /** Whether it was set aside when the rules were made. */
  boolean heldOut() {
    return trial % 2 == 0;
  }

  /** The last value of a metric; NaN without it. */
  double lastOf(String metric) {
    Curve curve = metrics.getOrDefault(metric, Curve.EMPTY);
    return curve.isEmpty() ? Double.NaN : curve.last();
  }

  /** Whether both losses stayed numbers to the end. */
  boolean finite() {
    return Double.isFinite(lastOf("train_loss")) && Double.isFinite(lastOf("val_loss"));
  }

  String line() {
    List<String> cells = new ArrayList<>();
    cells.add(label.name().toLowerCase(Locale.ROOT));
    cells.add(kind);
    cells.add(Integer.toString(trial));
    cells.add(
        settings.values().entrySet().stream()
            .map(e -> e.getKey() + "=" + setting(e.getValue()))
            .collect(Collectors.joining(",")));
    metrics.forEach((name, curve) -> cells.add(name + ":" + values(curve, digits(name))));
    return String.join("\t", cells);
  }

  static LabelledCurves parse(String line) {
    String[] cells = line.split("\t", -1);
    Map<String, Object> settings = new LinkedHashMap<>();
    for (String setting : cells[3].split(",", -1)) {
      String[] parts = setting.split("=", 2);
      settings.put(parts[0], number(parts[1]));
    }
    Map<String, Curve> metrics = new LinkedHashMap<>();
    for (String cell : List.of(cells).subList(4, cells.length)) {
      String[] parts = cell.split(":", 2);
      metrics.put(parts[0], curve(parts[1]));
    }
    return new LabelledCurves(
        Verdict.valueOf(cells[0].toUpperCase(Locale.ROOT)),
        cells[1],
        Integer.parseInt(cells[2]),
        new Assignment(settings),
        metrics);
  }

  private static Object number(String text) {
    if (text.matches("\\d+")) {
      return Long.parseLong(text);
    }
    return text.matches("[a-z_]+") ? text : Double.parseDouble(text);
  }

  private static String setting(Object value) {
    return value instanceof Double number ? rounded(number, DIGITS) : value.toString();
  }

  private static Curve curve(String values) {
    Curve curve = Curve.EMPTY;
    for (String value : values.split(" ", -1)) {
      curve = curve.plus(curve.size() + 1L, Double.parseDouble(value));
    }
    return curve;
  }

  /** Layers are many, and a rule's limit on them is far from what is usual. */
  private static MathContext digits(String metric) {
    return METRICS.contains(metric) ? DIGITS : FEW_DIGITS;
  }

  private static String values(Curve curve, MathContext digits) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < curve.size(); i++) {
      values.add(rounded(curve.value(i), digits));
    }
    return String.join(" ", values);
  }

  private static String rounded(double value, MathContext digits) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    String plain = new BigDecimal(value).round(digits).stripTrailingZeros().toString();
    return plain.startsWith("0.") ? plain.substring(1) : plain;
  }
}
