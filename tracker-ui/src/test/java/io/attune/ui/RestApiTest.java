package io.attune.ui;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.attune.run.SweepRunner;
import io.attune.store.H2Store;
import io.attune.store.MemoryStore;
import io.attune.store.TrialFolder;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What programs can do under /api/v1; every exchange is held against the OpenAPI document. */
class RestApiTest {
  private static final String FILE =
      "{'id': 'new', 'file': 'name: mine\\ntrainer: asked\\nmetric: {name: loss, goal: minimize}\\nmethod: random\\nseed: 1\\nbudget: {trials: 2}\\nparameters: {lr: {min: 0.001, max: 0.1}}\\n'}";

  @TempDir Path folder;

  private static Scenario told(MemoryStore store) {
    Scenario story = new Scenario(store, DemoSweeps.digits("digits", 24)).opened();
    int trial = story.start(Map.of("learning_rate", 0.01, "optimizer", "adam", "units", 64));
    for (int step = 1; step <= 5_000; step++) {
      story.report(trial, step, Map.of("val_accuracy", step == 77 ? 9.0 : step / 1e4));
    }
    story.report(trial, 5_001, Map.of("val_accuracy", 0.5, "grad/norm", Double.NaN));
    return story.complete(trial, 0.5).closed().save();
  }

  @Test
  void aProgramDrivesItsOwnLoop() throws Exception {
    try (MemoryStore store = new MemoryStore();
        RestServer server = new RestServer(store, folder, Helm.NONE)) {
      HttpResponse<String> made = server.send("POST", "/sweeps", FILE.replace('\'', '"'));
      assertEquals(201, made.statusCode());
      assertEquals("/api/v1/sweeps/1", made.headers().firstValue("Location").orElseThrow());
      assertEquals(1, server.post("/sweeps", FILE).path("sweep").asInt());
      JsonNode first = server.post("/sweeps/1/ask", "{'id': 'a'}");
      assertEquals("given", first.path("standing").asText());
      assertTrue(first.at("/trial/parameters/lr").isNumber());
      assertEquals(first, server.post("/sweeps/1/ask", "{'id': 'a', 'by': 'worker 7'}"));
      String report = "{'attempt': 1, 'step': 1, 'metrics': {'loss': 0.5}}";
      String answer = "{\"goOn\":true,\"state\":\"running\",\"reason\":\"\"}";
      assertEquals(answer, server.post("/sweeps/1/trials/1/tell", report).toString());
      assertEquals(answer, server.post("/sweeps/1/trials/1/tell", report).toString());
      String end = "{'attempt': 1, 'step': 2, 'metrics': {'loss': 0.25}, 'end': 'completed'}";
      assertEquals("completed", server.post("/sweeps/1/trials/1/tell", end).path("state").asText());
      assertEquals("completed", server.post("/sweeps/1/trials/1/tell", end).path("state").asText());
      assertEquals(2, server.post("/sweeps/1/ask", "{'id': 'b'}").at("/trial/number").asInt());
      assertEquals(
          "{\"standing\":\"waiting\",\"trial\":null}",
          server.post("/sweeps/1/ask", "{'id': 'c'}").toString());
      server.post(
          "/sweeps/1/trials/2/tell", "{'attempt': 1, 'step': 1, 'metrics': {'loss': 'NaN'}}");
      assertEquals(
          "{\"standing\":\"finished\",\"trial\":null}",
          server.post("/sweeps/1/ask", "{'id': 'c'}").toString());
      JsonNode sweep = server.get("/sweeps/1").path("summary");
      assertEquals("finished", sweep.path("status").asText());
      assertEquals("{\"completed\":1,\"failed\":1}", sweep.path("trials").toString());
      assertEquals(0.25, sweep.at("/best/score").asDouble());
    }
  }

  @Test
  void askingNeedsNoTokenButPuttingInAndSteeringDo() throws Exception {
    try (MemoryStore store = new MemoryStore();
        RestServer server = new RestServer(store, folder, Helm.NONE)) {
      String file = FILE.replace('\'', '"');
      assertEquals(
          "401 unauthorized", RestServer.problem(server.anonymous("POST", "/sweeps", file)));
      server.post("/sweeps", FILE);
      String pause = "{\"id\": \"p\", \"command\": \"pause\"}";
      assertEquals(
          "401 unauthorized",
          RestServer.problem(server.anonymous("POST", "/sweeps/1/commands", pause)));
      String ask = "{\"id\": \"a\"}";
      assertEquals(200, server.anonymous("POST", "/sweeps/1/ask", ask).statusCode());
    }
  }

  @Test
  void aRestartChangesNothingForAProgram() throws Exception {
    JsonNode given;
    try (H2Store store = H2Store.open(folder.resolve("store"), "test");
        RestServer server = new RestServer(store, folder, Helm.NONE)) {
      server.post("/sweeps", FILE);
      given = server.post("/sweeps/1/ask", "{'id': 'a'}");
      server.post("/sweeps/1/trials/1/tell", "{'attempt': 1, 'step': 1, 'metrics': {'loss': 0.5}}");
    }
    try (H2Store store = H2Store.open(folder.resolve("store"), "test");
        RestServer server = new RestServer(store, folder, Helm.NONE)) {
      assertEquals(given, server.post("/sweeps/1/ask", "{'id': 'a'}"));
      server.post(
          "/sweeps/1/trials/1/tell",
          "{'attempt': 1, 'step': 2, 'metrics': {'loss': 0.25}, 'end': 'completed'}");
      assertEquals(2, server.get("/sweeps/1/trials/1/metrics").at("/metrics/0/points").asInt());
      assertEquals("running", server.get("/sweeps/1").at("/summary/status").asText());
    }
  }

  @Test
  void aCopyIsMadeWhileTheStoreIsUsed() throws Exception {
    try (H2Store store = H2Store.open(folder.resolve("store"), "test");
        RestServer server = new RestServer(store, folder, Helm.NONE)) {
      server.post("/sweeps", FILE);
      HttpResponse<String> copy = server.send("POST", "/backup", "{}");
      assertEquals(200, copy.statusCode());
      assertEquals("application/zip", copy.headers().firstValue("Content-Type").orElseThrow());
      assertTrue(copy.body().startsWith("PK"), "no ZIP file");
      assertEquals("400 bad-request", server.refused("/backup", "{'to': '/etc/passwd'}"));
    }
    try (MemoryStore store = new MemoryStore();
        RestServer server = new RestServer(store, folder, Helm.NONE)) {
      assertEquals("422 not-applicable", server.refused("/backup", "{}"));
    }
  }

  @Test
  void contradictionsHaveStableCodes() throws Exception {
    try (MemoryStore store = new MemoryStore();
        RestServer server = new RestServer(store, folder, Helm.NONE)) {
      told(store);
      server.post("/sweeps", FILE);
      server.post("/sweeps/2/ask", "{'id': 'a'}");
      String tell = "/sweeps/2/trials/1/tell";
      server.post(tell, "{'attempt': 1, 'step': 3, 'metrics': {'loss': 0.5}}");
      assertEquals(
          "409 step-taken",
          server.refused(tell, "{'attempt': 1, 'step': 3, 'metrics': {'loss': 0.75}}"));
      assertEquals("409 attempt-over", server.refused(tell, "{'attempt': 2, 'end': 'completed'}"));
      server.post(tell, "{'attempt': 1, 'end': 'completed'}");
      assertEquals(
          "409 trial-ended",
          server.refused(tell, "{'attempt': 1, 'step': 4, 'metrics': {'loss': 0.5}}"));
      assertEquals("409 id-reused", server.refused("/sweeps/2/ask", "{'id': 'new'}"));
      assertEquals("409 not-asked", server.refused("/sweeps/1/ask", "{'id': 'a'}"));
      assertEquals(
          "422 not-applicable", server.refused("/sweeps", "{'id': 'x', 'file': 'trainer: mlp'}"));
      assertEquals(
          "422 not-applicable",
          server.refused("/sweeps", FILE.replace("trainer: asked", "program: rm")));
      assertEquals(
          "409 sweep-not-running",
          server.refused("/sweeps/1/commands", "{'id': 'p', 'command': 'pause'}"));
      assertEquals(
          "404 not-found", server.refused("/sweeps/9/commands", "{'id': 'p', 'command': 'pause'}"));
    }
  }

  @Test
  void aSweepThatRunsIsSteeredAndAnswersWhenThatIsOnDisk() throws Exception {
    CountDownLatch hold = new CountDownLatch(1);
    try (MemoryStore store = new MemoryStore()) {
      SweepRunner runner =
          SweepRunner.of(DemoSweeps.digits("live", 24).toBuilder().parallel(1).build())
              .store(store)
              .trainer(
                  trial -> {
                    for (int step = 1; trial.report(step, Map.of("val_accuracy", 0.5)); step++) {
                      hold.await(20, java.util.concurrent.TimeUnit.MILLISECONDS);
                    }
                  })
              .build();
      Helm helm =
          (id, request) -> Optional.of(runner.control(request)).filter(c -> id.equals(runner.id()));
      Thread thread = new Thread(runner::run);
      try (RestServer server = new RestServer(store, folder, helm)) {
        thread.start();
        String commands = "/sweeps/1/commands";
        String done = "{\"done\":true,\"repeated\":false}";
        while (server.get("/sweeps/1/trials").path("trials").isEmpty()) {
          Thread.onSpinWait();
        }
        assertEquals(
            done, server.post(commands, "{'id': '1', 'command': 'pause', 'by': 'me'}").toString());
        assertEquals(
            "{\"done\":true,\"repeated\":true}",
            server.post(commands, "{'id': '1', 'command': 'pause', 'by': 'me'}").toString());
        assertEquals(
            "422 not-applicable", server.refused(commands, "{'id': '2', 'command': 'pause'}"));
        for (String command :
            List.of(
                "'enqueue', 'values': {'learning_rate': 0.25, 'optimizer': 'sgd'}",
                "'resize', 'parallel': 2",
                "'resume'",
                "'edit', 'edits': [{'change': 'widen', 'parameter': 'learning_rate', 'min': 1e-6, 'max': 1}, {'change': 'remove', 'parameter': 'optimizer', 'value': 'nesterov'}, {'change': 'fix', 'parameter': 'layers', 'value': 2}]",
                "'extend', 'trials': 99",
                "'note', 'text': 'looks good'",
                "'stop-trial', 'trial': 1")) {
          assertEquals(
              done,
              server
                  .post(
                      commands,
                      "{'id': 'c " + command.hashCode() + "', 'command': " + command + "}")
                  .toString(),
              command);
        }
        assertEquals(
            "422 not-applicable",
            server.refused(
                commands, "{'id': 'w', 'command': 'enqueue', 'values': {'nothing': 1}}"));
        assertEquals(
            "409 sweep-running",
            server.refused(
                commands, "{'id': 't', 'command': 'tag', 'trial': 1, 'tags': {'a': 'b'}}"));
        assertEquals(
            done,
            server.post(commands, "{'id': 's', 'command': 'stop', 'reason': 'enough'}").toString());
        thread.join();
        assertEquals(
            "{\"done\":true,\"repeated\":true}",
            server.post(commands, "{'id': 's', 'command': 'stop', 'reason': 'enough'}").toString());
        assertEquals(
            "409 sweep-not-running",
            server.refused(commands, "{'id': 'z', 'command': 'note', 'text': 'late'}"));
        Map<String, Integer> kinds = new HashMap<>();
        server
            .get("/sweeps/1/events")
            .path("events")
            .forEach(event -> kinds.merge(event.path("kind").asText(), 1, Integer::sum));
        assertEquals(1, kinds.get("paused"));
        assertEquals(1, kinds.get("halted"));
        assertEquals(1, kinds.get("extended"));
        assertEquals(9, kinds.get("requested"));
        assertEquals(0.25, server.get("/sweeps/1/trials").at("/trials/1/values/0").asDouble());
      }
    }
  }

  @Test
  void trialsThatNobodyRunsAreTaggedAndNoted() throws Exception {
    try (MemoryStore store = new MemoryStore();
        RestServer server = new RestServer(store, folder, Helm.NONE)) {
      told(store);
      String commands = "/sweeps/1/commands";
      server.post(
          commands,
          "{'id': '1', 'command': 'tag', 'trial': 1, 'tags': {'team': 'vision', 'x': 'y'}}");
      server.post(commands, "{'id': '2', 'command': 'tag', 'trial': 1, 'remove': ['x']}");
      server.post(commands, "{'id': '3', 'command': 'note', 'trial': 1, 'text': 'odd'}");
      assertEquals(
          "{\"team\":\"vision\",\"mlflow.note.content\":\"odd\"}",
          server.get("/sweeps/1/trials/1").path("tags").toString());
      assertEquals(
          "409 not-recorded",
          server.refused(commands, "{'id': '4', 'command': 'tag', 'tags': {'a': 'b'}}"));
      assertEquals(
          "404 not-found",
          server.refused(
              commands, "{'id': '5', 'command': 'tag', 'trial': 7, 'tags': {'a': 'b'}}"));
      assertEquals("finished", server.get("/sweeps/1").at("/summary/status").asText());
    }
  }

  @Test
  void eventsComeAPageAtATime() throws Exception {
    try (MemoryStore store = new MemoryStore();
        RestServer server = new RestServer(store, folder, Helm.NONE)) {
      told(store);
      long next = 0;
      int pages = 0;
      boolean more = true;
      while (more) {
        JsonNode page = server.get("/sweeps/1/events?limit=999&after=" + next);
        if (!page.path("events").isEmpty()) {
          assertEquals(next + 1, page.at("/events/0/sequence").asLong());
        }
        next = page.path("next").asLong();
        more = page.path("more").asBoolean();
        pages++;
      }
      assertEquals(server.get("/sweeps/1").at("/summary/sequence").asLong(), next);
      assertEquals(6, pages);
      assertEquals(404, server.send("GET", "/sweeps/2/events", null).statusCode());
      assertEquals(400, server.send("GET", "/sweeps/1/events?limit=1001", null).statusCode());
    }
  }

  @Test
  void listsHaveACursor() throws Exception {
    try (MemoryStore store = new MemoryStore();
        RestServer server = new RestServer(store, folder, Helm.NONE)) {
      told(store);
      told(store);
      Scenario third = new Scenario(store, DemoSweeps.digits("third", 9)).opened();
      third.start(Map.of());
      third.start(Map.of());
      third.start(Map.of());
      third.save();
      JsonNode first = server.get("/sweeps?limit=2");
      assertEquals(2, first.path("next").asInt());
      JsonNode rest = server.get("/sweeps?limit=2&after=2");
      assertEquals(3, rest.at("/sweeps/0/id").asInt());
      assertTrue(rest.path("next").isNull());
      JsonNode trials = server.get("/sweeps/3/trials?limit=2");
      assertEquals(2, trials.path("trials").size());
      assertEquals(3, trials.path("next").asInt());
      assertEquals(1, server.get("/sweeps/3/trials?limit=2&from=3").path("trials").size());
    }
  }

  @Test
  void aLongSeriesIsThinnedOutButKeepsItsSpikes() throws Exception {
    try (MemoryStore store = new MemoryStore();
        RestServer server = new RestServer(store, folder, Helm.NONE)) {
      told(store);
      JsonNode metrics = server.get("/sweeps/1/trials/1/metrics").path("metrics");
      assertEquals(
          "{\"name\":\"val_accuracy\",\"points\":5001,\"first\":1.0E-4,\"last\":0.5,\"lastStep\":5001,\"min\":1.0E-4,\"max\":9.0}",
          metrics.get(0).toString());
      assertEquals("NaN", metrics.at("/1/min").asText());
      String path = "/sweeps/1/trials/1/series?metric=val_accuracy";
      JsonNode thin = server.get(path + "&points=100");
      assertTrue(thin.at("/points/steps").size() <= 100);
      assertTrue(thin.at("/points/values").toString().contains("9.0"));
      JsonNode part = server.get(path + "&from=70&to=80");
      assertEquals("[70,71,72,73,74,75,76,77,78,79,80]", part.at("/points/steps").toString());
      assertEquals(
          "NaN",
          server
              .get("/sweeps/1/trials/1/series?metric=grad%2Fnorm")
              .at("/points/values/0")
              .asText());
      for (String wrong : List.of("&points=3", "&points=10001", "&from=-1")) {
        assertEquals(400, server.send("GET", path + wrong, null).statusCode(), wrong);
      }
      assertEquals(
          404, server.send("GET", "/sweeps/1/trials/1/series?metric=x", null).statusCode());
    }
  }

  @Test
  void filesOfATrialAreListedAndTakenAway() throws Exception {
    try (MemoryStore store = new MemoryStore();
        RestServer server = new RestServer(store, folder, Helm.NONE)) {
      Scenario story = told(store);
      Path files = Files.createDirectories(TrialFolder.of(store.files(story.id), 1).path());
      Files.createDirectories(files.resolve("model"));
      Files.write(files.resolve("model/weights.bin"), new byte[] {1, 2, 3});
      Files.writeString(files.resolve("page.html"), "<script>alert(1)</script>");
      JsonNode list = server.get("/sweeps/1/trials/1/files");
      assertEquals(
          "{\"files\":[{\"path\":\"model\",\"folder\":true,\"bytes\":null},{\"path\":\"page.html\",\"folder\":false,\"bytes\":25}],\"next\":null}",
          list.toString());
      assertEquals("model", server.get("/sweeps/1/trials/1/files?limit=1").path("next").asText());
      assertEquals(
          "page.html",
          server.get("/sweeps/1/trials/1/files?after=model").at("/files/0/path").asText());
      assertEquals(
          "model/weights.bin",
          server.get("/sweeps/1/trials/1/files?path=model").at("/files/0/path").asText());
      URI uri = server.dashboard.uri().resolve("/api/v1/sweeps/1/trials/1/files/model/weights.bin");
      HttpResponse<byte[]> file =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray());
      assertArrayEquals(new byte[] {1, 2, 3}, file.body());
      assertEquals("attachment", file.headers().firstValue("Content-Disposition").orElseThrow());
      assertEquals(
          List.of("default-src 'none'; sandbox"),
          file.headers().allValues("Content-Security-Policy"));
      HttpResponse<String> page = server.send("GET", "/sweeps/1/trials/1/files/page.html", null);
      assertEquals(
          "application/octet-stream", page.headers().firstValue("Content-Type").orElseThrow());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../secret.txt",
        "a/../../../../../../secret.txt",
        "..%2fsecret.txt",
        "%2e%2e/secret.txt",
        "%2e%2e%2fsecret.txt",
        "%252e%252e%252fsecret.txt",
        "..%255csecret.txt",
        "..%5csecret.txt",
        "..\\secret.txt",
        "%2fetc%2fpasswd",
        "//etc/passwd",
        "....//secret.txt",
        "a%00.txt",
        "C:%5cwindows%5cwin.ini",
        "..;/secret.txt/..",
        "%c0%ae%c0%ae/secret.txt",
        "link/secret.txt",
        "file-link",
      })
  void noPathLeavesTheTrialsFolder(String path) throws Exception {
    try (H2Store store = H2Store.open(folder.resolve("store"), "test");
        RestServer server = new RestServer(store, folder, Helm.NONE)) {
      Scenario story = new Scenario(store, DemoSweeps.digits("d", 3)).opened();
      story.start(Map.of());
      story.save();
      Path files = Files.createDirectories(TrialFolder.of(store.files(story.id), 1).path());
      Files.writeString(folder.resolve("secret.txt"), "nobody may read this");
      Files.writeString(folder.resolve("store/secret.txt"), "nobody may read this");
      Files.createSymbolicLink(files.resolve("link"), folder);
      Files.createSymbolicLink(files.resolve("file-link"), folder.resolve("secret.txt"));
      List<String> before = everything();
      for (String root : List.of("files/", "files?path=", "pictures/", "../../../../assets/")) {
        for (String method : List.of("GET", "PUT", "DELETE")) {
          String target = "/api/v1/sweeps/1/trials/1/" + root + path;
          int status = raw(server.dashboard.uri(), method, target);
          boolean empty = root.equals("files?path=") && method.equals("GET") && status == 200;
          assertTrue(
              empty || (status >= 400 && status < 500), method + " " + target + " " + status);
        }
      }
      assertEquals(before, everything());
    }
  }

  private static int raw(URI uri, String method, String target) throws Exception {
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      String request =
          "%s %s HTTP/1.1\r\nHost: %s:%d\r\nContent-Length: 4\r\nConnection: close\r\n\r\nevil"
              .formatted(method, target, uri.getHost(), uri.getPort());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertFalse(answer.contains("nobody may read this"), answer);
      assertFalse(answer.contains("root:"), answer);
      return Integer.parseInt(answer.substring(9, 12));
    }
  }

  private List<String> everything() throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.map(Path::toString).filter(name -> !name.contains("attune.")).sorted().toList();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[] | 400 bad-request",
        "{} | 400 bad-request",
        "{'id': ''} | 400 bad-request",
        "{'id': 7} | 400 bad-request",
        "{'id': 'a', 'id': 'b'} | 400 bad-request",
        "{'id': 'a'} {} | 400 bad-request",
        "{'id': 'a', 'x': 1} | 400 bad-request",
        "{'id': 'a', 'by': []} | 400 bad-request",
        "{'id': 'a' | 400 bad-request",
      })
  void whatIsNotUnderstoodIsRefused(String body, String problem) throws Exception {
    try (MemoryStore store = new MemoryStore();
        RestServer server = new RestServer(store, folder, Helm.NONE)) {
      server.post("/sweeps", FILE);
      assertEquals(problem, server.refused("/sweeps/1/ask", body));
    }
  }

  @Test
  void requestsAreSmallAndShallow() throws Exception {
    try (MemoryStore store = new MemoryStore();
        RestServer server = new RestServer(store, folder, Helm.NONE)) {
      server.post("/sweeps", FILE);
      String deep = "{'id': " + "[".repeat(100) + "]".repeat(100) + "}";
      assertEquals("400 bad-request", server.refused("/sweeps/1/ask", deep));
      String large = "{'id': '" + "x".repeat(1 << 20) + "'}";
      assertEquals("413 too-large", server.refused("/sweeps/1/ask", large));
      String longer = "{'id': '" + "x".repeat(201) + "'}";
      assertEquals("400 bad-request", server.refused("/sweeps/1/ask", longer));
      for (String body :
          List.of(
              "{'id': 'a', 'command': 'fly'}",
              "{'id': 'a', 'command': 'pause', 'extra': 1}",
              "{'id': 'a', 'command': 'extend', 'trials': 1e99}",
              "{'id': 'a', 'command': 'extend', 'trials': -1}",
              "{'id': 'a', 'command': 'edit', 'edits': [7]}",
              "{'id': 'a', 'command': 'edit', 'edits': {}}",
              "{'id': 'a', 'command': 'edit', 'edits': [{'parameter': 'lr', 'change': 'melt'}]}",
              "{'id': 'a', 'command': 'edit', 'edits': [{'parameter': 'lr', 'change': 'widen'}]}",
              "{'id': 'a', 'command': 'enqueue', 'values': 7}",
              "{'id': 'a', 'command': 'tag', 'trial': 1}",
              "{'id': 'a', 'command': 'tag', 'tags': {'a': 7}}")) {
        assertEquals("400 bad-request", server.refused("/sweeps/1/commands", body), body);
      }
      for (String body :
          List.of(
              "{'attempt': 1}",
              "{'attempt': 0, 'end': 'failed'}",
              "{'attempt': 1, 'end': 'dead'}",
              "{'attempt': 1, 'step': 1}",
              "{'attempt': 1, 'step': 1, 'metrics': {}}",
              "{'attempt': 1, 'step': 1, 'metrics': {'a': 'x'}}",
              "{'attempt': 1, 'step': 1.5, 'metrics': {'a': 1}}")) {
        assertEquals("400 bad-request", server.refused("/sweeps/1/trials/1/tell", body), body);
      }
    }
  }

  @Test
  void theRestIsAsTheDocumentSaysToo() throws Exception {
    try (MemoryStore store = new MemoryStore();
        RestServer server = new RestServer(store, folder, Helm.NONE)) {
      told(store);
      for (String path :
          List.of(
              "/openapi.json",
              "/me",
              "/sweeps",
              "/sweeps/1",
              "/sweeps/1/trials",
              "/sweeps/1/curves?metric=val_accuracy",
              "/sweeps/1/trials/1/attachments",
              "/sweeps/1/trials/1")) {
        assertEquals(200, server.send("GET", path, null).statusCode());
      }
      assertEquals(204, server.send("POST", "/logout", "{}").statusCode());
      assertEquals("401 unauthorized", server.refused("/login", "{'token': 'x'}"));
      assertEquals("401 unauthorized", RestServer.problem(server.anonymous("GET", "/trial", null)));
    }
  }
}
