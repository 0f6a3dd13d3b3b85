package io.attune.ui.mlflow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.attune.run.Garbage;
import io.attune.run.GarbageCollector;
import io.attune.run.Recorder;
import io.attune.run.SweepRunner;
import io.attune.search.SamplerSpec;
import io.attune.space.IntParameter;
import io.attune.store.BlobStore;
import io.attune.store.H2Store;
import io.attune.store.SweepId;
import io.attune.sweep.Sweep;
import io.attune.trial.Relabel;
import io.attune.ui.Dashboard;
import io.attune.ui.DashboardOptions;
import io.attune.ui.access.Access;
import io.attune.ui.access.Role;
import io.attune.ui.access.TokenBook;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What MLflow's clients upload is what trials record: once each, shown, and collected. */
class RunArtifactsTest {
  private static final String FILES = "api/2.0/mlflow-artifacts/artifacts/";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private H2Store store;
  private Dashboard dashboard;
  private String editor;
  private String root;
  private String run;

  @BeforeEach
  void start() throws Exception {
    store = H2Store.open(folder, "test");
    Recorder recorder = new Recorder(store, InstantSource.system(), id -> false);
    TokenBook tokens = new TokenBook(folder, InstantSource.system());
    editor = "Bearer " + tokens.create("test", Role.EDITOR, Optional.empty());
    Access access = new Access(Access.LOOPBACK, Optional.of(Role.RUNNER), Optional.empty(), tokens);
    dashboard =
        Dashboard.start(store, DashboardOptions.standard().recorder(recorder).access(access));
    SweepId sweep = recorder.open("ours", Relabel.NOTHING);
    recorder.edit(sweep, draft -> draft.start(draft.now(), Relabel.NOTHING));
    run = RunId.of(recorder.sweep(sweep).orElseThrow(), 1).toString();
    root = FILES + sweep + "/" + run + "/artifacts/";
  }

  @AfterEach
  void stop() {
    dashboard.close();
    store.close();
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(dashboard.uri().resolve("/" + path))
            .header("Authorization", editor)
            .method(method, BodyPublishers.ofString(body))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private String get(String path) throws Exception {
    return send("GET", root + path, "").body();
  }

  private void put(String path, String content) throws Exception {
    HttpResponse<String> answer = send("PUT", root + path, content);
    assertEquals(200, answer.statusCode(), answer.body());
  }

  private String list(String path) throws Exception {
    String uri = "api/2.0/mlflow/artifacts/list?run_id=%s&path=%s".formatted(run, path);
    return JSON.readTree(send("GET", uri, "").body()).path("files").toString();
  }

  private JsonNode attachments() throws Exception {
    String all = send("GET", "api/v1/sweeps/1/trials/1/attachments", "").body();
    return JSON.readTree(all).path("attachments");
  }

  private BlobStore blobs() {
    return BlobStore.in(folder.resolve("files/blobs"));
  }

  private int collect() throws Exception {
    List<Garbage> garbage = GarbageCollector.find(store, folder.resolve("files"), Optional.empty());
    GarbageCollector.delete(garbage);
    return garbage.size();
  }

  @Test
  void artifactsAreAttachmentsOfTheTrialAndEachContentIsThereOnce() throws Exception {
    put("model/weights.bin", "the same");
    put("model/data/copy.bin", "the same");
    assertEquals(1, blobs().all().size());
    JsonNode first = attachments().get(0);
    assertEquals("model/weights.bin", first.path("name").asText());
    assertEquals("file", first.path("kind").asText());
    String sha256 = first.path("sha256").asText();
    assertEquals(
        "the same", send("GET", "api/v1/sweeps/1/trials/1/attachments/" + sha256, "").body());
    assertEquals("[{\"path\":\"model\",\"is_dir\":true}]", list(""));
    assertEquals(
        "[{\"path\":\"model/data\",\"is_dir\":true},{\"path\":\"model/weights.bin\",\"is_dir\":false,\"file_size\":8}]",
        list("model"));
    assertEquals("[]", list("model/weights.bin"));
    assertEquals("[]", list("mod"));
    assertFalse(Files.exists(folder.resolve("files/sweep-1/trial-1/artifacts")));
    assertEquals(0, collect());
  }

  @Test
  void whatIsReplacedOrDeletedIsGoneForReadersAndThenFromTheDisk() throws Exception {
    put("a/b.txt", "first");
    put("a/b.txt", "second");
    put("a/b.txt", "second");
    put("a/c.txt", "third");
    put("ab", "fourth");
    assertEquals("second", get("a/b.txt"));
    assertEquals(3, attachments().size());
    assertEquals(4, blobs().all().size());
    assertEquals(1, collect());
    assertEquals("second", get("a/b.txt"));
    assertEquals(200, send("DELETE", root + "a", "").statusCode());
    assertEquals(404, send("DELETE", root + "a", "").statusCode());
    assertEquals(404, send("GET", root + "a/b.txt", "").statusCode());
    assertEquals("[{\"path\":\"ab\",\"is_dir\":false,\"file_size\":6}]", list(""));
    assertEquals(2, collect());
    assertEquals("fourth", get("ab"));
    put("a/b.txt", "second");
    assertEquals("second", get("a/b.txt"));
    assertEquals(0, collect());
  }

  @Test
  void whatEarlierVersionsLeftInFoldersIsReadReplacedAndDeleted() throws Exception {
    Path old = Files.createDirectories(folder.resolve("files/sweep-1/trial-1/artifacts/model"));
    Files.writeString(old.resolve("MLmodel"), "old");
    Files.writeString(old.resolve("data"), "old data");
    assertEquals("old", get("model/MLmodel"));
    put("model/new", "new");
    put("model/MLmodel", "newer");
    assertEquals("newer", get("model/MLmodel"));
    assertFalse(Files.exists(old.resolve("MLmodel")));
    assertEquals(
        "[{\"path\":\"model/MLmodel\",\"is_dir\":false,\"file_size\":5},{\"path\":\"model/data\",\"is_dir\":false,\"file_size\":8},{\"path\":\"model/new\",\"is_dir\":false,\"file_size\":3}]",
        list("model"));
    assertEquals(400, send("PUT", root + "model/data/x", "in a file").statusCode());
    assertEquals(400, send("PUT", root + "model", "over a folder").statusCode());
    assertEquals(200, send("DELETE", root + "model", "").statusCode());
    assertEquals("[]", list(""));
    assertFalse(Files.exists(old));
  }

  @Test
  void pathsMayBeLong() throws Exception {
    String deep = "folder-of-some-length/".repeat(30);
    put(deep + "file", "deep");
    assertEquals("deep", get(deep + "file"));
    assertEquals(400, send("PUT", root + deep + deep + "file", "too deep").statusCode());
    assertEquals(1, blobs().all().size());
  }

  @Test
  void trialsThatAttuneRunsAreReadAndNotAddedTo() throws Exception {
    Sweep sweep =
        Sweep.named("own")
            .space(IntParameter.uniform("x", 1, 1))
            .minimize("loss")
            .sampler(new SamplerSpec.Grid())
            .build();
    SweepId id =
        SweepRunner.of(sweep)
            .store(store)
            .trainer(
                trial -> {
                  Path file = Files.writeString(trial.directory().resolve("m"), "a model", UTF_8);
                  trial.attach(io.attune.run.Content.file("model/m", file));
                  trial.attach(io.attune.run.Content.file("at a step", file).at(1));
                  trial.report(1, Map.of("loss", 1.0));
                })
            .run()
            .id();
    String own = FILES + id + "/" + RunId.of(store.sweep(id).orElseThrow(), 1) + "/artifacts/";
    assertEquals("a model", send("GET", own + "model/m", "").body());
    assertEquals(404, send("GET", own + "at%20a%20step", "").statusCode());
    assertEquals(409, send("PUT", own + "more", "more").statusCode());
    assertEquals(409, send("DELETE", own + "model/m", "").statusCode());
    assertEquals("a model", send("GET", own + "model/m", "").body());
  }
}
