package io.attune.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.attune.run.Inbox;
import io.attune.run.Keepsake;
import io.attune.run.TrialGate;
import io.attune.run.TrialPlan;
import io.attune.space.Assignment;
import io.attune.space.Nothing;
import io.attune.store.MemoryStore;
import io.attune.trial.Cause;
import io.attune.trial.Reading;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What programs that train a trial may say over HTTP, and what nobody may. */
class TrialApiTest {
  private final TrialGate gate = new TrialGate();
  private final MemoryStore store = new MemoryStore();
  private final Told told = new Told();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Dashboard dashboard =
      Dashboard.start(store, DashboardOptions.standard().gate(gate));
  private final String key = gate.open(plan(), told);

  @AfterEach
  void stop() {
    dashboard.close();
    store.close();
  }

  private static TrialPlan plan() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("lr", 1e-5);
    values.put("depth", Nothing.NONE);
    return new TrialPlan(
        4, 2, TrialPlan.Purpose.TRAIN, new Assignment(values), -9, 3, Path.of("/t"));
  }

  /** Hand-written; keeps what it is told and answers when it is asked to. */
  private static final class Told implements Inbox {
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    private volatile CompletableFuture<Boolean> answer = CompletableFuture.completedFuture(true);

    @Override
    public void placed(TrialPlan plan, Map<String, String> environment) {}

    @Override
    public CompletableFuture<Boolean> reported(
        TrialPlan plan, long step, Map<String, Double> metrics) {
      if (step < 0) {
        throw new IllegalArgumentException("steps start at 0.");
      }
      seen.add(step + " " + new TreeMap<>(metrics));
      return answer;
    }

    @Override
    public CompletableFuture<Boolean> recorded(TrialPlan plan, List<Reading> readings) {
      readings.forEach(reading -> seen.add(reading.toString()));
      return answer;
    }

    @Override
    public void logged(TrialPlan plan, String line) {
      seen.add(line);
    }

    @Override
    public CompletableFuture<Void> attached(TrialPlan plan, Keepsake keepsake) {
      seen.add(keepsake.what() + " " + keepsake.text());
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void tested(TrialPlan plan, Map<String, Double> metrics) {}

    @Override
    public void ended(TrialPlan plan, Optional<Cause> failure) {}

    @Override
    public void broken(String message) {}
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(dashboard.uri().resolve(path))
        .header("Authorization", "Bearer " + key);
  }

  private HttpRequest.Builder post(String path, String body) {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private void assertProblem(int status, String detail, HttpRequest.Builder request)
      throws Exception {
    HttpResponse<String> answer = send(request);
    assertEquals(status, answer.statusCode(), answer.body());
    assertEquals(
        "application/problem+json", answer.headers().firstValue("Content-Type").orElseThrow());
    assertEquals(detail, new ObjectMapper().readTree(answer.body()).get("detail").textValue());
  }

  @Test
  void aProgramAsksWhatToTrain() throws Exception {
    HttpResponse<String> answer = send(request("/api/v1/trial"));
    assertEquals(200, answer.statusCode());
    assertEquals(
        "{\"trial\":4,\"attempt\":2,\"parameters\":{\"lr\":1.0E-5,\"depth\":null},\"seed\":-9,"
            + "\"firstStep\":3,\"directory\":\"/t\"}",
        answer.body());
  }

  @Test
  void aReportIsAnsweredOnceItIsOnDisk() throws Exception {
    told.answer = new CompletableFuture<>();
    CompletableFuture<HttpResponse<String>> sent =
        client.sendAsync(
            post("/api/v1/trial/reports", "{\"step\": 7, \"metrics\": {\"loss\": 0.5}}").build(),
            HttpResponse.BodyHandlers.ofString());
    while (told.seen.isEmpty()) {
      Thread.onSpinWait();
    }
    assertEquals(List.of("7 {loss=0.5}"), told.seen);
    assertFalse(sent.isDone());
    told.answer.complete(false);
    assertEquals("{\"goOn\":false}", sent.get(30, TimeUnit.SECONDS).body());
  }

  @Test
  void numbersThatJsonLacksAreTakenBothWays() throws Exception {
    String body =
        "{\"step\": 1, \"metrics\": {\"a\": NaN, \"b\": \"NaN\", \"c\": -Infinity,"
            + " \"d\": \"Infinity\", \"e\": 1}}";
    assertEquals("{\"goOn\":true}", send(post("/api/v1/trial/reports", body)).body());
    assertEquals(List.of("1 {a=NaN, b=NaN, c=-Infinity, d=Infinity, e=1.0}"), told.seen);
  }

  @Test
  void linesAreKept() throws Exception {
    assertEquals(200, send(post("/api/v1/trial/log", "{\"text\": \"a\\nb\"}")).statusCode());
    assertEquals(List.of("a", "b"), told.seen);
  }

  @Test
  void aBatchThatIsSentAgainCountsOnce() throws Exception {
    String batch =
        "{\"stream\": \"s\", \"first\": 1, \"entries\": [{\"log\": \"a\"},"
            + " {\"report\": {\"loss\": 1}, \"step\": -1},"
            + " {\"report\": {\"loss\": 0.5}, \"step\": 3},"
            + " {\"metrics\": {\"rate\": 0.1}, \"step\": 70, \"at\": 5}, {\"params\": {}}]}";
    assertEquals(
        "{\"acknowledged\":5,\"goOn\":true,\"refused\":[{\"number\":2,\"detail\":\"steps start at 0.\"},"
            + "{\"number\":5,\"detail\":\"a trial that Attune runs has metrics, reports and lines; it was given the rest.\"}]}",
        send(post("/api/v1/trial/batches", batch)).body());
    told.answer = CompletableFuture.completedFuture(false);
    assertEquals(
        "{\"acknowledged\":5,\"goOn\":false,\"refused\":[]}",
        send(post("/api/v1/trial/batches", batch)).body());
    assertEquals(
        List.of("a", "3 {loss=0.5}", "Reading[metric=rate, step=70, millis=5, value=0.1]"),
        told.seen);
    assertProblem(
        409,
        "stream s goes on with entry 6, but the batch begins with entry 9. Send it from entry 6 on.",
        post(
            "/api/v1/trial/batches",
            "{\"stream\": \"s\", \"first\": 9, \"entries\": [{\"log\": \"a\"}]}"));
  }

  @Test
  void nobodySpeaksWithoutTheTrialsKey() throws Exception {
    String body = "{\"step\": 1, \"metrics\": {}}";
    String over = "This key opens nothing: the attempt it is for is over.";
    String none = "Send the trial's key as a bearer token; it is in ATTUNE_TOKEN.";
    for (String path :
        List.of("/api/v1/trial/reports", "/api/v1/trial/log", "/api/v1/trial/batches")) {
      assertProblem(401, none, post(path, body).setHeader("Authorization", "Basic " + key));
      assertProblem(401, over, post(path, body).setHeader("Authorization", "Bearer " + key + "0"));
    }
    assertProblem(401, none, HttpRequest.newBuilder(dashboard.uri().resolve("/api/v1/trial")));
    gate.close(key);
    assertProblem(401, over, post("/api/v1/trial/reports", body));
    assertProblem(401, over, request("/api/v1/trial"));
    assertEquals(List.of(), told.seen);
  }

  @Test
  void eachAttemptHasAKeyOfItsOwn() throws Exception {
    Told other = new Told();
    String second = gate.open(plan(), other);
    assertFalse(second.equals(key));
    assertTrue(second.matches("[0-9a-f]{48}"), second);
    send(
        post("/api/v1/trial/log", "{\"text\": \"mine\"}")
            .setHeader("Authorization", "Bearer " + second));
    assertEquals(List.of("mine"), other.seen);
    assertEquals(List.of(), told.seen);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[] | the body must be a JSON object, such as {\"step\": 1}.",
        "{} | step must be a whole number, such as 1.",
        "{\"step\": 1.5} | step must be a whole number, such as 1.",
        "{\"step\": 1} | metrics must be an object, such as {\"val_loss\": 0.3}.",
        "{\"step\": 1, \"metrics\": {\"a\": \"x\"}} | metric a must be a number, but is \"x\".",
        "{\"step\": 1, \"metrics\": {\"a\": null}} | metric a must be a number, but is null.",
        "{\"step\": -1, \"metrics\": {\"a\": 1}} | steps start at 0."
      })
  void whatIsNoReportIsRefused(String body, String detail) throws Exception {
    assertProblem(400, detail, post("/api/v1/trial/reports", body));
    assertEquals(List.of(), told.seen);
  }

  @Test
  void bodiesAreSmallJsonOfFewLevels() throws Exception {
    String text = "{\"text\": \"" + "x".repeat(1 << 20) + "\"}";
    String tooLarge = "a request may have 1 MB; send several reports instead.";
    assertProblem(413, tooLarge, post("/api/v1/trial/log", text));
    byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    assertProblem(
        413,
        tooLarge,
        request("/api/v1/trial/log")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(bytes))));
    assertProblem(
        415,
        "the Content-Type must be application/json.",
        post("/api/v1/trial/log", "{}").setHeader("Content-Type", "text/plain"));
    String deep = "{\"a\": ".repeat(100) + "1" + "}".repeat(100);
    assertEquals(400, send(post("/api/v1/trial/reports", deep)).statusCode());
    assertEquals(400, send(post("/api/v1/trial/reports", "{\"step\": ")).statusCode());
    assertEquals(400, send(post("/api/v1/trial/reports?x=1", "{}")).statusCode());
    assertEquals(List.of(), told.seen);
  }

  @Test
  void theKeyOpensNothingElse() throws Exception {
    String unknown = "this token is not known, or good no more.";
    assertProblem(401, unknown, request("/api/v1/sweeps"));
    assertProblem(401, unknown, request("/api/v1/stream"));
    assertProblem(401, unknown, request("/api/v1/me"));
    for (String path : List.of("/api/v1/trials", "/api/v1/trialX")) {
      assertEquals(404, send(post(path, "{}")).statusCode());
    }
    assertEquals(404, send(post("/api/v1/trial/nothing", "{}")).statusCode());
    assertEquals(405, send(request("/api/v1/trial").DELETE()).statusCode());
    assertEquals(
        405, send(request("/api/v1/trial/log").PUT(BodyPublishers.ofString("{}"))).statusCode());
  }
}
