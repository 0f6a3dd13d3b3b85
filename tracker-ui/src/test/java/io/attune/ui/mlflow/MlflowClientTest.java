package io.attune.ui.mlflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.attune.run.Recorder;
import io.attune.space.Assignment;
import io.attune.space.FloatParameter;
import io.attune.store.H2Store;
import io.attune.store.SweepId;
import io.attune.sweep.Sweep;
import io.attune.trial.SweepEvent;
import io.attune.trial.TrialEvent;
import io.attune.trial.TrialState;
import io.attune.ui.Dashboard;
import io.attune.ui.DashboardOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlflow.api.proto.Service;
import org.mlflow.tracking.ExperimentsPage;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowHttpException;
import org.mlflow.tracking.RunsPage;

/** MLflow's own Java client, unchanged, with nothing set but the address. */
@SuppressWarnings("deprecation") // Of its methods, too, that it would rather not have used.
class MlflowClientTest {
  @TempDir Path folder;
  private H2Store store;
  private Dashboard dashboard;
  private MlflowClient client;

  @BeforeEach
  void start() {
    store = H2Store.open(folder, "test");
    Recorder recorder = new Recorder(store, InstantSource.system(), id -> false);
    dashboard = Dashboard.start(store, DashboardOptions.standard().recorder(recorder));
    client = new MlflowClient(dashboard.uri().toString());
  }

  @AfterEach
  void stop() {
    client.close();
    dashboard.close();
    store.close();
  }

  private void restart() {
    stop();
    start();
  }

  private String experiment() {
    return client.createExperiment("digits");
  }

  private String run(String experiment) {
    return client.createRun(experiment).getRunId();
  }

  private static Map<String, Double> metrics(Service.Run run) {
    return run.getData().getMetricsList().stream()
        .collect(Collectors.toMap(Service.Metric::getKey, Service.Metric::getValue));
  }

  private static Map<String, String> params(Service.Run run) {
    return run.getData().getParamsList().stream()
        .collect(Collectors.toMap(Service.Param::getKey, Service.Param::getValue));
  }

  private static Map<String, String> tags(Service.Run run) {
    return run.getData().getTagsList().stream()
        .collect(Collectors.toMap(Service.RunTag::getKey, Service.RunTag::getValue));
  }

  private static Service.Metric metric(String key, double value, long timestamp, long step) {
    return Service.Metric.newBuilder()
        .setKey(key)
        .setValue(value)
        .setTimestamp(timestamp)
        .setStep(step)
        .build();
  }

  private static Service.Param param(String key, String value) {
    return Service.Param.newBuilder().setKey(key).setValue(value).build();
  }

  private static Service.RunTag tag(String key, String value) {
    return Service.RunTag.newBuilder().setKey(key).setValue(value).build();
  }

  private static MlflowHttpException refused(int status, String code, Runnable call) {
    MlflowHttpException refusal = assertThrows(MlflowHttpException.class, call::run);
    assertEquals(status, refusal.getStatusCode(), refusal.getBodyMessage());
    assertTrue(
        refusal.getBodyMessage().contains("\"error_code\":\"" + code + "\""),
        refusal.getBodyMessage());
    return refusal;
  }

  @Test
  void theDefaultExperimentIsThereBeforeAnythingWas() {
    assertEquals("Default", client.getExperiment("0").getName());
    assertEquals("0", client.getExperimentByName("Default").orElseThrow().getExperimentId());
    String run = client.createRun().getRunId();
    assertEquals("0", client.getRun(run).getInfo().getExperimentId());
    refused(400, "RESOURCE_ALREADY_EXISTS", () -> client.createExperiment("Default"));
    restart();
    assertEquals("0", client.getRun(run).getInfo().getExperimentId());
    assertEquals(1, client.searchExperiments().getItems().spliterator().estimateSize());
  }

  @Test
  void experimentsAreMadeFoundRenamedDeletedAndRestored() {
    String id =
        client.createExperiment(
            Service.CreateExperiment.newBuilder()
                .setName("digits")
                .addTags(Service.ExperimentTag.newBuilder().setKey("team").setValue("vision"))
                .build());
    assertEquals(id, client.getExperimentByName("digits").orElseThrow().getExperimentId());
    assertTrue(client.getExperimentByName("letters").isEmpty());
    refused(400, "RESOURCE_ALREADY_EXISTS", () -> client.createExperiment("digits"));
    refused(404, "RESOURCE_DOES_NOT_EXIST", () -> client.getExperiment("77"));
    client.setExperimentTag(id, "team", "speech");
    client.renameExperiment(id, "letters");
    Service.Experiment now = client.getExperiment(id);
    assertEquals("letters", now.getName());
    assertEquals("speech", now.getTags(0).getValue());
    assertEquals("active", now.getLifecycleStage());
    assertTrue(now.getArtifactLocation().startsWith("mlflow-artifacts:/"));
    client.deleteExperiment(id);
    assertEquals("deleted", client.getExperiment(id).getLifecycleStage());
    refused(400, "INVALID_PARAMETER_VALUE", () -> client.createRun(id));
    refused(404, "RESOURCE_DOES_NOT_EXIST", () -> client.deleteExperiment(id));
    restart();
    client.restoreExperiment(id);
    assertEquals("active", client.getExperiment(id).getLifecycleStage());
    assertEquals("letters", client.getExperiment(id).getName());
  }

  @Test
  void experimentsAreSearched() {
    List<String> names = List.of("ants", "bees", "cats");
    names.forEach(client::createExperiment);
    assertEquals(List.of("bees"), names(client.searchExperiments("name LIKE 'b%'")));
    ExperimentsPage page =
        client.searchExperiments("", Service.ViewType.ALL, 3, List.of("name DESC"));
    assertEquals(List.of("cats", "bees", "ants"), names(page));
    assertTrue(page.hasNextPage());
    assertEquals(List.of("Default"), names((ExperimentsPage) page.getNextPage()));
  }

  private static List<String> names(ExperimentsPage page) {
    return StreamSupport.stream(page.getItems().spliterator(), false)
        .map(Service.Experiment::getName)
        .toList();
  }

  @Test
  void whatARunLogsIsReadBack() {
    String run =
        client
            .createRun(
                Service.CreateRun.newBuilder()
                    .setExperimentId(experiment())
                    .setRunName("first try")
                    .setUserId("ada")
                    .setStartTime(1_700_000_000_123L)
                    .addTags(tag("team", "vision"))
                    .build())
            .getRunId();
    assertTrue(run.matches("[0-9a-f]{32}"), run);
    client.logParam(run, "lr", "1e-3");
    client.logParam(run, "layers/first units", "016");
    client.logMetric(run, "loss", 0.5, 1_700_000_000_200L, 1);
    client.logMetric(run, "loss", 0.25, 1_700_000_000_300L, 2);
    client.logMetric(run, "accuracy", 0.75);
    client.setTag(run, "mlflow.note.content", "looks *good*");
    restart();
    Service.Run read = client.getRun(run);
    assertEquals("first try", read.getInfo().getRunName());
    assertEquals("ada", read.getInfo().getUserId());
    assertEquals(1_700_000_000_123L, read.getInfo().getStartTime());
    assertEquals(Service.RunStatus.RUNNING, read.getInfo().getStatus());
    assertEquals("active", read.getInfo().getLifecycleStage());
    assertEquals(run, read.getInfo().getRunUuid());
    assertEquals(Map.of("lr", "1e-3", "layers/first units", "016"), params(read));
    assertEquals(Map.of("loss", 0.25, "accuracy", 0.75), metrics(read));
    assertEquals(
        Map.of(
            "team",
            "vision",
            "mlflow.note.content",
            "looks *good*",
            "mlflow.user",
            "ada",
            "mlflow.runName",
            "first try"),
        tags(read));
    client.deleteTag(run, "team");
    assertFalse(tags(client.getRun(run)).containsKey("team"));
    refused(404, "RESOURCE_DOES_NOT_EXIST", () -> client.deleteTag(run, "team"));
    refused(404, "RESOURCE_DOES_NOT_EXIST", () -> client.getRun("0".repeat(32)));
    refused(404, "RESOURCE_DOES_NOT_EXIST", () -> client.getRun("nonsense"));
  }

  @Test
  void aParameterCanBeLoggedAgainButNotChanged() {
    String run = run(experiment());
    client.logParam(run, "lr", "0.1");
    client.logParam(run, "lr", "0.1");
    refused(400, "INVALID_PARAMETER_VALUE", () -> client.logParam(run, "lr", "0.2"));
    refused(
        400,
        "INVALID_PARAMETER_VALUE",
        () ->
            client.logBatch(
                run,
                List.of(metric("loss", 1, 1, 1)),
                List.of(param("lr", "0.3")),
                List.of(tag("a", "b"))));
    Service.Run read = client.getRun(run);
    assertEquals(Map.of("lr", "0.1"), params(read));
    assertEquals(Map.of(), metrics(read));
    assertFalse(tags(read).containsKey("a"));
  }

  @Test
  void notANumberAndInfinitiesSurvive() {
    String run = run(experiment());
    List<Double> values =
        List.of(
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.MAX_VALUE,
            Double.MIN_VALUE,
            0.1 + 0.2);
    for (int i = 0; i < values.size(); i++) {
      client.logMetric(run, "m" + i, values.get(i), i, -i);
    }
    restart();
    for (int i = 0; i < values.size(); i++) {
      assertEquals(values.get(i), client.getMetricHistory(run, "m" + i).get(0).getValue());
      assertEquals(values.get(i), metrics(client.getRun(run)).get("m" + i));
      assertEquals(-i, client.getMetricHistory(run, "m" + i).get(0).getStep());
    }
  }

  @Test
  void theLatestMetricIsThatOfTheLargestStepThenTimeThenValue() {
    String run = run(experiment());
    client.logBatch(
        run,
        List.of(
            metric("loss", 3, 10, 5),
            metric("loss", 1, 99, 4),
            metric("loss", 2, 11, 5),
            metric("loss", 1.5, 11, 5)),
        List.of(),
        List.of());
    assertEquals(Map.of("loss", 2.0), metrics(client.getRun(run)));
    assertEquals(
        List.of(3.0, 1.0, 2.0, 1.5),
        client.getMetricHistory(run, "loss").stream().map(Service.Metric::getValue).toList());
  }

  @Test
  void aBatchHasItsLimits() {
    String run = run(experiment());
    List<Service.Metric> metrics =
        IntStream.range(0, 1_001).mapToObj(i -> metric("m", i, i, i)).toList();
    MlflowHttpException refusal =
        refused(
            400,
            "INVALID_PARAMETER_VALUE",
            () -> client.logBatch(run, metrics, List.of(), List.of()));
    assertTrue(
        refusal
            .getBodyMessage()
            .contains(
                "A batch logging request can contain at most 1000 metrics. Got 1001 metrics."),
        refusal.getBodyMessage());
    List<Service.Param> params =
        IntStream.range(0, 101).mapToObj(i -> param("p" + i, "x")).toList();
    List<Service.RunTag> tags = IntStream.range(0, 101).mapToObj(i -> tag("t" + i, "x")).toList();
    refused(
        400, "INVALID_PARAMETER_VALUE", () -> client.logBatch(run, List.of(), params, List.of()));
    refused(400, "INVALID_PARAMETER_VALUE", () -> client.logBatch(run, List.of(), List.of(), tags));
    refused(
        400,
        "INVALID_PARAMETER_VALUE",
        () -> client.logBatch(run, metrics.subList(0, 1_000), params.subList(0, 1), List.of()));
    client.logBatch(run, metrics.subList(0, 1_000), List.of(), List.of());
    client.logBatch(run, List.of(), params.subList(0, 100), tags.subList(0, 100));
    Service.Run read = client.getRun(run);
    assertEquals(100, read.getData().getParamsCount());
    assertEquals(999.0, metrics(read).get("m"));
    for (String key : List.of("k".repeat(251), "a//b", "../up", "/root", "a/./b", "#", " x")) {
      refused(400, "INVALID_PARAMETER_VALUE", () -> client.logMetric(run, key, 1));
      refused(400, "INVALID_PARAMETER_VALUE", () -> client.logParam(run, key, "1"));
      refused(400, "INVALID_PARAMETER_VALUE", () -> client.setTag(run, key, "1"));
    }
    client.logParam(run, "k".repeat(250), "v".repeat(6_000));
    refused(400, "INVALID_PARAMETER_VALUE", () -> client.logParam(run, "long", "v".repeat(6_001)));
    client.setTag(run, "long", "v".repeat(8_000));
    refused(400, "INVALID_PARAMETER_VALUE", () -> client.setTag(run, "long", "v".repeat(8_001)));
    refused(
        413, "INVALID_PARAMETER_VALUE", () -> client.setTag(run, "long", "v".repeat(1_100_000)));
  }

  @Test
  void aLongHistoryIsReadPageByPage() throws Exception {
    String run = run(experiment());
    for (int batch = 0; batch < 30; batch++) {
      int from = batch * 1_000;
      client.logBatch(
          run,
          IntStream.range(from, from + 1_000).mapToObj(i -> metric("m", i / 7.0, i, i)).toList(),
          List.of(),
          List.of());
    }
    // This client cannot put a second page to the first one itself: it adds to a fixed list.
    List<Double> history = new ArrayList<>();
    String token = "";
    do {
      JsonNode page =
          new ObjectMapper()
              .readTree(
                  client.sendGet(
                      "metrics/get-history?run_id=%s&metric_key=m&max_results=25000&page_token=%s"
                          .formatted(run, token)));
      page.path("metrics").forEach(metric -> history.add(metric.path("value").asDouble()));
      token = page.path("next_page_token").asText();
    } while (!token.isEmpty());
    assertEquals(IntStream.range(0, 30_000).mapToObj(i -> i / 7.0).toList(), history);
    assertEquals(29_999, client.getRun(run).getData().getMetrics(0).getStep());
  }

  @Test
  void everyStatusGoesThereAndBack() {
    String run = run(experiment());
    for (Service.RunStatus status :
        List.of(
            Service.RunStatus.FAILED,
            Service.RunStatus.RUNNING,
            Service.RunStatus.SCHEDULED,
            Service.RunStatus.KILLED,
            Service.RunStatus.FINISHED)) {
      client.setTerminated(run, status, 1_800_000_000_000L);
      assertEquals(status, client.getRun(run).getInfo().getStatus());
    }
    assertEquals(1_800_000_000_000L, client.getRun(run).getInfo().getEndTime());
    client.logMetric(run, "late", 1);
    client.setTerminated(run);
    restart();
    assertEquals(Service.RunStatus.FINISHED, client.getRun(run).getInfo().getStatus());
    assertEquals(Map.of("late", 1.0), metrics(client.getRun(run)));
  }

  @Test
  void aDeletedRunIsHiddenAndTakesNothing() {
    String experiment = experiment();
    String run = run(experiment);
    client.deleteRun(run);
    assertEquals("deleted", client.getRun(run).getInfo().getLifecycleStage());
    assertEquals(0, client.listRunInfos(experiment).size());
    assertEquals(
        1, client.searchRuns(List.of(experiment), "", Service.ViewType.DELETED_ONLY).size());
    refused(400, "INVALID_PARAMETER_VALUE", () -> client.logMetric(run, "loss", 1));
    refused(400, "INVALID_PARAMETER_VALUE", () -> client.setTerminated(run));
    client.restoreRun(run);
    assertEquals(1, client.listRunInfos(experiment).size());
    client.deleteExperiment(experiment);
    assertEquals(0, client.listRunInfos(experiment).size());
  }

  @Test
  void runsAreSearched() {
    String experiment = experiment();
    for (int i = 1; i <= 5; i++) {
      String run = run(experiment);
      client.logParam(run, "opt", i % 2 == 0 ? "adam" : "sgd");
      client.logMetric(run, "val loss", i == 5 ? Double.NaN : 1.0 / i);
      client.setTag(run, "number", "" + i);
    }
    assertEquals(
        "4 2",
        found(
            experiment, "params.opt = 'adam' and metrics.`val loss` < 0.9", "metrics.`val loss`"));
    assertEquals("3 4", found(experiment, "metrics.\"val loss\" <= 0.34", "tags.number ASC"));
    assertEquals("1 2 3 4 5", found(experiment, "", "metrics.`val loss` DESC"));
    assertEquals("3", found(experiment, "tags.number = '3' OR tags.number = 'x'", "tags.number"));
    assertEquals(
        "1 5", found(experiment, "params.opt ILIKE 'S%' AND tags.number != '3'", "tags.number"));
    MlflowHttpException refusal =
        refused(
            400,
            "INVALID_PARAMETER_VALUE",
            () -> client.searchRuns(List.of(experiment), "params.opt = adam"));
    assertTrue(
        refusal.getBodyMessage().contains("at character 14: expected a text in quotes"),
        refusal.getBodyMessage());
    RunsPage page =
        client.searchRuns(
            List.of(experiment), "", Service.ViewType.ACTIVE_ONLY, 2, List.of("tags.number DESC"));
    List<String> numbers = new ArrayList<>();
    while (true) {
      page.getItems().forEach(run -> numbers.add(tags(run).get("number")));
      if (!page.hasNextPage()) {
        break;
      }
      page = (RunsPage) page.getNextPage();
    }
    assertEquals(List.of("5", "4", "3", "2", "1"), numbers);
    refused(
        400,
        "INVALID_PARAMETER_VALUE",
        () ->
            client.searchRuns(
                List.of(experiment), "", Service.ViewType.ALL, 2, List.of(), "from 1"));
  }

  private String found(String experiment, String filter, String order) {
    RunsPage page =
        client.searchRuns(
            List.of(experiment), filter, Service.ViewType.ACTIVE_ONLY, 100, List.of(order));
    return StreamSupport.stream(page.getItems().spliterator(), false)
        .map(run -> tags(run).get("number"))
        .collect(Collectors.joining(" "));
  }

  @Test
  void clientsSideBySideLoseNothing() throws Exception {
    String experiment = experiment();
    ExecutorService clients = Executors.newFixedThreadPool(2);
    try {
      List<Future<String>> runs = new ArrayList<>();
      for (int c = 0; c < 2; c++) {
        runs.add(clients.submit(() -> logged(experiment)));
      }
      for (Future<String> run : runs) {
        assertEquals(40, client.getMetricHistory(run.get(), "loss").size());
        assertEquals(40, client.getRun(run.get()).getData().getParamsCount());
      }
    } finally {
      clients.shutdown();
    }
  }

  private String logged(String experiment) {
    try (MlflowClient other = new MlflowClient(dashboard.uri().toString())) {
      String run = other.createRun(experiment).getRunId();
      for (int i = 0; i < 40; i++) {
        other.logMetric(run, "loss", i, i, i);
        other.logParam(run, "p" + i, "" + i);
      }
      return run;
    }
  }

  @Test
  void trialsOfOurOwnSweepsAreRunsThatCanBeTaggedOnly() {
    Sweep sweep =
        Sweep.named("ours").space(FloatParameter.uniform("x", 0, 1)).minimize("loss").build();
    SweepId id = store.open(sweep, "", Instant.EPOCH);
    Instant at = Instant.ofEpochMilli(1_700_000_000_000L);
    store.append(
        id,
        0,
        List.of(
            new SweepEvent.Opened(at, Map.of()),
            new TrialEvent.Started(1, at, new Assignment(Map.of("x", 0.5)), 1),
            new TrialEvent.Reported(1, at, 1, 1, Map.of("loss", 0.75)),
            new TrialEvent.Reported(1, at, 1, 2, Map.of("loss", 0.25)),
            new TrialEvent.Ended(1, at, 1, new TrialState.Completed(0.25))));
    String run = client.searchRuns(List.of(id.toString()), "params.x = '0.5'").get(0).getRunId();
    Service.Run read = client.getRun(run);
    assertEquals(Map.of("loss", 0.25), metrics(read));
    assertEquals(Service.RunStatus.FINISHED, read.getInfo().getStatus());
    assertEquals(2, client.getMetricHistory(run, "loss").size());
    client.setTag(run, "note", "best");
    assertEquals("best", tags(client.getRun(run)).get("note"));
    refused(409, "RESOURCE_CONFLICT", () -> client.logMetric(run, "loss", 0));
    refused(409, "RESOURCE_CONFLICT", () -> client.logParam(run, "y", "0"));
    refused(409, "RESOURCE_CONFLICT", () -> client.createRun(id.toString()));
    refused(409, "RESOURCE_CONFLICT", () -> client.renameExperiment(id.toString(), "mine"));
  }
}
