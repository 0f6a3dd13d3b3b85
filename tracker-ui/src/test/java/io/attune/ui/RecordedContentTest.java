package io.attune.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.attune.run.Recorder;
import io.attune.store.BlobStore;
import io.attune.store.MemoryStore;
import io.attune.store.SweepId;
import io.attune.trial.Attachments;
import io.attune.trial.LiveHistory;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What recorded runs keep beside metrics, over HTTP and judged by the OpenAPI document. */
class RecordedContentTest {
  private static final String RUN = "/api/v1/recordings/r";
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 1, 2};

  private final MemoryStore store = new MemoryStore();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Contract contract;
  private final Dashboard dashboard =
      Dashboard.start(
          store,
          DashboardOptions.standard()
              .recorder(new Recorder(store, InstantSource.system(), id -> false)));

  RecordedContentTest() throws Exception {
    contract = new Contract();
  }

  @BeforeEach
  void begin() throws Exception {
    post("/api/v1/recordings", 200, "{\"sweep\": \"digits\", \"run\": \"r\"}");
  }

  @AfterEach
  void stop() {
    dashboard.close();
    store.close();
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private JsonNode send(HttpRequest.Builder request, int status, @Nullable String body)
      throws Exception {
    HttpRequest built = request.build();
    HttpResponse<String> answer = client.send(built, HttpResponse.BodyHandlers.ofString());
    assertEquals(status, answer.statusCode(), answer.body());
    contract.check(built.method(), built.uri().getPath(), body, answer);
    return new ObjectMapper().readTree(answer.body());
  }

  private JsonNode post(String path, int status, String body) throws Exception {
    return send(
        HttpRequest.newBuilder(dashboard.uri().resolve(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)),
        status,
        body);
  }

  private JsonNode put(String sha256, int status, byte[] content) throws Exception {
    return send(
        HttpRequest.newBuilder(dashboard.uri().resolve(RUN + "/blobs/" + sha256))
            .header("Content-Type", "application/octet-stream")
            .PUT(BodyPublishers.ofByteArray(content)),
        status,
        null);
  }

  private static String batch(long first, String entries) {
    return "{\"stream\": \"s\", \"first\": %d, \"entries\": [%s]}".formatted(first, entries);
  }

  private List<Attachments.Item> kept() {
    SweepId id = new SweepId(1);
    LiveHistory history = new LiveHistory(store.sweep(id).orElseThrow().sweep().criteria());
    store.pages(id).forEach(history::addAll);
    return history.trial(1).dossier().attachments().all();
  }

  @Test
  void oneOfEachKindIsKeptOnceThoughItIsSentTwice() throws Exception {
    String long8k = "x".repeat(8_000);
    String batch =
        batch(
            1,
            """
            {"attach": "text", "name": "short", "text": "a text", "at": 1000},
            {"attach": "text", "name": "long", "text": "%s"},
            {"attach": "table", "name": "errors", "step": 2, "columns": ["a"], "rows": [[1], [null]]},
            {"attach": "histogram", "name": "w", "step": 3, "edges": [0, 1, 2], "counts": [5, 7]},
            {"attach": "image", "name": "digit", "step": 4, "sha256": "%s"},
            {"attach": "file", "name": "model", "type": "application/zip", "sha256": "%s"}
            """
                .formatted(long8k, sha256(PNG), sha256(new byte[1_000])));
    JsonNode missing = post(RUN + "/batches", 409, batch);
    assertEquals("content-missing", missing.path("code").textValue());
    assertEquals(
        List.of(sha256(PNG), sha256(new byte[1_000])),
        List.of(missing.at("/missing/0").textValue(), missing.at("/missing/1").textValue()));
    assertEquals(List.of(), kept());
    for (int i = 0; i < 2; i++) {
      put(sha256(PNG), 200, PNG);
      assertEquals(1_000, put(sha256(new byte[1_000]), 200, new byte[1_000]).path("bytes").asInt());
    }
    for (int i = 0; i < 2; i++) {
      assertEquals(6, post(RUN + "/batches", 200, batch).path("acknowledged").asInt());
    }
    assertEquals(
        List.of("short", "long", "errors", "w", "digit", "model"),
        kept().stream().map(item -> item.what().name()).toList());
    assertEquals(4, kept().get(4).what().step().orElseThrow());
    assertEquals("application/zip", kept().get(5).what().mediaType());
    assertEquals(1_000, kept().get(5).what().bytes());
    assertEquals(1_000, kept().get(0).at().toEpochMilli());
    HttpResponse<String> shown =
        client.send(
            HttpRequest.newBuilder(
                    dashboard
                        .uri()
                        .resolve(
                            "/api/v1/sweeps/1/trials/1/attachments/"
                                + sha256(long8k.getBytes(StandardCharsets.UTF_8))))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertEquals(long8k, shown.body());
  }

  @Test
  void whatWasKeptIsNotVoidWhenTheRunGoesOn() throws Exception {
    post(
        RUN + "/batches",
        200,
        batch(
            1,
            """
            {"attach": "text", "name": "t", "step": 99, "text": "a"}, {"state": "stopped"},
            {"state": "running"}
            """));
    assertEquals(1, kept().size());
  }

  @Test
  void contentIsCheckedWhileItIsRead() throws Exception {
    JsonNode answer = put(sha256(PNG), 400, new byte[3]);
    assertTrue(
        answer
            .path("detail")
            .textValue()
            .matches("the content that came has 3 bytes and SHA-256 .* was changed, or cut.*"),
        answer.toString());
    BlobStore blobs = BlobStore.beside(store.files(new SweepId(1)));
    assertEquals(List.of(), blobs.all());
    assertEquals(List.of(), blobs.leftovers());
    assertEquals(
        "a SHA-256 has 64 digits of 0123456789abcdef, not 6 characters like \"..%2fx\".",
        put("..%252fx", 400, PNG).path("detail").textValue());
  }

  @Test
  void contentOfARunThatNobodyBeganIsRefused() throws Exception {
    send(
        HttpRequest.newBuilder(
                dashboard.uri().resolve("/api/v1/recordings/other/blobs/" + sha256(PNG)))
            .header("Content-Type", "application/octet-stream")
            .PUT(BodyPublishers.ofByteArray(PNG)),
        404,
        null);
  }

  @Test
  void aPictureMustBeOne() throws Exception {
    put(sha256(new byte[9]), 200, new byte[9]);
    assertEquals(
        "[{\"number\":2,\"detail\":\"digit is no picture in PNG. Maybe log it as a file.\"}]",
        post(
                RUN + "/batches",
                200,
                batch(
                    1,
                    "{\"log\": \"x\"}, {\"attach\": \"image\", \"name\": \"digit\", \"sha256\": \"%s\"}"
                        .formatted(sha256(new byte[9]))))
            .path("refused")
            .toString());
    assertEquals(List.of(), kept());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"attach\": \"sound\"} | there is no kind sound; there are text, table, histogram, image and file.",
        "{\"attach\": \"text\", \"name\": \"a\"} | text must be a text.",
        "{\"attach\": \"file\", \"name\": \"a\"} | sha256 must be a text that is not empty.",
        "{\"attach\": \"file\", \"name\": \"a\", \"sha256\": \"AB\"} | a SHA-256 has 64 digits of 0123456789abcdef, not 2 characters like \"AB\".",
        "{\"attach\": \"image\", \"name\": \"a\", \"type\": \"x\"} | what is attached as image has no type; there are at, attach, name, sha256, step.",
        "{\"attach\": \"text\", \"name\": \"a\", \"text\": \"a\", \"step\": -1} | a was recorded at step -1; steps go from 0 to 68719476735."
      })
  void whatIsNoContentIsRefusedAndHoldsUpNothing(String entry, String detail) throws Exception {
    String fine = ", {\"attach\": \"text\", \"name\": \"fine\", \"text\": \"\"}";
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(dashboard.uri().resolve(RUN + "/batches"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(batch(1, entry + fine)))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    JsonNode told = new ObjectMapper().readTree(answer.body());
    assertEquals(2, told.path("acknowledged").asInt());
    assertEquals(detail, told.at("/refused/0/detail").textValue());
    assertEquals("fine", kept().get(0).what().name());
  }
}
