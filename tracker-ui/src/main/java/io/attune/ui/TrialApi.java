package io.attune.ui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.attune.run.Batch;
import io.attune.run.Receipt;
import io.attune.run.StreamGap;
import io.attune.run.TrialGate;
import io.attune.run.TrialPlan;
import io.attune.sweep.ValueJson;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What a program may do that trains a trial: ask what to train, report, print. It shows the key of
 * its trial as a bearer token, which is good for nothing else and for no longer than it trains.
 */
record TrialApi(TrialGate gate) {
  /** Where all of it is. */
  static final String ROOT = "/api/v1/trial";

  private static final JsonMapper JSON = JsonMapper.builder().addModule(ValueJson.module()).build();
  private static final String BEARER = "Bearer ";

  /** What to train. */
  void plan(Context context) {
    new Query(context).allow();
    TrialPlan plan = visitor(context).plan();
    Json.answer(
        context,
        new Plan(
            plan.trial(),
            plan.attempt(),
            JSON.valueToTree(plan.assignment().values()),
            plan.seed(),
            plan.firstStep(),
            plan.directory().toAbsolutePath().toString()));
  }

  /** Takes a report; the answer comes when it is on disk. */
  void report(Context context) {
    new Query(context).allow();
    TrialGate.Visitor visitor = visitor(context);
    Body body = Body.of(context);
    long step = body.whole("step");
    Map<String, Double> metrics = body.metrics("metrics");
    context.future(
        () -> {
          try {
            return visitor
                .report(step, metrics)
                .thenAccept(goOn -> Json.answer(context, new Answer(goOn)));
          } catch (IllegalArgumentException e) {
            throw Problem.badRequest(String.valueOf(e.getMessage()));
          }
        });
  }

  /** Keeps lines with the trial. */
  void log(Context context) {
    new Query(context).allow();
    TrialGate.Visitor visitor = visitor(context);
    Body body = Body.of(context);
    body.optional("text")
        .orElseThrow(() -> Problem.badRequest("text must be a text."))
        .lines()
        .forEach(visitor::log);
    Json.answer(context, Map.of());
  }

  /** Takes a batch of what a program logs; the answer comes when it is on disk. */
  void batch(Context context) {
    new Query(context).allow();
    TrialGate.Visitor visitor = visitor(context);
    Batch batch = EntryReader.batch(Body.of(context).json(), Instant.now());
    context.future(
        () -> {
          try {
            return visitor
                .receive(batch)
                .thenAccept(told -> Json.answer(context, Received.of(told)));
          } catch (StreamGap e) {
            Gap.of(e).answer(context);
            return CompletableFuture.completedFuture(null);
          }
        });
  }

  /** Who sends a request. */
  TrialGate.Visitor visitor(Context context) {
    @Nullable String header = context.header("Authorization");
    if (header == null || !header.startsWith(BEARER)) {
      throw Problem.unauthorized("Send the trial's key as a bearer token; it is in ATTUNE_TOKEN.");
    }
    return gate.visitor(header.substring(BEARER.length()).strip())
        .orElseThrow(
            () -> Problem.unauthorized("This key opens nothing: the attempt it is for is over."));
  }

  /** What a program trains. */
  record Plan(
      int trial, int attempt, JsonNode parameters, long seed, long firstStep, String directory) {}

  /** What is on disk now, and whether to go on. */
  record Received(long acknowledged, boolean goOn, List<Receipt.Refused> refused) {
    static Received of(TrialGate.Told told) {
      return new Received(told.receipt().acknowledged(), told.goOn(), told.receipt().refused());
    }
  }

  /** Whether to go on. */
  record Answer(boolean goOn) {}
}
