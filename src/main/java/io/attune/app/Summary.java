package io.attune.app;

import io.attune.run.Confirmation;
import io.attune.search.Forecast;
import io.attune.trial.Trial;
import io.attune.trial.TrialState;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is printed at the end of a sweep. */
final class Summary {
  private static final int MOST = 5;

  private Summary() {}

  static void print(SweepView view, StoreOptions stores, PrintWriter out) {
    out.println();
    if (view.ranking().isEmpty()) {
      out.println(Plain.line("No trial has a score. " + firstFailure(view)));
    } else {
      out.println(Plain.line(Verdicts.heading(view.sweep(), view.history())));
      Ranking.lines(view, MOST, Terminal.width() - 2).forEach(line -> out.println("  " + line));
      view.history().best().ifPresent(best -> test(best, out));
      Findings.borders(view).forEach(border -> out.println(Plain.line(border)));
    }
    if (Confirmation.endsWithRepeats(view.sweep())) {
      Confirmations.print(view, out);
    } else {
      Forecast.of(view.history()).ifPresent(forecast -> print(forecast, out));
    }
    out.println();
    out.println(outcomes(view) + " Stored in " + stores.name() + " as sweep " + id(view) + ".");
    out.println("Look again: " + String.join(" · ", commands(view, stores)));
  }

  private static void print(Forecast forecast, PrintWriter out) {
    out.println();
    String gain =
        forecast.perTrial() > 0
            ? "Each of %d further trials is expected to be better by %s at most"
                .formatted(forecast.trials(), Numbers.of(forecast.perTrial()))
            : "None of %d further trials is expected to be better".formatted(forecast.trials());
    out.println(gain + ", going by the last %d.".formatted(forecast.window()));
  }

  /** The option that names a store that is not the default one. */
  static String storeOption(StoreOptions stores) {
    return stores.again();
  }

  private static void test(Trial best, PrintWriter out) {
    if (!best.test().isEmpty()) {
      out.println();
      out.println(
          Plain.line(
              "On the test split, which played no part in the search, trial %d has %s."
                  .formatted(best.number(), metrics(best.test()))));
    }
  }

  private static String metrics(Map<String, Double> metrics) {
    return new TreeMap<>(metrics)
        .entrySet().stream()
            .map(metric -> metric.getKey() + " " + Numbers.of(metric.getValue()))
            .collect(Collectors.joining(", "));
  }

  private static String outcomes(SweepView view) {
    List<String> parts = new ArrayList<>();
    parts.add(view.count(TrialState.Completed.class) + " completed");
    add(parts, view.count(TrialState.Stopped.class), "stopped early");
    add(parts, view.count(TrialState.Failed.class), "failed");
    add(parts, view.count(TrialState.Paused.class), "paused");
    return "Trials: " + String.join(", ", parts) + "; " + Numbers.of(view.spent()) + ".";
  }

  private static void add(List<String> parts, long count, String what) {
    if (count > 0) {
      parts.add(count + " " + what);
    }
  }

  private static String firstFailure(SweepView view) {
    return view.history().trials().stream()
        .filter(trial -> trial.state() instanceof TrialState.Failed)
        .findFirst()
        .map(t -> "Trial " + t.number() + " failed: " + SweepView.reason(t.state()))
        .orElse("");
  }

  private static List<String> commands(SweepView view, StoreOptions stores) {
    String store = storeOption(stores);
    return List.of(
        "attune ui" + store,
        "attune show " + id(view) + store,
        "attune export " + id(view) + store);
  }

  private static String id(SweepView view) {
    return view.record().id().toString();
  }
}
