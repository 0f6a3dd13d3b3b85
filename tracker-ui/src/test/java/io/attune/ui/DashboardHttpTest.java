package io.attune.ui;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.attune.space.Assignment;
import io.attune.space.Domain;
import io.attune.space.SpaceEdit;
import io.attune.store.MemoryStore;
import io.attune.store.SweepId;
import io.attune.store.TrialFolder;
import io.attune.trial.Cause;
import io.attune.trial.SweepEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the dashboard answers over HTTP. */
class DashboardHttpTest {
  private final MemoryStore store = new MemoryStore();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Set<SweepId> live = new HashSet<>();
  private Dashboard dashboard;
  private Scenario story;

  @BeforeEach
  void start() {
    dashboard = Dashboard.start(store, DashboardOptions.standard().live(live::contains));
    story = new Scenario(store, DemoSweeps.digits("digits", 24)).opened();
    live.add(story.id);
    int first = story.start(Map.of("learning_rate", 0.01, "optimizer", "adam", "units", 64));
    story.pass(1_000).report(first, 1, Map.of("val_accuracy", 0.5, "val_loss", 1.5));
    story.pass(1_000).report(first, 2, Map.of("val_accuracy", 0.75, "val_loss", 0.9));
    story.log(first, "epoch 2 done").pass(1_000).complete(first, 0.75);
    int second = story.start(Map.of("learning_rate", 1.0, "optimizer", "sgd", "units", 16));
    story.report(
        second, 1, Map.of("val_accuracy", Double.NaN, "val_loss", Double.POSITIVE_INFINITY));
    story.fail(second, Cause.of(Cause.Kind.NOT_FINITE, "val_accuracy is NaN at step 1"));
    story.start(Map.of("learning_rate", 0.1, "optimizer", "sgd", "units", 32));
    story.save();
  }

  @AfterEach
  void stop() {
    dashboard.close();
  }

  @Test
  void everyAnswerCarriesSecurityHeaders() throws Exception {
    for (String path :
        List.of("", "api/v1/sweeps", "api/v1/sweeps/99", "assets/main.js", "nowhere")) {
      HttpResponse<String> answer = get(path);
      assertEquals(
          List.of(
              "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                  + " connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action"
                  + " 'self'"),
          answer.headers().allValues("Content-Security-Policy"),
          path);
      assertEquals(List.of("nosniff"), answer.headers().allValues("X-Content-Type-Options"), path);
      assertEquals(List.of("no-referrer"), answer.headers().allValues("Referrer-Policy"), path);
      assertEquals(
          List.of("same-origin"), answer.headers().allValues("Cross-Origin-Resource-Policy"), path);
      assertTrue(answer.headers().firstValue("Server").isEmpty(), path);
      assertTrue(answer.headers().firstValue("Access-Control-Allow-Origin").isEmpty(), path);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example", "127.0.0.1.evil.example:PORT", "localhost", "127.0.0.1", "127.0.0.1:1",
        "localhost.:PORT", "0.0.0.0:PORT", "[::]:PORT", "127.1:PORT", "user@127.0.0.1:PORT"
      })
  void otherHostsAreRefusedOnEveryRoute(String host) throws Exception {
    for (String path :
        List.of("/", "/api/v1/sweeps", "/api/v1/sweeps/1/stream", "/assets/main.js", "/x")) {
      int status = status("GET " + path, host);
      assertTrue(status == 421 || status == 400, path + " gave " + status);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:PORT", "localhost:PORT", "[::1]:PORT", "LOCALHOST:PORT"})
  void ownHostsAreServed(String host) throws Exception {
    assertEquals(200, status("GET /api/v1/sweeps", host));
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
  void methodsThatCouldChangeSomethingAreRefused(String method) throws Exception {
    assertEquals(405, status(method + " /api/v1/sweeps/1", "127.0.0.1:PORT"));
    assertEquals(405, status(method + " /", "127.0.0.1:PORT"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/sweeps/0",
        "/api/v1/sweeps/99",
        "/api/v1/sweeps/-1",
        "/api/v1/sweeps/NaN",
        "/api/v1/sweeps/1e3",
        "/api/v1/sweeps/99999999999999999999999",
        "/api/v1/sweeps/%00",
        "/api/v1/sweeps/1/trials/0",
        "/api/v1/sweeps/1/trials/4",
        "/api/v1/sweeps/1/trials/x",
        "/api/v1/sweeps/1/trials/999999999999999999",
        "/api/v1/sweeps/1/curves",
        "/api/v1/sweeps/1/curves?metric=nope",
        "/api/v1/sweeps/1/curves?metric=val_loss&points=-1",
        "/api/v1/sweeps/1/curves?metric=val_loss&points=1e9",
        "/api/v1/sweeps/1/curves?metric=val_loss&trials=99999999999999999999",
        "/api/v1/sweeps/1/trials?after=NaN",
        "/api/v1/sweeps/1/trials?after=-1",
        "/api/v1/sweeps/1/trials?after=1&after=2",
        "/api/v1/sweeps/1/trials?nope=1",
        "/api/v1/sweeps/1/stream?after=x",
        "/api/v1/sweeps/99/stream",
        "/api/v1/nope",
        "/api/v1/sweeps/..%2f..%2fetc%2fpasswd",
        "/assets/..%2fDashboard.class",
        "/assets/../../Dashboard.class",
        "/assets/%2e%2e/%2e%2e/pom.xml",
        "/assets/nope.js",
        "//etc/passwd",
        "/assets//etc/passwd",
        "/assets/main.js%00.css",
        "/api/v1/sweeps/1;a=b/trials;x",
        "/%",
        "/api/v1/sweeps/%ff%fe",
        "/api/v1/sweeps?a=%zz"
      })
  void badInputIsAClearErrorWithoutATrace(String path) throws Exception {
    String answer = raw("GET " + path, "127.0.0.1:PORT");
    int status = Integer.parseInt(answer.substring(9, 12));
    assertTrue(status == 400 || status == 404, answer);
    assertFalse(answer.contains("Exception"), answer);
    assertFalse(answer.contains("\tat "), answer);
    assertFalse(answer.contains("root:"), answer);
  }

  @Test
  void problemsAreProblemJson() throws Exception {
    HttpResponse<String> answer = get("api/v1/sweeps/99");
    assertEquals(404, answer.statusCode());
    assertEquals(
        "application/problem+json", answer.headers().firstValue("Content-Type").orElseThrow());
    assertEquals(
        "{\"type\":\"about:blank\",\"title\":\"Not found\",\"status\":404,"
            + "\"code\":\"not-found\",\"detail\":\"there is no sweep 99.\"}",
        answer.body());
  }

  @Test
  void listShowsEachSweepInShort() throws Exception {
    JsonNode sweep = json("api/v1/sweeps").at("/sweeps/0");
    assertEquals("digits", sweep.at("/name").textValue());
    assertEquals("running", sweep.at("/status").textValue());
    assertEquals(1, sweep.at("/trials/completed").intValue());
    assertEquals(1, sweep.at("/trials/failed").intValue());
    assertEquals(1, sweep.at("/trials/running").intValue());
    assertEquals(24, sweep.at("/budget").intValue());
    assertEquals(1, sweep.at("/best/trial").intValue());
    assertEquals(0.75, sweep.at("/best/score").doubleValue());
  }

  @Test
  void sweepTellsItsSpaceWithScales() throws Exception {
    JsonNode parameters = json("api/v1/sweeps/1").at("/parameters");
    assertEquals("log", parameters.at("/0/scale").textValue());
    assertEquals(1e-4, parameters.at("/0/min").doubleValue());
    assertEquals("inverse_log", parameters.at("/2/scale").textValue());
    assertEquals("nesterov", parameters.at("/2/when/optimizer/1").textValue());
    assertEquals(64, parameters.at("/5/choices/2").intValue());
  }

  @Test
  void anEditedSweepShowsItsSpaceAsItIsNowAndWhatWasChanged() throws Exception {
    SpaceEdit widen = new SpaceEdit.Widen("learning_rate", 1e-6, 1);
    SpaceEdit remove = new SpaceEdit.Remove("optimizer", "sgd");
    SpaceEdit fix = new SpaceEdit.Fix("layers", 2);
    Domain asked = DemoSweeps.digits("digits", 24).domain();
    Domain now = asked.edit(widen).edit(remove).edit(fix);
    story
        .steered(at -> new SweepEvent.Edited(at, now, "learning_rate: widened"))
        .steered(at -> new SweepEvent.Extended(at, 30))
        .steered(at -> new SweepEvent.Enqueued(at, new Assignment(Map.of("layers", 3)), ""))
        .steered(at -> new SweepEvent.Enqueued(at, new Assignment(Map.of("layers", 4)), ""))
        .start(Map.of("layers", 3));
    story.save();
    JsonNode sweep = json("api/v1/sweeps/1");
    assertEquals(1e-6, sweep.at("/parameters/0/min").doubleValue());
    assertEquals("nesterov", sweep.at("/parameters/1/choices/0").textValue());
    assertEquals(2, sweep.at("/fixed/layers").intValue());
    assertEquals(1, sweep.at("/waiting").intValue());
    assertEquals("learning_rate: widened", sweep.at("/news/0/text").textValue());
    assertEquals(3, sweep.at("/news/0/trials").intValue());
    assertEquals(30, sweep.at("/summary/budget").intValue());
    assertEquals("running", sweep.at("/summary/status").textValue());
    JsonNode trials = json("api/v1/sweeps/1/trials");
    assertEquals("", trials.at("/trials/0/origin").textValue());
    assertEquals("enqueued", trials.at("/trials/3/origin").textValue());
  }

  @Test
  void numbersThatJsonLacksCrossAsTexts() throws Exception {
    JsonNode answer = json("api/v1/sweeps/1/trials");
    int accuracy = index(answer.at("/metrics"), "val_accuracy");
    int loss = index(answer.at("/metrics"), "val_loss");
    assertEquals("NaN", answer.at("/trials/1/last/" + accuracy).textValue());
    assertEquals("Infinity", answer.at("/trials/1/last/" + loss).textValue());
    assertTrue(answer.at("/trials/1/score").isNull());
    assertEquals("val_accuracy is NaN at step 1", answer.at("/trials/1/reason").textValue());
    assertEquals(
        "NaN",
        json("api/v1/sweeps/1/curves?metric=val_accuracy")
            .at("/curves/1/points/values/0")
            .textValue());
  }

  @Test
  void onlyChangedTrialsAndCurvesComeAgain() throws Exception {
    long sequence = json("api/v1/sweeps/1/trials").at("/sequence").longValue();
    assertEquals(0, json("api/v1/sweeps/1/trials?after=" + sequence).at("/trials").size());
    story.report(3, 1, Map.of("val_accuracy", 0.3)).save();
    JsonNode trials = json("api/v1/sweeps/1/trials?after=" + sequence).at("/trials");
    assertEquals(1, trials.size());
    assertEquals(3, trials.at("/0/number").intValue());
    JsonNode curves =
        json("api/v1/sweeps/1/curves?metric=val_accuracy&after=" + sequence).at("/curves");
    assertEquals(1, curves.size());
    assertEquals(3, curves.at("/0/number").intValue());
  }

  @Test
  void trialTellsEverythingAboutItself() throws Exception {
    story.test(1, Map.of("test_accuracy", 0.7)).save();
    JsonNode trial = json("api/v1/sweeps/1/trials/1");
    assertEquals("epoch 2 done", trial.at("/logs/0/text").textValue());
    assertEquals("PyTorch 2.7.1", trial.at("/environment/engine").textValue());
    assertEquals(0.7, trial.at("/test/test_accuracy").doubleValue());
    assertEquals(2, trial.at("/curves/val_loss/steps/1").intValue());
    assertEquals("completed", trial.at("/attempts/0/state").textValue());
    assertEquals(3.0, trial.at("/trial/seconds").doubleValue());
  }

  @Test
  void curvesAreJudgedForTheTrialAndTheSweep() throws Exception {
    JsonNode finding = json("api/v1/sweeps/1/trials/2").at("/findings/0");
    assertEquals("diverged", finding.at("/verdict").textValue());
    assertEquals(1.0, finding.at("/confidence").doubleValue());
    assertTrue(finding.at("/next/0").isTextual(), finding.toString());
    JsonNode insights = json("api/v1/sweeps/1").at("/insights");
    assertEquals("diverged", insights.at("/verdicts/0/verdict").textValue());
    assertEquals(1, insights.at("/verdicts/0/trials").intValue());
    assertEquals(0, insights.at("/borders").size());
  }

  @Test
  void sweepWhoseProgramDiedIsShownAsInterrupted() throws Exception {
    live.clear();
    JsonNode sweep = json("api/v1/sweeps/1").at("/summary");
    assertEquals("interrupted", sweep.at("/status").textValue());
    assertEquals(
        "The program that ran this sweep ended without closing it. It can be resumed.",
        sweep.at("/reason").textValue());
    assertEquals("interrupted", json("api/v1/sweeps/1/trials").at("/trials/2/state").textValue());
    assertEquals("interrupted", json("api/v1/sweeps").at("/sweeps/0/status").textValue());
  }

  @Test
  void streamTellsAtOnceAndThenWhenSomethingHappens() throws Exception {
    try (BufferedReader stream = stream("api/v1/sweeps/1/stream")) {
      long first = nextUpdate(stream).at("/sequence").longValue();
      story.report(3, 1, Map.of("val_accuracy", 0.3)).save();
      assertEquals(first + 1, nextUpdate(stream).at("/sequence").longValue());
      story.interrupted("stopped").save();
      assertEquals("interrupted", nextUpdate(stream).at("/status").textValue());
    }
  }

  @Test
  void streamAfterTheLastEventWaitsForTheNext() throws Exception {
    long last = json("api/v1/sweeps/1").at("/summary/sequence").longValue();
    try (BufferedReader stream = stream("api/v1/sweeps/1/stream?after=" + last)) {
      assertEquals("retry: 1000", stream.readLine());
      story.report(3, 1, Map.of("val_accuracy", 0.3)).save();
      assertEquals(last + 1, nextUpdate(stream).at("/sequence").longValue());
    }
  }

  @Test
  void oneWatcherTooManyIsToldSo() throws Exception {
    List<BufferedReader> streams = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      streams.add(stream("api/v1/stream"));
      nextUpdate(streams.get(i));
    }
    HttpResponse<String> refused = get("api/v1/stream");
    assertEquals(429, refused.statusCode());
    assertTrue(
        refused.body().contains("64 pages are watching already; close one."), refused.body());
    assertEquals(200, get("api/v1/sweeps").statusCode());
    for (BufferedReader stream : streams) {
      stream.close();
    }
  }

  @Test
  void closingEndsStreamsAndFreesThePort() throws Exception {
    try (BufferedReader stream = stream("api/v1/stream")) {
      nextUpdate(stream);
      int port = dashboard.uri().getPort();
      dashboard.close();
      readToTheEnd(stream);
      Dashboard.start(store, DashboardOptions.standard().port(port)).close();
    }
  }

  @Test
  void takenPortIsOneClearMessage() {
    int port = dashboard.uri().getPort();
    DashboardException e =
        assertThrows(
            DashboardException.class,
            () -> Dashboard.start(store, DashboardOptions.standard().port(port)));
    assertEquals(
        "port %1$d on 127.0.0.1 cannot be used: another program listens there, or you may not. Maybe a dashboard is open already at http://127.0.0.1:%1$d/; else choose another port, or 0 for any free one."
            .formatted(port),
        e.getMessage());
  }

  @Test
  void filesAreAskedForAgainOnlyWhenTheyChanged() throws Exception {
    String tag = get("assets/main.js").headers().firstValue("ETag").orElseThrow();
    HttpRequest again =
        HttpRequest.newBuilder(dashboard.uri().resolve("assets/main.js"))
            .header("If-None-Match", tag)
            .build();
    assertEquals(304, client.send(again, HttpResponse.BodyHandlers.ofString()).statusCode());
  }

  @Test
  void picturesOfATrialAreListedAndServedAsPng() throws Exception {
    byte[] png = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 42};
    Path pictures = TrialFolder.of(store.files(story.id), 1).pictures();
    Files.createDirectories(pictures);
    Files.write(pictures.resolve("first-layer.png"), png);
    Files.write(pictures.getParent().resolve("secret.png"), png);
    String trial = "api/v1/sweeps/" + story.id + "/trials/1";

    assertEquals("first-layer", json(trial).path("pictures").path(0).asText());
    HttpResponse<byte[]> answer =
        client.send(
            HttpRequest.newBuilder(
                    dashboard.uri().resolve(trial + "/pictures/first-layer?version=2"))
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
    assertEquals(200, answer.statusCode());
    assertEquals("image/png", answer.headers().firstValue("Content-Type").orElseThrow());
    assertArrayEquals(png, answer.body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"..%2fsecret", "secret", "%2e%2e", "first-layer.png", "FIRST-LAYER", "%00"})
  void otherFilesOfATrialAreNotServed(String name) throws Exception {
    byte[] png = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 42};
    Path pictures = TrialFolder.of(store.files(story.id), 1).pictures();
    Files.createDirectories(pictures);
    Files.write(pictures.resolve("first-layer.png"), png);
    Files.write(pictures.getParent().resolve("secret.png"), png);

    int status = get("api/v1/sweeps/" + story.id + "/trials/1/pictures/" + name).statusCode();

    assertTrue(status == 404 || status == 400, "status " + status);
  }

  private HttpResponse<String> get(String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(dashboard.uri().resolve(path)).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private JsonNode json(String path) throws Exception {
    HttpResponse<String> answer = get(path);
    assertEquals(200, answer.statusCode(), answer.body());
    assertEquals("application/json", answer.headers().firstValue("Content-Type").orElseThrow());
    return new ObjectMapper().readTree(answer.body());
  }

  private BufferedReader stream(String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(dashboard.uri().resolve(path)).build();
    InputStream body = client.send(request, HttpResponse.BodyHandlers.ofInputStream()).body();
    return new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
  }

  private static JsonNode nextUpdate(BufferedReader stream) throws IOException {
    String line = stream.readLine();
    while (!line.equals("event: update")) {
      line = stream.readLine();
    }
    return new ObjectMapper().readTree(stream.readLine().substring("data: ".length()));
  }

  /** Returns when the stream is over, orderly or not. */
  private static void readToTheEnd(BufferedReader stream) {
    try {
      while (stream.readLine() != null) {
        Thread.onSpinWait();
      }
    } catch (IOException e) {
      // A server that goes away may cut the line.
    }
  }

  private int status(String line, String host) throws IOException {
    return Integer.parseInt(raw(line, host).substring(9, 12));
  }

  /** Sends a request that java.net.http would refuse to write, and returns the whole answer. */
  private String raw(String line, String host) throws IOException {
    int port = dashboard.uri().getPort();
    String head =
        "%s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
            .formatted(line, host.replace("PORT", String.valueOf(port)));
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static int index(JsonNode names, String name) {
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).textValue().equals(name)) {
        return i;
      }
    }
    throw new AssertionError("no " + name + " in " + names);
  }
}
