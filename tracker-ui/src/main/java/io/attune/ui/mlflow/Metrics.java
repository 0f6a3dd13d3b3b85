package io.attune.ui.mlflow;

import io.attune.store.ReadingPage;
import io.attune.trial.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Calls under {@code metrics/}. */
record Metrics(Runs runs) {
  private static final int PAGE = 25_000;
  private static final int MOST_RUNS = 100;

  /** In one piece, unless pieces are asked for. */
  Object history(Ask ask) {
    MetricHistory history = history(runs.run(ask), ask.needed("metric_key"));
    boolean pieces = ask.has("max_results");
    int limit = pieces ? ask.limit("max_results", PAGE, PAGE) : PAGE;
    ReadingPage page = history.page(Pages.from(ask), limit);
    List<Map<String, Object>> views = new ArrayList<>();
    page.readings().forEach(reading -> views.add(Run.view(reading)));
    while (!pieces && page.next().isPresent()) {
      page = history.page(page.next().getAsLong(), limit);
      page.readings().forEach(reading -> views.add(Run.view(reading)));
    }
    OptionalLong next = rest(history, page) ? page.next() : OptionalLong.empty();
    return Pages.answer("metrics", views, next);
  }

  /** A page that is full may be the last one. */
  private static boolean rest(MetricHistory history, ReadingPage page) {
    return page.next().isPresent()
        && !history.page(page.next().getAsLong(), 1).readings().isEmpty();
  }

  /** Readings of several runs, thinned out; the last of each is always there. */
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
      MetricHistory history = history(runs.catalogue().run(id), metric);
      for (Reading reading : thinned(history.thinned(from, to, most), most)) {
        Map<String, Object> view = new LinkedHashMap<>(Run.view(reading));
        view.put("run_id", id);
        metrics.add(view);
      }
    }
    return Map.of("metrics", metrics);
  }

  private MetricHistory history(Run run, String metric) {
    return new MetricHistory(runs.catalogue().recorder().reader(), run, metric);
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
