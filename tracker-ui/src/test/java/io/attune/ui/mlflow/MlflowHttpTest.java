package io.attune.ui.mlflow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.attune.run.Recorder;
import io.attune.store.H2Store;
import io.attune.ui.Dashboard;
import io.attune.ui.DashboardOptions;
import io.attune.ui.access.Access;
import io.attune.ui.access.Role;
import io.attune.ui.access.TokenBook;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** MLflow's API as other clients see it: files, limits, and who may write. */
class MlflowHttpTest {
  private static final String API = "api/2.0/mlflow/";
  private static final String FILES = "api/2.0/mlflow-artifacts/artifacts";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private H2Store store;
  private Dashboard dashboard;
  private String editor;
  private String run;
  private String root;

  @BeforeEach
  void start() throws Exception {
    store = H2Store.open(folder.resolve("store"), "test");
    Recorder recorder = new Recorder(store, InstantSource.system(), id -> false);
    TokenBook tokens = new TokenBook(folder.resolve("store"), InstantSource.system());
    editor = "Bearer " + tokens.create("test", Role.EDITOR, Optional.empty());
    Access access = new Access(Access.LOOPBACK, Optional.of(Role.RUNNER), Optional.empty(), tokens);
    dashboard =
        Dashboard.start(store, DashboardOptions.standard().recorder(recorder).access(access));
    Files.writeString(folder.resolve("secret.txt"), "nobody may read this");
    run = post("runs/create", "{}").at("/run/info/run_id").asText();
    root = FILES + "/0/" + run + "/artifacts";
  }

  @AfterEach
  void stop() {
    dashboard.close();
    store.close();
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(dashboard.uri().resolve("/" + path));
  }

  /** Files are gone for good, so nobody deletes them without a token. */
  private HttpRequest.Builder delete(String path) {
    return to(path).header("Authorization", editor).DELETE();
  }

  private HttpRequest.Builder posting(String call, String body) {
    return to(API + call)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  private JsonNode post(String call, String body) throws Exception {
    HttpResponse<byte[]> answer = send(posting(call, body));
    assertEquals(200, answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8));
    return JSON.readTree(answer.body());
  }

  private JsonNode get(String path) throws Exception {
    return JSON.readTree(send(to(path)).body());
  }

  private HttpResponse<byte[]> put(String path, byte[] body) throws Exception {
    return send(to(path).PUT(BodyPublishers.ofByteArray(body)));
  }

  /** The status of a request whose path is sent as it is. */
  private int raw(String method, String path) throws Exception {
    URI uri = dashboard.uri();
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      String request =
          "%s /%s HTTP/1.1\r\nHost: %s:%d\r\nAuthorization: %s\r\nContent-Length: 4\r\nConnection: close\r\n\r\nevil"
              .formatted(method, path, uri.getHost(), uri.getPort(), editor);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertFalse(answer.contains("nobody may read this"), answer);
      return Integer.parseInt(answer.substring(9, 12));
    }
  }

  @Test
  void filesAreKeptListedSentAndDeleted() throws Exception {
    byte[] large = new byte[3_000_000];
    new Random(7).nextBytes(large);
    assertEquals(200, put(root + "/model/weights.bin", large).statusCode());
    assertEquals(
        200,
        put(root + "/notes%20%C3%A9.txt", "hello".getBytes(StandardCharsets.UTF_8)).statusCode());
    JsonNode list = get(API + "artifacts/list?run_id=" + run);
    assertEquals("mlflow-artifacts:/0/" + run + "/artifacts", list.path("root_uri").asText());
    assertEquals(
        "[{\"path\":\"model\",\"is_dir\":true},{\"path\":\"notes é.txt\",\"is_dir\":false,\"file_size\":5}]",
        list.path("files").toString());
    assertEquals(
        "[{\"path\":\"model/weights.bin\",\"is_dir\":false,\"file_size\":3000000}]",
        get(API + "artifacts/list?path=model&run_id=" + run).path("files").toString());
    assertEquals(
        "[{\"path\":\"weights.bin\",\"is_dir\":false,\"file_size\":3000000}]",
        get(FILES + "?path=0/" + run + "/artifacts/model").path("files").toString());
    HttpResponse<byte[]> file = send(to(root + "/model/weights.bin"));
    assertArrayEquals(large, file.body());
    assertEquals("attachment", file.headers().firstValue("Content-Disposition").orElseThrow());
    assertEquals(
        List.of("default-src 'none'; sandbox"),
        file.headers().allValues("Content-Security-Policy"));
    assertEquals("nosniff", file.headers().firstValue("X-Content-Type-Options").orElseThrow());
    assertEquals(
        "application/octet-stream", file.headers().firstValue("Content-Type").orElseThrow());
    assertArrayEquals(
        large, send(to("get-artifact?path=model/weights.bin&run_uuid=" + run)).body());
    assertEquals(200, put(root + "/model/weights.bin", new byte[] {1}).statusCode());
    assertArrayEquals(new byte[] {1}, send(to(root + "/model/weights.bin")).body());
    assertEquals(400, put(root + "/model", new byte[0]).statusCode());
    assertEquals(400, put(root + "/model/weights.bin/x", new byte[0]).statusCode());
    assertEquals(401, send(to(root + "/model").DELETE()).statusCode());
    assertEquals(200, send(delete(root + "/model")).statusCode());
    assertEquals(404, send(to(root + "/model/weights.bin")).statusCode());
    assertEquals(404, send(delete(root + "/model")).statusCode());
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
        "..%252fsecret.txt",
        "..%5csecret.txt",
        "..\\secret.txt",
        "%2fetc%2fpasswd",
        "/etc/passwd",
        "//etc/passwd",
        "....//secret.txt",
        "a%00.txt",
        "C:%5cwindows%5cwin.ini",
        "..;/secret.txt/..",
        "%c0%ae%c0%ae/secret.txt",
        "link/secret.txt",
        "file-link",
      })
  void noPathLeavesTheFolder(String path) throws Exception {
    Path real = folder.resolve("store/files/sweep-1/trial-1/artifacts");
    Files.createDirectories(real);
    Files.createSymbolicLink(real.resolve("link"), folder);
    Files.createSymbolicLink(real.resolve("file-link"), folder.resolve("secret.txt"));
    List<String> before = everything();
    for (String method : List.of("GET", "PUT", "DELETE")) {
      int status = raw(method, root + "/" + path);
      assertTrue(status >= 400 && status < 500, method + " " + path + " gave " + status);
      assertTrue(status != 401 && status != 403, method + " " + path + " gave " + status);
    }
    for (String ask :
        List.of(
            API + "artifacts/list?run_id=" + run + "&path=",
            FILES + "?path=0/" + run + "/artifacts/")) {
      int status = raw("GET", ask + path.replace(" ", "%20"));
      assertTrue(status == 400 || status == 404 || status == 200, ask + path + " gave " + status);
    }
    assertEquals("nobody may read this", Files.readString(folder.resolve("secret.txt")));
    assertEquals(before, everything());
  }

  private List<String> everything() throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.map(Path::toString).filter(name -> !name.contains("attune.")).sorted().toList();
    }
  }

  @Test
  void filesOfNoRunAreRefused() throws Exception {
    for (String path :
        List.of(
            FILES + "/x",
            FILES + "/0/" + "0".repeat(32) + "/artifacts/x",
            FILES + "/7/" + run + "/artifacts/x",
            FILES + "/0/" + run + "/other/x",
            FILES + "/0/models/m-1/artifacts/x")) {
      assertEquals(404, put(path, new byte[] {1}).statusCode(), path);
      assertEquals(404, send(to(path)).statusCode(), path);
    }
  }

  @Test
  void aFileThatIsTooLargeLeavesNothing() throws Exception {
    Path small = folder.resolve("small");
    ArtifactFolder artifacts = new ArtifactFolder(small);
    InputStream in = new ByteArrayInputStream(new byte[1_001]);
    MlflowError error =
        org.junit.jupiter.api.Assertions.assertThrows(
            MlflowError.class, () -> artifacts.write(List.of("a"), in, 1_000));
    assertEquals(413, error.status());
    assertEquals(List.of(), artifacts.list(List.of()));
    artifacts.write(List.of("a"), new ByteArrayInputStream(new byte[1_000]), 1_000);
    assertEquals(1, artifacts.list(List.of()).size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: http://evil.example",
        "Origin: null",
        "Origin: http://127.0.0.1:1",
        "Origin: https://HOST",
        "Origin: http://HOST.evil.example",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site",
      })
  void pagesOfOtherSitesMayNotWrite(String header) throws Exception {
    String[] parts =
        header.replace("HOST", "127.0.0.1:" + dashboard.uri().getPort()).split(": ", 2);
    String tag = "{\"run_id\":\"%s\",\"key\":\"evil\",\"value\":\"1\"}".formatted(run);
    HttpResponse<byte[]> answer = send(posting("runs/set-tag", tag).header(parts[0], parts[1]));
    assertEquals(403, answer.statusCode());
    assertEquals("PERMISSION_DENIED", JSON.readTree(answer.body()).path("error_code").asText());
    for (HttpRequest.Builder request :
        List.of(
            to(root + "/x").PUT(BodyPublishers.ofString("evil")),
            to(root + "/x").DELETE(),
            to(API + "logged-models/m-1").DELETE())) {
      assertEquals(403, send(request.header(parts[0], parts[1])).statusCode());
    }
    assertFalse(get(API + "runs/get?run_id=" + run).toString().contains("evil"));
  }

  @Test
  void ourOwnPagesMayWrite() throws Exception {
    String own = "http://127.0.0.1:" + dashboard.uri().getPort();
    String tag = "{\"run_id\":\"%s\",\"key\":\"good\",\"value\":\"1\"}".formatted(run);
    assertEquals(
        200,
        send(posting("runs/set-tag", tag)
                .header("Origin", own)
                .header("Sec-Fetch-Site", "same-origin"))
            .statusCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        ""
      })
  void whatAFormCanSendIsRefused(String type) throws Exception {
    HttpRequest.Builder request =
        to(API + "runs/create").POST(BodyPublishers.ofString("{\"experiment_id\":\"0\"}"));
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    assertEquals(400, send(request).statusCode());
    assertEquals(1, post("runs/search", "{\"experiment_ids\":[\"0\"]}").path("runs").size());
  }

  @Test
  void otherHostsAndOtherWritesAreRefused() throws Exception {
    URI uri = dashboard.uri();
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      String request =
          "POST /%sruns/create HTTP/1.1\r\nHost: evil.example\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"
              .formatted(API);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals("421", answer.substring(9, 12));
    }
    assertEquals(405, send(to("api/v1/sweeps").POST(BodyPublishers.noBody())).statusCode());
    assertEquals(405, send(to("health").DELETE()).statusCode());
  }

  @Test
  void unknownEndpointsAreSaidToBe() throws Exception {
    for (String path :
        List.of(
            API + "registered-models/search",
            "api/3.0/mlflow/server-info",
            "ajax-api/2.0/mlflow/x")) {
      HttpResponse<byte[]> answer = send(to(path));
      assertEquals(404, answer.statusCode());
      assertEquals("ENDPOINT_NOT_FOUND", JSON.readTree(answer.body()).path("error_code").asText());
    }
    assertEquals("OK", new String(send(to("health")).body(), StandardCharsets.UTF_8));
    assertEquals(200, send(to("version")).statusCode());
  }

  @Test
  void nonsenseIsRefusedAndNeverAFault() throws Exception {
    String[] calls = {
      "experiments/create",
      "experiments/search",
      "experiments/update",
      "experiments/delete",
      "experiments/restore",
      "experiments/set-experiment-tag",
      "experiments/delete-experiment-tag",
      "runs/create",
      "runs/update",
      "runs/delete",
      "runs/restore",
      "runs/search",
      "runs/set-tag",
      "runs/delete-tag",
      "runs/log-metric",
      "runs/log-parameter",
      "runs/log-batch",
      "runs/log-inputs",
      "runs/log-model",
      "runs/outputs",
      "logged-models",
    };
    String[] values = {
      "null",
      "\"x\"",
      "[]",
      "{}",
      "[1]",
      "[{}]",
      "[{\"key\":1}]",
      "1e400",
      "NaN",
      "-1",
      "9223372036854775808",
      "\"9223372036854775807\"",
      "true",
      "[null]",
      "\"\\u0000\"",
      "\"%s\"".formatted(run),
    };
    String[] fields = {
      "experiment_id",
      "name",
      "run_id",
      "key",
      "value",
      "timestamp",
      "step",
      "metrics",
      "params",
      "tags",
      "status",
      "end_time",
      "start_time",
      "filter",
      "order_by",
      "max_results",
      "page_token",
      "experiment_ids",
      "datasets",
      "models",
      "model_json",
      "new_name",
      "view_type",
    };
    Random random = new Random(7);
    for (int i = 0; i < 1_000; i++) {
      StringBuilder body = new StringBuilder("{\"run_uuid\":\"" + run + "\"");
      for (int n = random.nextInt(6); n > 0; n--) {
        String field = fields[random.nextInt(fields.length)];
        if (body.indexOf("\"" + field + "\":") < 0) {
          body.append(",\"")
              .append(field)
              .append("\":")
              .append(values[random.nextInt(values.length)]);
        }
      }
      String call = calls[random.nextInt(calls.length)];
      HttpResponse<byte[]> answer = send(posting(call, body.append('}').toString()));
      assertTrue(answer.statusCode() < 500, call + " " + body + " gave " + answer.statusCode());
    }
    for (String body :
        List.of("", "[", "[]", "{\"a\":1,\"a\":2}", "{} x", "[".repeat(100_000), "\"")) {
      int status = send(posting("runs/log-batch", body)).statusCode();
      assertEquals(400, status, body.substring(0, Math.min(9, body.length())));
    }
  }

  @Test
  void wholeNumbersMayBeTextsAndNamesInCamelCase() throws Exception {
    post(
        "runs/log-batch",
        "{\"runId\":\"%s\",\"metrics\":[{\"key\":\"m\",\"value\":\"NaN\",\"timestamp\":\"5\",\"step\":\"-3\"},{\"key\":\"n\",\"value\":Infinity,\"timestamp\":5}]}"
            .formatted(run));
    assertEquals(
        "[{\"key\":\"m\",\"value\":\"NaN\",\"timestamp\":5,\"step\":-3}]",
        get(API + "metrics/get-history?metric_key=m&run_id=" + run).path("metrics").toString());
    JsonNode bulk =
        get("ajax-api/2.0/mlflow/metrics/get-history-bulk-interval?metric_key=n&run_ids=" + run);
    assertEquals(
        "[{\"key\":\"n\",\"value\":\"Infinity\",\"timestamp\":5,\"step\":0,\"run_id\":\"%s\"}]"
            .formatted(run),
        bulk.path("metrics").toString());
  }

  @Test
  void theDashboardShowsARunLikeAnyOtherTrial() throws Exception {
    post(
        "runs/log-batch",
        "{\"run_id\":\"%s\",\"metrics\":[{\"key\":\"val_acc\",\"value\":0.5,\"timestamp\":1,\"step\":1},{\"key\":\"val_acc\",\"value\":0.75,\"timestamp\":2,\"step\":2}],\"params\":[{\"key\":\"net/lr\",\"value\":\"1e-3\"}],\"tags\":[{\"key\":\"team\",\"value\":\"vision\"}]}"
            .formatted(run));
    JsonNode running = get("api/v1/sweeps").at("/sweeps/0");
    assertEquals("Default", running.path("name").asText());
    assertEquals("running", running.path("status").asText());
    assertEquals(
        "maximize val_acc", running.path("goal").asText() + " " + running.path("metric").asText());
    post("runs/update", "{\"run_id\":\"%s\",\"status\":\"FINISHED\"}".formatted(run));
    assertEquals("finished", get("api/v1/sweeps").at("/sweeps/0/status").asText());
    assertEquals(0.75, get("api/v1/sweeps").at("/sweeps/0/best/score").asDouble());
    JsonNode detail = get("api/v1/sweeps/1/trials/1");
    assertEquals("[\"net/lr\"]", detail.path("parameters").toString());
    assertEquals("[0.001]", detail.at("/trial/values").toString());
    assertEquals("run 1", detail.at("/trial/name").asText());
    assertEquals("vision", detail.at("/tags/team").asText());
    assertEquals("[0.5,0.75]", detail.at("/curves/val_acc/values").toString());
    post("runs/delete", "{\"run_id\":\"%s\"}".formatted(run));
    assertTrue(get("api/v1/sweeps").at("/sweeps/0/best").isNull());
  }

  @Test
  void dataSetsAndModelsOfARunAreKept() throws Exception {
    post(
        "runs/log-inputs",
        "{\"run_id\":\"%s\",\"datasets\":[{\"tags\":[{\"key\":\"mlflow.data.context\",\"value\":\"train\"}],\"dataset\":{\"name\":\"iris\",\"digest\":\"ab\",\"source_type\":\"local\",\"source\":\"{}\"}}]}"
            .formatted(run));
    post(
        "runs/log-model",
        "{\"run_id\":\"%s\",\"model_json\":\"{\\\"artifact_path\\\":\\\"m\\\"}\"}".formatted(run));
    JsonNode model =
        post(
                "logged-models",
                "{\"experiment_id\":\"0\",\"name\":\"net\",\"source_run_id\":\"%s\",\"params\":[{\"key\":\"a\",\"value\":\"b\"}]}"
                    .formatted(run))
            .path("model");
    String id = model.at("/info/model_id").asText();
    assertEquals("LOGGED_MODEL_PENDING", model.at("/info/status").asText());
    post(
        "runs/outputs",
        "{\"run_id\":\"%s\",\"models\":[{\"model_id\":\"%s\",\"step\":0}]}".formatted(run, id));
    HttpResponse<byte[]> ready =
        send(
            to(API + "logged-models/" + id)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString("{\"status\":\"LOGGED_MODEL_READY\"}")));
    assertEquals(200, ready.statusCode());
    assertEquals(
        "LOGGED_MODEL_READY", get(API + "logged-models/" + id).at("/model/info/status").asText());
    assertEquals(
        200, put(FILES + "/0/models/" + id + "/artifacts/MLmodel", new byte[] {1}).statusCode());
    JsonNode read = get(API + "runs/get?run_id=" + run).path("run");
    assertEquals("iris", read.at("/inputs/dataset_inputs/0/dataset/name").asText());
    assertEquals(id, read.at("/outputs/model_outputs/0/model_id").asText());
    assertEquals(
        Map.of(
            "mlflow.log-model.history", "[{\"artifact_path\":\"m\"}]", "mlflow.runName", "run 1"),
        tags(read));
    assertEquals(0, get(API + "experiments/get?experiment_id=0").at("/experiment/tags").size());
    assertEquals(200, send(delete(API + "logged-models/" + id)).statusCode());
    assertEquals(404, send(to(API + "logged-models/" + id)).statusCode());
  }

  private static Map<String, String> tags(JsonNode run) {
    Map<String, String> tags = new java.util.HashMap<>();
    run.at("/data/tags")
        .forEach(tag -> tags.put(tag.path("key").asText(), tag.path("value").asText()));
    return tags;
  }
}
