package io.attune.ui;

import com.fasterxml.jackson.databind.JsonNode;
import io.attune.run.Batch;
import io.attune.run.Content;
import io.attune.run.ContentMissing;
import io.attune.run.Opening;
import io.attune.run.Receipt;
import io.attune.run.Recorder;
import io.attune.run.Recordings;
import io.attune.run.StreamGap;
import io.attune.store.BlobStore;
import io.attune.ui.access.Door;
import io.attune.ui.access.Role;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Records what programs run that Attune did not start. Each batch says which part of a numbered
 * stream it is, so that it may be sent again until it is answered.
 */
record RecordingApi(Recordings recordings, InstantSource clock) {
  private static final String ROOT = "/api/v1/recordings";
  private static final Set<String> KEYS =
      Set.of("sweep", "run", "at", "name", "params", "tags", "group", "parent");
  private static final int MOST_SHOWN = 20;

  RecordingApi(Recorder recorder) {
    this(new Recordings(recorder), InstantSource.system());
  }

  void routes(RoutesConfig routes) {
    routes.post(ROOT, this::open, Role.RUNNER);
    routes.post(ROOT + "/{run}/batches", this::receive, Role.RUNNER);
    routes.put(ROOT + "/{run}/blobs/{sha256}", this::keep, Role.RUNNER, Door.BYTES);
  }

  /** Begins a run, or finds it. */
  private void open(Context context) {
    new Query(context).allow();
    JsonNode body = Body.of(context).json();
    EntryReader.checkKeys(body, KEYS, "a run");
    try {
      Recordings.Place place = recordings.open(opening(body));
      Json.answer(context, new Opened(place.sweep().value(), place.trial(), place.run()));
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(String.valueOf(e.getMessage()));
    } catch (IllegalStateException e) {
      throw Problem.conflict("conflict", String.valueOf(e.getMessage()));
    }
  }

  private static Opening opening(JsonNode body) {
    Map<String, String> tags = new LinkedHashMap<>(EntryReader.tags(body));
    for (String key : List.of("group", "parent")) {
      Fields.text(body, key).ifPresent(value -> tags.put("attune." + key, value));
    }
    Optional<Instant> at =
        body.has("at")
            ? Optional.of(Instant.ofEpochMilli(Fields.whole(body, "at", 0)))
            : Optional.empty();
    return new Opening(
        Fields.text(body, "sweep").orElse(""),
        Fields.text(body, "run").orElse(""),
        at,
        Fields.text(body, "name"),
        EntryReader.parameters(body, "params"),
        tags);
  }

  /** Takes a batch; the answer comes when it is on disk. */
  private void receive(Context context) {
    new Query(context).allow();
    String run = context.pathParam("run");
    Batch batch = EntryReader.batch(Body.of(context).json(), clock.instant());
    try {
      Receipt receipt = recordings.receive(run, batch).orElseThrow(() -> unknown(run));
      Json.answer(context, new Received(receipt.acknowledged(), shown(receipt)));
    } catch (StreamGap e) {
      Gap.of(e).answer(context);
    } catch (ContentMissing e) {
      Missing.of(e).answer(context);
    }
  }

  private static Problem unknown(String run) {
    return Problem.notFound(
        "there is no run \"%s\" here. Begin it first: POST %s."
            .formatted(Query.shorten(run), ROOT));
  }

  /** Takes a content that entries name; the answer comes when it is on disk. */
  private void keep(Context context) {
    new Query(context).allow();
    String run = context.pathParam("run");
    BlobStore blobs = recordings.blobs(run).orElseThrow(() -> unknown(run));
    try {
      BlobStore.Blob blob =
          blobs.put(context.req().getInputStream(), Content.MOST_FILE, context.pathParam("sha256"));
      Json.answer(context, blob);
    } catch (IllegalArgumentException | BlobStore.OtherContentException e) {
      throw Problem.badRequest(String.valueOf(e.getMessage()));
    } catch (BlobStore.TooLargeException e) {
      throw Problem.tooLarge(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Receipt.Refused> shown(Receipt receipt) {
    return receipt.refused().stream().limit(MOST_SHOWN).toList();
  }

  /** Where a run is. */
  record Opened(long sweep, int trial, String run) {}

  /** What is on disk now. */
  record Received(long acknowledged, List<Receipt.Refused> refused) {}
}
