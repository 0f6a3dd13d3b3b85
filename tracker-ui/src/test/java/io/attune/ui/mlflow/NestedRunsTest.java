package io.attune.ui.mlflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.attune.run.Recorder;
import io.attune.store.MemoryStore;
import io.attune.store.SweepId;
import io.attune.trial.Family;
import io.attune.trial.LiveHistory;
import io.attune.trial.Trial;
import io.attune.ui.Dashboard;
import io.attune.ui.DashboardOptions;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs inside runs, written by MLflow's clients and by others, each seen by the other. */
class NestedRunsTest {
  private static final String MLFLOW = "/api/2.0/mlflow/";
  private static final String RECORDINGS = "/api/v1/recordings";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final MemoryStore store = new MemoryStore();
  private final HttpClient http = HttpClient.newHttpClient();
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

  private JsonNode post(String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(dashboard.uri().resolve(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    assertEquals(200, answer.statusCode(), answer.body());
    return JSON.readTree(answer.body());
  }

  private String create(String tags) throws Exception {
    return post(MLFLOW + "runs/create", "{\"experiment_id\": \"0\", \"tags\": [" + tags + "]}")
        .at("/run/info/run_id")
        .asText();
  }

  private static String parent(String run) {
    return "{\"key\": \"mlflow.parentRunId\", \"value\": \"" + run + "\"}";
  }

  private List<Trial> trials() {
    SweepId id = new SweepId(1);
    LiveHistory history = new LiveHistory(store.sweep(id).orElseThrow().sweep().criteria());
    store.pages(id).forEach(history::addAll);
    return history.trials();
  }

  private List<Integer> children(int parent) {
    return Family.of(trials()).children(trials().get(parent - 1)).stream()
        .map(Trial::number)
        .toList();
  }

  private List<String> found(String filter) throws Exception {
    String body = "{\"experiment_ids\": [\"1\"], \"filter\": \"" + filter + "\"}";
    return post(MLFLOW + "runs/search", body).path("runs").findValuesAsText("run_name").stream()
        .sorted()
        .toList();
  }

  @Test
  void aNestedRunOfMlflowIsAChild() throws Exception {
    String mother = create("");
    String child = create(parent(mother));
    create(parent(child));
    String later = create("");
    post(MLFLOW + "runs/set-tag", "{\"run_id\": \"" + later + "\"," + parent(mother).substring(1));
    assertEquals(List.of(2, 4), children(1));
    assertEquals(List.of(3), children(2));
    assertEquals("1", trials().get(1).dossier().parent().orElseThrow());
    assertEquals(List.of("run 2", "run 4"), found("tags.`mlflow.parentRunId` = '" + mother + "'"));

    post(
        MLFLOW + "runs/delete-tag",
        "{\"run_id\": \"" + later + "\", \"key\": \"mlflow.parentRunId\"}");
    assertEquals(List.of(2), children(1));
    assertEquals(List.of("run 2"), found("tags.`mlflow.parentRunId` = '" + mother + "'"));
  }

  @Test
  void aParentThatIsNotHereStaysATag() throws Exception {
    create(parent("0123456789abcdef0123456789abcdef"));
    assertTrue(trials().get(0).dossier().parent().isEmpty());
    assertEquals(
        List.of("run 1"), found("tags.`mlflow.parentRunId` = '0123456789abcdef0123456789abcdef'"));
  }

  @Test
  void mlflowSeesTheParentsThatOtherProgramsName() throws Exception {
    // The child arrives first: its program may have been faster.
    post(RECORDINGS, "{\"sweep\": \"cv\", \"run\": \"fold\", \"parent\": \"all\"}");
    assertEquals(List.of(), found("tags.`mlflow.parentRunId` LIKE '%'"));
    post(RECORDINGS, "{\"sweep\": \"cv\", \"run\": \"all\", \"group\": \"g\"}");
    assertEquals(List.of(1), children(2));
    assertEquals("g", trials().get(1).dossier().group().orElseThrow());
    assertEquals(List.of("run 1"), found("tags.`mlflow.parentRunId` LIKE '%'"));
  }
}
