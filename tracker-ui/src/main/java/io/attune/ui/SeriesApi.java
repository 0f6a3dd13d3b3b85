package io.attune.ui;

import io.attune.store.SeriesKey;
import io.attune.store.SeriesSummary;
import io.attune.store.SweepId;
import io.attune.store.TrialReader;
import io.attune.trial.Curve;
import io.attune.trial.Reading;
import io.attune.trial.Trial;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;

/** Metrics of one trial: what others recorded is read from the store, which has all of it. */
record SeriesApi(TrialReader store, Histories histories) {
  private static final int MOST_POINTS = 10_000;

  /** What each metric came to. */
  void metrics(Context context) {
    Query query = new Query(context).allow();
    SweepId id = query.sweep();
    Trial trial = Api.trial(histories.state(id), query.trial());
    List<Summary> metrics = new ArrayList<>();
    store.series(id, trial.number()).stream()
        .filter(series -> series.key().attempt() == SeriesKey.RECORDED)
        .forEach(series -> metrics.add(Summary.of(series)));
    trial.curves().entrySet().stream()
        .filter(metric -> !recorded(trial, metric.getKey()) && !metric.getValue().isEmpty())
        .forEach(metric -> metrics.add(Summary.of(metric.getKey(), metric.getValue())));
    Json.answer(context, new Metrics(metrics));
  }

  /** The points of one metric, thinned out if there are more than asked for. */
  void series(Context context) {
    Query query = new Query(context).allow("metric", "from", "to", "points");
    SweepId id = query.sweep();
    Trial trial = Api.trial(histories.state(id), query.trial());
    String metric = query.text("metric");
    long from = query.count("from", Long.MIN_VALUE);
    long to = query.count("to", Long.MAX_VALUE);
    int most = query.count("points", 4, MOST_POINTS, 1_000);
    Points points =
        recorded(trial, metric)
            ? points(store.thinned(SeriesKey.recorded(id, trial.number(), metric), from, to, most))
            : Points.of(part(curve(trial, metric), from, to), most);
    Json.answer(context, new Series(metric, points));
  }

  private static boolean recorded(Trial trial, String metric) {
    return trial.dossier().readings().containsKey(metric);
  }

  private static Curve curve(Trial trial, String metric) {
    Curve curve = trial.curve(metric);
    if (curve.isEmpty()) {
      throw Problem.notFound(
          "trial %d has no metric %s; there are [%s]."
              .formatted(
                  trial.number(),
                  Query.shorten(metric),
                  String.join(", ", trial.curves().keySet())));
    }
    return curve;
  }

  private static Curve part(Curve curve, long from, long to) {
    Curve until = curve.until(to);
    Curve part = Curve.EMPTY;
    for (int i = 0; i < until.size(); i++) {
      if (until.step(i) >= from) {
        part = part.plus(until.step(i), until.value(i));
      }
    }
    return part;
  }

  private static Points points(List<Reading> readings) {
    return new Points(
        readings.stream().mapToLong(Reading::step).toArray(),
        readings.stream().mapToDouble(Reading::value).toArray());
  }

  /** Every metric that was reported or recorded. */
  record Metrics(List<Summary> metrics) {}

  /**
   * What a metric came to.
   *
   * @param points how many there are
   * @param lastStep step of the last value
   * @param min smallest value that is a number, or NaN
   * @param max largest value that is a number, or NaN
   */
  record Summary(
      String name, long points, double first, double last, long lastStep, double min, double max) {
    static Summary of(String name, Curve curve) {
      return new Summary(
          name,
          curve.size(),
          curve.value(0),
          curve.last(),
          curve.lastStep(),
          curve.min(),
          curve.max());
    }

    static Summary of(SeriesSummary series) {
      return new Summary(
          series.key().metric(),
          series.points(),
          series.first(),
          series.last().value(),
          series.last().step(),
          series.min(),
          series.max());
    }
  }

  /** A metric over steps, in the order in which it came. */
  record Series(String metric, Points points) {}
}
