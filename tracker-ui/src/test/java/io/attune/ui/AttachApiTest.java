package io.attune.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.attune.run.Inbox;
import io.attune.run.SweepResult;
import io.attune.run.SweepRunner;
import io.attune.run.TrialExecutor;
import io.attune.run.TrialGate;
import io.attune.run.TrialPlan;
import io.attune.search.SamplerSpec;
import io.attune.space.FloatParameter;
import io.attune.store.MemoryStore;
import io.attune.sweep.Sweep;
import io.attune.trial.Trial;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a program records over HTTP while it trains a trial, and how it is read back. */
class AttachApiTest {
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 1, 2};

  private final TrialGate gate = new TrialGate();
  private final MemoryStore store = new MemoryStore();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Dashboard dashboard =
      Dashboard.start(store, DashboardOptions.standard().gate(gate));

  @AfterEach
  void stop() {
    dashboard.close();
    store.close();
  }

  /** Lets a test speak for the one trial of a sweep, as a program of its own would. */
  private Trial record(Program program) {
    TrialExecutor executor =
        new TrialExecutor() {
          @Override
          public void start(TrialPlan plan, Inbox inbox) {
            String key = gate.open(plan, inbox);
            new Thread(() -> speak(program, key, plan, inbox)).start();
          }

          @Override
          public void kill(TrialPlan plan) {}

          @Override
          public void close() {}
        };
    Sweep sweep =
        Sweep.named("http")
            .space(FloatParameter.uniform("x", 0, 1))
            .minimize("loss")
            .sampler(new SamplerSpec.Random())
            .trials(1)
            .build();
    SweepResult result = SweepRunner.of(sweep).store(store).executor(executor).run();
    return result.trials().get(0);
  }

  private static void speak(Program program, String key, TrialPlan plan, Inbox inbox) {
    try {
      if (plan.purpose() == TrialPlan.Purpose.TRAIN) {
        program.run(key);
      }
      var unused = inbox.reported(plan, 1, Map.of("loss", 1.0));
      inbox.ended(plan, Optional.empty());
    } catch (Exception | AssertionError e) {
      inbox.broken(e.toString());
      throw new IllegalStateException(e);
    }
  }

  private interface Program {
    void run(String key) throws Exception;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(dashboard.uri().resolve(path));
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private int post(String key, String what, String json) throws Exception {
    return send(request("/api/v1/trial/" + what)
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)))
        .statusCode();
  }

  private HttpResponse<byte[]> put(String key, String query, byte[] body) throws Exception {
    return send(
        request("/api/v1/trial/attachments?" + query)
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/octet-stream")
            .PUT(BodyPublishers.ofByteArray(body)));
  }

  private JsonNode list() throws Exception {
    return new ObjectMapper()
        .readTree(send(request("/api/v1/sweeps/1/trials/1/attachments")).body())
        .path("attachments");
  }

  private HttpResponse<byte[]> content(JsonNode attachment) throws Exception {
    return send(
        request("/api/v1/sweeps/1/trials/1/attachments/" + attachment.path("sha256").textValue()));
  }

  @Test
  void whatAProgramSendsIsReadBackAsItWas() throws Exception {
    byte[] large = new byte[3_000_000];
    record(
        key -> {
          assertEquals(
              200,
              post(
                  key,
                  "attachments",
                  "{\"kind\": \"histogram\", \"name\": \"w\", \"step\": 3,"
                      + " \"edges\": [-Infinity, 0, \"Infinity\"], \"counts\": [1, 2]}"));
          assertEquals(200, put(key, "name=net%2Fmodel.bin", large).statusCode());
          assertEquals(200, put(key, "name=net&kind=image&step=0", PNG).statusCode());
        });
    JsonNode list = list();
    assertEquals(3, list.size());
    assertEquals("histogram", list.get(0).path("kind").textValue());
    assertEquals(3, list.get(0).path("step").longValue());
    assertEquals(
        "{\"edges\":[\"-Infinity\",0.0,\"Infinity\"],\"counts\":[1.0,2.0],\"nan\":0,\"infinite\":0}",
        new String(content(list.get(0)).body(), java.nio.charset.StandardCharsets.UTF_8));
    HttpResponse<byte[]> file = content(list.get(1));
    assertEquals(3_000_000, file.body().length);
    assertEquals("3000000", file.headers().firstValue("Content-Length").orElseThrow());
    assertEquals(
        "attachment; filename=\"model.bin\"",
        file.headers().firstValue("Content-Disposition").orElseThrow());
    HttpResponse<byte[]> image = content(list.get(2));
    assertEquals("image/png", image.headers().firstValue("Content-Type").orElseThrow());
    assertEquals(
        "default-src 'none'; sandbox",
        image.headers().firstValue("Content-Security-Policy").orElseThrow());
    assertEquals("nosniff", image.headers().firstValue("X-Content-Type-Options").orElseThrow());
  }

  @Test
  void whatIsNoContentIsRefused() throws Exception {
    record(
        key -> {
          assertEquals(400, post(key, "attachments", "{\"kind\": \"text\", \"name\": \"a\"}"));
          assertEquals(400, post(key, "attachments", "{\"kind\": \"spell\", \"name\": \"a\"}"));
          assertEquals(
              400,
              post(
                  key,
                  "attachments",
                  "{\"kind\": \"text\", \"name\": \"a\", \"text\": \"\", \"step\": 1.5}"));
          assertEquals(400, put(key, "name=a&kind=image", new byte[] {1}).statusCode());
          assertEquals(400, put(key, "kind=file", new byte[] {1}).statusCode());
          assertEquals(400, put(key, "name=a&kind=text", new byte[] {1}).statusCode());
          assertEquals(401, put("0".repeat(48), "name=a", new byte[] {1}).statusCode());
        });
    assertEquals(0, list().size());
  }

  @Test
  void noNameAndNoChecksumLeadsToAnotherFile() throws Exception {
    record(key -> assertEquals(200, put(key, "name=..%2F..%2Fsecret", PNG).statusCode()));
    assertEquals(1, list().size());
    assertEquals(
        "attachment; filename=\"secret\"",
        content(list().get(0)).headers().firstValue("Content-Disposition").orElseThrow());
    for (String name : new String[] {"..%2Fattune", "0".repeat(64), "%2e%2e", "x"}) {
      assertEquals(
          404, send(request("/api/v1/sweeps/1/trials/1/attachments/" + name)).statusCode());
    }
  }

  @Test
  void aProgramTellsWhereItRuns() {
    Trial trial =
        record(
            key -> {
              assertEquals(200, post(key, "environment", "{\"python\": \"3.12\", \"x\": \"1\"}"));
              assertEquals(200, post(key, "environment", "{\"x\": \"2\"}"));
            });
    assertEquals("3.12", trial.environment().get("python"));
    assertEquals("2", trial.environment().get("x"));
  }
}
