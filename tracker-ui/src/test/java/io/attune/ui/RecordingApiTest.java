package io.attune.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.attune.run.Recorder;
import io.attune.store.MemoryStore;
import io.attune.store.SweepId;
import io.attune.trial.LiveHistory;
import io.attune.trial.Trial;
import io.attune.trial.TrialEvent;
import io.attune.trial.TrialState;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recording runs over HTTP, as a program in any language does it. */
class RecordingApiTest {
  private static final String ROOT = "/api/v1/recordings";

  private final MemoryStore store = new MemoryStore();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Dashboard dashboard =
      Dashboard.start(
          store,
          DashboardOptions.standard()
              .recorder(new Recorder(store, InstantSource.system(), id -> false)));

  @AfterEach
  void stop() {
    dashboard.close();
    store.close();
  }

  private HttpRequest.Builder request(String path, String body) {
    return HttpRequest.newBuilder(dashboard.uri().resolve(path))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private String post(String path, String body) throws Exception {
    HttpResponse<String> answer = send(request(path, body));
    assertEquals(200, answer.statusCode(), answer.body());
    new Contract().check("POST", path, null, answer);
    return answer.body();
  }

  private void assertProblem(int status, String detail, HttpRequest.Builder request)
      throws Exception {
    HttpResponse<String> answer = send(request);
    new Contract().check("POST", request.build().uri().getPath(), null, answer);
    assertEquals(status, answer.statusCode(), answer.body());
    assertEquals(
        "application/problem+json", answer.headers().firstValue("Content-Type").orElseThrow());
    assertEquals(detail, new ObjectMapper().readTree(answer.body()).get("detail").textValue());
  }

  private Trial trial() {
    SweepId id = new SweepId(1);
    LiveHistory history = new LiveHistory(store.sweep(id).orElseThrow().sweep().criteria());
    store.pages(id).forEach(history::addAll);
    return history.trial(1);
  }

  @Test
  void aRunIsRecordedFromItsBeginningToItsEnd() throws Exception {
    String opening =
        """
        {"sweep": "digits", "run": "r-1", "at": 1000, "name": "first", "group": "folds",
         "params": {"lr": 0.1, "opt": "adam", "deep": true}, "tags": {"team": "vision"}}
        """;
    assertEquals("{\"sweep\":1,\"trial\":1,\"run\":\"r-1\"}", post(ROOT, opening));
    assertEquals("{\"sweep\":1,\"trial\":1,\"run\":\"r-1\"}", post(ROOT, opening));
    String batch =
        """
        {"stream": "s", "first": 1, "entries": [
          {"step": 1, "at": 2000, "metrics": {"loss": 0.5, "odd": NaN, "far": "-Infinity"}},
          {"step": 2, "at": 3000, "metrics": {"loss": 0.25}},
          {"params": {"epochs": 9}}, {"tags": {"note": "good"}, "name": "better"},
          {"log": "a line", "at": 4000}, {"state": "completed", "at": 5000}]}
        """;
    for (int i = 0; i < 2; i++) {
      assertEquals("{\"acknowledged\":6,\"refused\":[]}", post(ROOT + "/r-1/batches", batch));
    }
    Trial trial = trial();
    assertEquals(new TrialState.Completed(0.25), trial.state());
    assertEquals(Instant.ofEpochMilli(1000), trial.started());
    assertEquals(Instant.ofEpochMilli(5000), trial.ended().orElseThrow());
    assertEquals(
        Map.of("lr", "0.1", "opt", "adam", "deep", "true", "epochs", "9"),
        trial.dossier().parameters());
    assertEquals(
        Map.of("team", "vision", "note", "good", "attune.group", "folds", "attune.run", "r-1"),
        trial.dossier().label().tags());
    assertEquals("better", trial.dossier().label().name().orElseThrow());
    assertEquals(2, trial.dossier().readings().get("loss").size());
    assertEquals(3000, trial.dossier().readings().get("loss").latest("loss").millis());
    assertTrue(Double.isNaN(trial.curve("odd").last()));
    assertEquals(Double.NEGATIVE_INFINITY, trial.curve("far").last());
    assertEquals(
        List.of("a line"),
        store.eventsAfter(new SweepId(1), 0, 100).stream()
            .filter(TrialEvent.Logged.class::isInstance)
            .map(event -> ((TrialEvent.Logged) event).text())
            .toList());
  }

  @Test
  void aGapSaysWhichNumberIsExpected() throws Exception {
    post(ROOT, "{\"sweep\": \"digits\", \"run\": \"r\"}");
    HttpRequest.Builder early =
        request(
            ROOT + "/r/batches",
            "{\"stream\": \"s\", \"first\": 7, \"entries\": [{\"log\": \"x\"}]}");
    assertProblem(
        409,
        "stream s goes on with entry 1, but the batch begins with entry 7. Send it from entry 1 on.",
        early);
    assertEquals(1, new ObjectMapper().readTree(send(early).body()).get("expected").intValue());
  }

  @Test
  void aRunThatNobodyBeganIsNotFound() throws Exception {
    assertProblem(
        404,
        "there is no run \"r\" here. Begin it first: POST /api/v1/recordings.",
        request(
            ROOT + "/r/batches",
            "{\"stream\": \"s\", \"first\": 1, \"entries\": [{\"log\": \"x\"}]}"));
  }

  @Test
  void oneRunBelongsToOneSweep() throws Exception {
    post(ROOT, "{\"sweep\": \"digits\", \"run\": \"r\"}");
    assertProblem(
        409,
        "run r belongs to sweep 1 already. Give this one another name.",
        request(ROOT, "{\"sweep\": \"other\", \"run\": \"r\"}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | stream is missing; it names who writes.",
        "{\"stream\": \"s\"} | entries must be a list, such as [{\"log\": \"a line\"}].",
        "{\"stream\": \"s\", \"first\": 1, \"entries\": []} | a batch has 1 to 5000 entries, but this one has 0.",
        "{\"stream\": \"s\", \"first\": 1.5, \"entries\": []} | first must be a whole number, but is 1.5.",
        "{\"stream\": \"s\", \"more\": 1} | a batch has no more; there are entries, first, stream.",
        "[{\"x\": 1}] | entry 1: {\"x\":1} tells nothing that is known; there are metrics, log, attach, params, tags, name and state.",
        "[{\"log\": \"a\"}, {\"step\": \"1\", \"metrics\": {}}] | entry 2: step must be a whole number, but is \"1\".",
        "[{\"metrics\": {\"a\": \"x\"}}] | entry 1: metric a must be a number, but is \"x\".",
        "[{\"metrics\": {\" \": 1}}] | entry 1: \" \" is no name; names have 1 to 250 characters, and no control characters.",
        "[{\"metrics\": {\"a\": 1}, \"stp\": 3}] | entry 1: metrics has no stp; there are at, metrics, step.",
        "[{\"state\": \"done\"}] | entry 1: there is no state done; there are [running, completed, failed, stopped].",
        "[{\"params\": [1]}] | entry 1: params must be an object, such as {\"lr\": 0.1}, but is [1].",
        "[{\"log\": 3}] | entry 1: log must be a text, but is 3."
      })
  void whatIsNoBatchIsRefusedWhole(String body, String detail) throws Exception {
    post(ROOT, "{\"sweep\": \"digits\", \"run\": \"r\"}");
    String batch =
        body.startsWith("[")
            ? "{\"stream\": \"s\", \"first\": 1, \"entries\": " + body + "}"
            : body;
    assertProblem(400, detail, request(ROOT + "/r/batches", batch));
    assertEquals(Map.of(), trial().dossier().streams());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"run\": \"r\"} | sweep must be a name of 1 to 500 characters.",
        "{\"sweep\": \"s\"} | run must be a name of 1 to 100 characters.",
        "{\"sweep\": \"s\", \"run\": \"r\", \"parent\": \"r\"} | parent: run r cannot be its own parent. Name another run, or leave it out.",
        "{\"sweep\": \"s\", \"run\": \"r\", \"parameters\": {}} | a run has no parameters; there are at, group, name, params, parent, run, sweep, tags."
      })
  void whatIsNoRunIsRefused(String body, String detail) throws Exception {
    assertProblem(400, detail, request(ROOT, body));
    assertEquals(List.of(), store.sweeps());
  }

  @Test
  void pagesOfBrowsersMayNotRecord() throws Exception {
    String body = "{\"sweep\": \"digits\", \"run\": \"r\"}";
    for (HttpRequest.Builder foreign :
        List.of(
            request(ROOT, body).header("Origin", "http://evil.example"),
            request(ROOT, body).header("Sec-Fetch-Site", "cross-site"),
            request(ROOT, body).setHeader("Content-Type", "text/plain"))) {
      int status = send(foreign).statusCode();
      assertTrue(status >= 400 && status < 500, "status " + status);
    }
    assertEquals(List.of(), store.sweeps());
  }
}
