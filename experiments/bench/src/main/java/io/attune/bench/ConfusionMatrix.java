package io.attune.bench;

import io.attune.analysis.Verdict;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** How often which verdict was given where settings force which. */
final class ConfusionMatrix {
  private final Map<Verdict, Map<Optional<Verdict>, Integer>> counts = new EnumMap<>(Verdict.class);

  /** Judges curves and counts. */
  static ConfusionMatrix of(
      List<LabelledCurves> curves, Function<LabelledCurves, Optional<Verdict>> judge) {
    ConfusionMatrix matrix = new ConfusionMatrix();
    for (LabelledCurves labelled : curves) {
      matrix
          .counts
          .computeIfAbsent(labelled.label(), label -> new java.util.HashMap<>())
          .merge(judge.apply(labelled), 1, Integer::sum);
    }
    return matrix;
  }

  /** Number of curves judged. */
  int total() {
    return counts.values().stream().flatMap(row -> row.values().stream()).mapToInt(n -> n).sum();
  }

  /** Number of verdicts that are what the settings force. */
  int right() {
    return counts.keySet().stream().mapToInt(label -> count(label, label)).sum();
  }

  /** Share of right verdicts, in [0, 1]. */
  double accuracy() {
    return (double) right() / total();
  }

  /** Rows of a Markdown table: what was forced, then how often each verdict was given. */
  List<String> lines() {
    List<Verdict> all = Stream.of(Verdict.values()).filter(this::occurs).toList();
    StringBuilder head = new StringBuilder("| forced |");
    StringBuilder rule = new StringBuilder("|-|");
    for (Verdict verdict : all) {
      head.append(' ').append(name(verdict)).append(" |");
      rule.append("-:|");
    }
    List<String> lines = new java.util.ArrayList<>(List.of(head.toString(), rule.toString()));
    counts.keySet().forEach(label -> lines.add(row(label, all)));
    return lines;
  }

  /** Whether it was forced or given; verdicts on layers are not, for curves alone are judged. */
  private boolean occurs(Verdict verdict) {
    return counts.containsKey(verdict)
        || counts.values().stream().anyMatch(given -> given.containsKey(Optional.of(verdict)));
  }

  private String row(Verdict label, List<Verdict> all) {
    StringBuilder row = new StringBuilder("| " + name(label) + " |");
    for (Verdict verdict : all) {
      int count = count(label, verdict);
      row.append(' ').append(count == 0 ? "" : count).append(" |");
    }
    return row.toString();
  }

  private int count(Verdict label, Verdict given) {
    return counts.getOrDefault(label, Map.of()).getOrDefault(Optional.of(given), 0);
  }

  private static String name(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  @Override
  public String toString() {
    return Arrays.toString(lines().toArray());
  }
}
