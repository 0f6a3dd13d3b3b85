package io.attune.ui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.attune.run.AskConflict;
import io.attune.run.AskedSweep;
import io.attune.run.AskedSweeps;
import io.attune.run.Ending;
import io.attune.run.Given;
import io.attune.run.Request;
import io.attune.store.SweepId;
import io.attune.sweep.SweepDocument;
import io.attune.sweep.SweepFile;
import io.attune.sweep.SweepFileException;
import io.attune.sweep.ValueJson;
import io.attune.trial.Trial;
import io.attune.trial.TrialState;
import io.attune.ui.access.Caller;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** For programs that drive their own loop: they put a sweep in, ask for trials and tell of them. */
record AskApi(AskedSweeps sweeps) {
  private static final JsonMapper VALUES =
      JsonMapper.builder().addModule(ValueJson.module()).build();
  private static final int LONGEST_REASON = 2_000;

  /** Puts in a sweep, whose file says {@code trainer: asked}. */
  void create(Context context) {
    new Query(context).allow();
    Body body = Body.of(context).allow("id", "by", "file");
    Request request = request(context, body);
    SweepDocument document = document(body.text("file"));
    SweepId id = refusing(() -> sweeps.create(document.sweep(), document.source(), request));
    context.status(201).header("Location", "/api/v1/sweeps/" + id);
    Json.answer(context, new Created(id.value(), document.notices()));
  }

  /** Gives out a trial. */
  void ask(Context context) {
    Query query = new Query(context).allow();
    Request request = request(context, Body.of(context).allow("id", "by"));
    Json.answer(context, Answer.of(with(query.sweep(), sweep -> sweep.ask(request))));
  }

  /** Takes a report, the end, or both. */
  void tell(Context context) {
    Query query = new Query(context).allow();
    SweepId id = query.sweep();
    int trial = (int) Math.min(Integer.MAX_VALUE, query.trial());
    Body body = Body.of(context).allow("attempt", "step", "metrics", "end", "reason");
    int attempt = body.whole("attempt", 1, Integer.MAX_VALUE);
    Optional<Ending> ending = body.optional("end").map(AskApi::ending);
    String reason = body.optional("reason").orElse("");
    if (reason.length() > LONGEST_REASON) {
      throw Problem.badRequest("reason may have %d characters.".formatted(LONGEST_REASON));
    }
    Json.answer(
        context,
        Told.of(
            with(
                id,
                sweep -> {
                  Optional<Trial> told = report(sweep, trial, attempt, body);
                  return ending
                      .map(end -> sweep.end(trial, attempt, end, reason))
                      .or(() -> told)
                      .orElseThrow(
                          () -> Problem.badRequest("tell step and metrics, or end, or both."));
                })));
  }

  private static Optional<Trial> report(AskedSweep sweep, int trial, int attempt, Body body) {
    if (!body.has("step") && !body.has("metrics")) {
      return Optional.empty();
    }
    Map<String, Double> metrics = body.metrics("metrics");
    if (metrics.isEmpty()) {
      throw Problem.badRequest("metrics must name at least one metric.");
    }
    return Optional.of(sweep.report(trial, attempt, body.whole("step"), metrics));
  }

  /** What a program asks for has an id, so that it can ask again. */
  static Request request(Context context, Body body) {
    try {
      String by = body.optional("by").orElse(Caller.of(context).name());
      return new Request(body.text("id"), by);
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(String.valueOf(e.getMessage()));
    }
  }

  private <T> T with(SweepId id, Function<AskedSweep, T> action) {
    if (!sweeps.isAsked(id)) {
      throw Problem.conflict(
          "not-asked", "no trials of sweep %s can be asked for, if there is one.".formatted(id));
    }
    return refusing(() -> sweeps.with(id, action));
  }

  private static <T> T refusing(java.util.function.Supplier<T> action) {
    try {
      return action.get();
    } catch (AskConflict e) {
      throw Problem.conflict(
          e.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
          String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      throw Problem.notApplicable(String.valueOf(e.getMessage()));
    }
  }

  private static SweepDocument document(String file) {
    try {
      return SweepFile.parse(file, "sweep");
    } catch (SweepFileException e) {
      throw Problem.notApplicable(String.join("\n", e.problems()));
    }
  }

  private static Ending ending(String word) {
    return Arrays.stream(Ending.values())
        .filter(ending -> ending.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElseThrow(
            () -> Problem.badRequest("end must be \"completed\", \"failed\" or \"stopped\"."));
  }

  /** A sweep that was put in, and what its file says in vain. */
  record Created(long sweep, List<String> notices) {}

  /**
   * What is given out.
   *
   * @param standing given, waiting, paused or finished
   */
  record Answer(String standing, @Nullable Handed trial) {
    static Answer of(Given given) {
      return new Answer(
          given.standing().name().toLowerCase(Locale.ROOT),
          given.trial().map(trial -> Handed.of(given, trial)).orElse(null));
    }
  }

  /** A trial to train. */
  record Handed(int number, int attempt, long firstStep, String state, JsonNode parameters) {
    static Handed of(Given given, Trial trial) {
      return new Handed(
          trial.number(),
          given.attempt(),
          given.firstStep(),
          TrialRow.state(trial.state(), true),
          VALUES.valueToTree(trial.assignment().values()));
    }
  }

  /** Whether to go on, and how the trial stands. */
  record Told(boolean goOn, String state, String reason) {
    static Told of(Trial trial) {
      return new Told(
          trial.state() instanceof TrialState.Running,
          TrialRow.state(trial.state(), true),
          TrialRow.reason(trial.state(), true));
    }
  }
}
