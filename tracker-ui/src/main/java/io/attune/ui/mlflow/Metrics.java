package io.attune.ui.mlflow;

import io.attune.trial.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Calls under {@code metrics/}. */
record Metrics(Runs runs) {
  private static final int PAGE = 25_000;
  private static final int MOST_RUNS = 100;

  Object history(Ask ask) {
    List<Reading> all = runs.run(ask).history(ask.needed("metric_key"));
    int limit = ask.has("max_results") ? ask.limit("max_results", PAGE, PAGE) : Integer.MAX_VALUE;
    return Pages.answer(ask, "metrics", all, limit, Run::view);
  }

  /** Readings of several runs, thinned out evenly; the last of each is always there. */
  Object interval(Ask ask) {
    List<String> ids = ask.texts("run_ids");
    if (ids.isEmpty() || ids.size() > MOST_RUNS) {
      throw MlflowError.invalid("GetMetricHistoryBulkInterval needs 1 to 100 run_ids.");
    }
    String metric = ask.needed("metric_key");
    long from = ask.whole("start_step").orElse(Long.MIN_VALUE);
    long to = ask.whole("end_step").orElse(Long.MAX_VALUE);
    int most = ask.limit("max_results", 2_500, 2_500);
    List<Map<String, Object>> metrics = new ArrayList<>();
    for (String id : ids) {
      List<Reading> all =
          runs.catalogue().run(id).history(metric).stream()
              .filter(reading -> reading.step() >= from && reading.step() <= to)
              .toList();
      for (Reading reading : thinned(all, most)) {
        Map<String, Object> view = new LinkedHashMap<>(Run.view(reading));
        view.put("run_id", id);
        metrics.add(view);
      }
    }
    return Map.of("metrics", metrics);
  }

  private static List<Reading> thinned(List<Reading> all, int most) {
    if (all.size() <= most) {
      return all;
    }
    List<Reading> some = new ArrayList<>(most);
    for (int i = 1; i <= most; i++) {
      some.add(all.get((int) ((long) i * all.size() / most) - 1));
    }
    return some;
  }
}
