package io.attune.ui;

import io.attune.store.SweepId;
import io.attune.store.SweepRecord;
import io.attune.trial.Trial;
import io.attune.trial.TrialEvent;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers under {@code /api/v1}. */
record Api(Histories histories, InstantSource clock) {
  /** Most rows of a page; the pages of the dashboard get by with one. */
  private static final int MOST = 100_000;

  void sweeps(Context context) {
    Query query = new Query(context).allow("after", "limit");
    long after = query.count("after", 0);
    int limit = query.count("limit", 1, MOST, MOST);
    Instant now = clock.instant();
    List<SweepRecord> rest =
        histories.sweeps().stream().filter(record -> record.id().value() > after).toList();
    List<SweepSummary> page =
        rest.stream().limit(limit).map(record -> histories.summary(record, now)).toList();
    boolean more = page.size() < rest.size();
    Json.answer(context, new Sweeps(page, more ? page.get(limit - 1).id() : null));
  }

  void sweep(Context context) {
    SweepState state = histories.state(new Query(context).allow().sweep());
    Json.answer(context, SweepDetail.of(state, clock.instant()));
  }

  void trials(Context context) {
    Query query = new Query(context).allow("after", "from", "limit");
    SweepState state = histories.state(query.sweep());
    TrialList.Part part =
        new TrialList.Part(
            query.count("after", 0), query.count("from", 1), query.count("limit", 1, MOST, MOST));
    Json.answer(context, TrialList.of(state, part, clock.instant()));
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
    Json.answer(
        context,
        TrialDetail.of(
            state,
            trial,
            past,
            logs,
            pictures,
            metric -> histories.recorded(id, trial.number(), metric, TrialDetail.POINTS),
            clock.instant()));
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

  /** The trial with a number, which must be there. */
  static Trial trial(SweepState state, long number) {
    List<Trial> trials = state.history().trials();
    if (number > trials.size()) {
      throw Problem.notFound(
          "there is no trial %d; sweep %s has %d."
              .formatted(number, state.record().id(), trials.size()));
    }
    return trials.get((int) number - 1);
  }

  /**
   * Sweeps, oldest first.
   *
   * @param next to ask after for what follows, or null
   */
  record Sweeps(List<SweepSummary> sweeps, @Nullable Long next) {}
}
