package io.attune.ui;

import io.attune.trial.Curve;
import io.attune.trial.Trial;
import io.javalin.http.Context;
import java.util.List;

/** Metrics of one trial. */
record SeriesApi(Histories histories) {
  private static final int MOST_POINTS = 10_000;

  /** What each metric came to. */
  void metrics(Context context) {
    Query query = new Query(context).allow();
    Trial trial = Api.trial(histories.state(query.sweep()), query.trial());
    Json.answer(
        context,
        new Metrics(
            trial.curves().entrySet().stream()
                .filter(metric -> !metric.getValue().isEmpty())
                .map(metric -> Summary.of(metric.getKey(), metric.getValue()))
                .toList()));
  }

  /** The points of one metric, thinned out if there are more than asked for. */
  void series(Context context) {
    Query query = new Query(context).allow("metric", "from", "to", "points");
    Trial trial = Api.trial(histories.state(query.sweep()), query.trial());
    String metric = query.text("metric");
    Curve curve = trial.curve(metric);
    if (curve.isEmpty()) {
      throw Problem.notFound(
          "trial %d has no metric %s; it has %s."
              .formatted(
                  trial.number(),
                  Query.shorten(metric),
                  String.join(", ", trial.curves().keySet())));
    }
    Curve asked = part(curve, query.count("from", 0), query.count("to", Long.MAX_VALUE));
    int points = query.count("points", 4, MOST_POINTS, 1_000);
    Json.answer(context, new Series(metric, asked.size(), Points.of(asked, points)));
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

  /** Every metric that was reported. */
  record Metrics(List<Summary> metrics) {}

  /**
   * What a metric came to.
   *
   * @param points how many there are
   * @param min smallest value that is a number, or NaN
   * @param max largest value that is a number, or NaN
   */
  record Summary(
      String name, int points, double first, double last, long lastStep, double min, double max) {
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
  }

  /**
   * A metric over steps.
   *
   * @param total points in the steps asked for, before some were left out
   */
  record Series(String metric, int total, Points points) {}
}
