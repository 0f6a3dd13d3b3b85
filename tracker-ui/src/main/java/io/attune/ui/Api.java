package io.attune.ui;

import io.attune.store.SweepId;
import io.attune.trial.Trial;
import io.attune.trial.TrialEvent;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Answers under {@code /api/v1}. */
record Api(Histories histories, InstantSource clock) {

  void sweeps(Context context) {
    new Query(context).allow();
    Instant now = clock.instant();
    List<SweepSummary> sweeps =
        histories.sweeps().stream().map(record -> histories.summary(record, now)).toList();
    Json.answer(context, new Sweeps(sweeps));
  }

  void sweep(Context context) {
    SweepState state = histories.state(new Query(context).allow().sweep());
    Json.answer(context, SweepDetail.of(state, clock.instant()));
  }

  void trials(Context context) {
    Query query = new Query(context).allow("after");
    SweepState state = histories.state(query.sweep());
    Json.answer(context, TrialList.of(state, query.count("after", 0), clock.instant()));
  }

  void curves(Context context) {
    Query query = new Query(context).allow("metric", "after", "trials", "points");
    SweepState state = histories.state(query.sweep());
    String metric = query.text("metric");
    if (!state.metrics().contains(metric)) {
      throw Problem.notFound(
          "there is no metric %s; there are %s."
              .formatted(Query.shorten(metric), String.join(", ", state.metrics())));
    }
    int trials = query.count("trials", 2, 2_000, 400);
    int points = query.count("points", 4, 2_000, 200);
    Json.answer(context, CurveList.of(state, metric, query.count("after", 0), trials, points));
  }

  void trial(Context context) {
    Query query = new Query(context).allow();
    SweepId id = query.sweep();
    SweepState state = histories.state(id);
    Trial trial = trial(state, query.trial());
    TrialPast.View past = histories.past(id, trial.number());
    List<TrialEvent.Logged> logs = histories.logs(id, past.logs());
    List<String> pictures = histories.folder(id, trial.number()).pictureNames();
    Json.answer(context, TrialDetail.of(state, trial, past, logs, pictures, clock.instant()));
  }

  /** A picture that a trial left. A version keeps browsers from showing an earlier one. */
  void picture(Context context) {
    Query query = new Query(context).allow("version");
    SweepId id = query.sweep();
    Trial trial = trial(histories.state(id), query.trial());
    byte[] picture =
        histories
            .folder(id, trial.number())
            .picture(context.pathParam("name"))
            .orElseThrow(() -> Problem.notFound("there is no such picture."));
    context.header("Cache-Control", "no-cache").contentType("image/png").result(picture);
  }

  static Trial trial(SweepState state, long number) {
    List<Trial> trials = state.history().trials();
    if (number > trials.size()) {
      throw Problem.notFound(
          "there is no trial %d; sweep %s has %d."
              .formatted(number, state.record().id(), trials.size()));
    }
    return trials.get((int) number - 1);
  }

  /** All sweeps, oldest first. */
  record Sweeps(List<SweepSummary> sweeps) {}
}
