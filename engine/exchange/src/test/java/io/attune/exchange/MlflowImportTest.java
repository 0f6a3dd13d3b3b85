package io.attune.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.exchange.intake.Counted;
import io.attune.exchange.intake.ImportReport;
import io.attune.store.BlobStore;
import io.attune.store.SweepId;
import io.attune.trial.Trial;
import io.attune.trial.TrialState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders as MLflow's FileStore lays them out (mlflow/store/tracking/file_store.py, 2.x). */
class MlflowImportTest {
  @TempDir Path folder;
  private final Imports imports = new Imports();
  private Path runs;

  @BeforeEach
  void layOut() throws IOException {
    runs = folder.toRealPath().resolve("mlruns");
    experiment("0", "Default");
    run("0/aaaa", 3, "1700000060000");
    put("0/aaaa/params/lr", "0.01");
    put("0/aaaa/params/opt/name", "adam\nsecond line");
    put("0/aaaa/params/odd[1]", "x");
    put(
        "0/aaaa/metrics/val/loss",
        "1700000000100 0.5 1\n1700000000200 nan 2\n1700000000300 inf 3\n");
    put("0/aaaa/metrics/old", "1700000000100 7\n");
    put("0/aaaa/metrics/extra", "1700000000100 -1e-3 4 data abc123\n");
    put("0/aaaa/tags/mlflow.runName", "brave");
    put("0/aaaa/tags/mlflow.parentRunId", "bbbb");
    put("0/aaaa/tags/team", "");
    run("0/bbbb", 1, "null");
    experiment(".trash/7", "gone");
    run(".trash/7/cccc", 4, "1700000060000");
    put("0/datasets/d1/meta.yaml", "name: d");
  }

  private void put(String path, String text) throws IOException {
    Path file = runs.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void experiment(String path, String name) throws IOException {
    put(
        path + "/meta.yaml",
        """
        artifact_location: file:///elsewhere/mlruns/%1$s
        creation_time: 1700000000000
        experiment_id: '%1$s'
        last_update_time: 1700000000000
        lifecycle_stage: active
        name: %2$s
        """
            .formatted(path.replace(".trash/", ""), name));
    put(path + "/tags/mlflow.note.content", "about " + name);
  }

  private void run(String path, int status, String end) throws IOException {
    put(
        path + "/meta.yaml",
        """
        artifact_uri: file:///elsewhere/mlruns/%1$s/artifacts
        end_time: %3$s
        entry_point_name: ''
        experiment_id: '0'
        lifecycle_stage: active
        run_id: %4$s
        run_name: brave-ant-1
        run_uuid: %4$s
        source_name: ''
        source_type: 4
        source_version: ''
        start_time: 1700000000000
        status: %2$d
        tags: []
        user_id: me
        """
            .formatted(path, status, end, path.substring(path.lastIndexOf('/') + 1)));
  }

  @Test
  void experimentsAndRunsComeWithAllTheySay() {
    ImportReport report = imports.bring(runs);
    assertEquals(List.of("Default", "gone"), imports.names());
    assertEquals(3, report.countNew(Counted.TRIALS));
    Trial run = imports.trial(1, "aaaa");
    assertEquals("brave-ant-1", run.dossier().label().name().orElseThrow());
    assertEquals(
        Map.of("lr", 0.01, "opt/name", "adam\nsecond line", "odd_1_", "x"),
        run.assignment().values());
    assertEquals(Instant.ofEpochMilli(1_700_000_000_000L), run.started());
    assertEquals(Instant.ofEpochMilli(1_700_000_060_000L), run.ended().orElseThrow());
    assertEquals(
        List.of(0.5, Double.NaN, Double.POSITIVE_INFINITY),
        List.of(
            run.curve("val/loss").value(0),
            run.curve("val/loss").value(1),
            run.curve("val/loss").value(2)));
    assertEquals(0, run.curve("old").lastStep());
    assertEquals(-1e-3, run.curve("extra").last());
    assertEquals("bbbb", run.dossier().label().tags().get("mlflow.parentRunId"));
    assertEquals("me", run.dossier().label().tags().get("mlflow.user"));
    assertEquals("", run.dossier().label().tags().get("team"));
    assertInstanceOf(TrialState.Running.class, imports.trial(1, "bbbb").state());
    assertInstanceOf(TrialState.Failed.class, imports.trial(2, "cccc").state());
    assertTrue(imports.history(2).steering().label().deleted());
    assertEquals(
        "about Default", imports.history(1).steering().label().tags().get("mlflow.note.content"));
  }

  @Test
  void importingAgainAddsOnlyWhatIsNew() throws IOException {
    imports.bring(runs);
    assertEquals("Nothing new: all of it is here.", imports.bring(runs).lines().get(1));
    put("0/aaaa/metrics/old", "1700000000100 7\n1700000000200 8 5\n");
    run("0/bbbb", 5, "1700000099000");
    ImportReport report = imports.bring(runs);
    assertEquals(1, report.countNew(Counted.READINGS));
    assertInstanceOf(TrialState.Stopped.class, imports.trial(1, "bbbb").state());
    assertEquals(5, imports.trial(1, "aaaa").curve("old").lastStep());
  }

  @Test
  void aLineThatWasCutOffIsLeftOutUntilItIsWhole() throws IOException {
    put("0/aaaa/metrics/old", "1700000000100 7\n1700000000200 8");
    ImportReport report = imports.bring(runs);
    assertTrue(
        report.lines().stream().anyMatch(line -> line.contains("readings that were cut off: 1")),
        report.lines().toString());
    put("0/aaaa/metrics/old", "1700000000100 7\n1700000000200 85 5\n");
    imports.bring(runs);
    assertEquals(85, imports.trial(1, "aaaa").curve("old").last());
  }

  private List<String> artifacts(String run) {
    return imports.trial(1, run).dossier().attachments().latest().stream()
        .map(item -> item.what().name() + " " + item.what().bytes())
        .toList();
  }

  @Test
  void artifactsAreCopiedOnceAndAgainWhenTheyChanged() throws IOException {
    put("0/aaaa/artifacts/model/weights.bin", "abc");
    put("0/aaaa/artifacts/notes.txt", "words");
    assertEquals(2, imports.bring(runs).countNew(Counted.ATTACHMENTS));
    assertEquals(List.of("model/weights.bin 3", "notes.txt 5"), artifacts("aaaa"));
    BlobStore blobs = BlobStore.beside(imports.store().files(new SweepId(1)));
    String sha256 =
        imports.trial(1, "aaaa").dossier().attachments().latest().get(0).what().sha256();
    assertEquals("abc", Files.readString(blobs.path(sha256)));
    assertEquals("Nothing new: all of it is here.", imports.bring(runs).lines().get(1));
    put("0/aaaa/artifacts/notes.txt", "verse");
    put("0/bbbb/artifacts/late", "");
    assertEquals(2, imports.bring(runs).countNew(Counted.ATTACHMENTS));
    assertEquals(List.of("model/weights.bin 3", "notes.txt 5"), artifacts("aaaa"));
    assertEquals(List.of("late 0"), artifacts("bbbb"));
  }

  @Test
  void artifactsThatAreLinksOrHaveNamesThatCannotBeAreLeftOutAndSaid() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "mine");
    put("0/aaaa/artifacts/" + "n".repeat(200) + "/" + "m".repeat(200), "long");
    put("0/aaaa/artifacts/odd\nname", "line");
    Files.createSymbolicLink(runs.resolve("0/aaaa/artifacts/link"), secret);
    ImportReport report = imports.bring(runs);
    assertEquals(List.of(), artifacts("aaaa"));
    assertTrue(
        report.lines().stream()
            .anyMatch(line -> line.startsWith("  attachments that cannot be kept: 2 (")),
        report.lines().toString());
    assertTrue(report.lines().stream().anyMatch(line -> line.startsWith("  links: 1 (")));
  }

  @Test
  void linksAreNeverFollowed() throws IOException {
    Path secret = Files.createDirectories(folder.resolve("secret"));
    Files.writeString(secret.resolve("key"), "mine");
    Files.createSymbolicLink(runs.resolve("0/aaaa/params/key"), secret.resolve("key"));
    Files.createSymbolicLink(runs.resolve("0/aaaa/metrics/folder"), secret);
    Files.createSymbolicLink(runs.resolve("0/loop"), runs);
    ImportReport report = imports.bring(runs);
    assertTrue(
        report.lines().stream().anyMatch(line -> line.startsWith("  links: 3 (")),
        report.lines().toString());
    assertEquals(3, imports.trial(1, "aaaa").assignment().values().size());
  }

  @Test
  void theFolderStaysAsItIs() throws IOException {
    Map<String, String> before = Imports.state(runs);
    imports.bring(runs);
    assertEquals(before, Imports.state(runs));
  }

  @Test
  void whatIsWrongIsSaidWithItsPlaceAndNothingIsWritten() throws IOException {
    put("0/aaaa/metrics/old", "1 2 3\n1 many 3\n");
    assertEquals(
        runs.resolve("0/aaaa/metrics/old")
            + ": line 2: \"1 many 3\" is no reading. One is: milliseconds, value, step, with spaces between.",
        imports.refusal(runs));
    put("0/aaaa/metrics/old", "1 2 3\n" + "9".repeat(5_000) + "\n");
    assertEquals(
        runs.resolve("0/aaaa/metrics/old") + ": line 2: it is longer than 2,000 bytes.",
        imports.refusal(runs));
    run("0/bbbb", 9, "null");
    put("0/aaaa/metrics/old", "1 2 3\n");
    assertEquals(
        runs.resolve("0/bbbb/meta.yaml")
            + ": status: \"9\" is none; there are 1 to 5 (RUNNING, SCHEDULED, FINISHED, FAILED, KILLED).",
        imports.refusal(runs));
    put("0/bbbb/meta.yaml", "a: [\n");
    assertTrue(imports.refusal(runs).startsWith(runs.resolve("0/bbbb/meta.yaml") + ":2: "));
    assertEquals(List.of(), imports.names());
  }

  @Test
  void longValuesAreLeftOutAndSaid() throws IOException {
    put("0/aaaa/params/long", "x".repeat(100_001));
    assertTrue(
        imports.bring(runs).lines().stream()
            .anyMatch(line -> line.startsWith("  values that are too long: 1 (")));
  }
}
