package io.attune.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.exchange.intake.Counted;
import io.attune.exchange.intake.ImportReport;
import io.attune.exchange.intake.Intake;
import io.attune.exchange.intake.Mode;
import io.attune.space.CategoricalParameter;
import io.attune.space.FloatParameter;
import io.attune.space.IntParameter;
import io.attune.space.Nothing;
import io.attune.store.H2Store;
import io.attune.trial.Curve;
import io.attune.trial.Objective;
import io.attune.trial.Trial;
import io.attune.trial.TrialEvent;
import io.attune.trial.TrialState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptunaImportTest {
  @TempDir Path folder;
  private final Imports imports = new Imports();
  private Path file;

  @BeforeEach
  void copy() throws IOException {
    file = Imports.copy("optuna.db", folder);
  }

  private void sql(String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static List<Double> values(Curve curve) {
    return java.util.stream.IntStream.range(0, curve.size()).mapToObj(curve::value).toList();
  }

  @Test
  void aStudyComesWithItsSpaceItsGoalAndItsTrials() {
    ImportReport report = imports.bring(file);
    assertEquals(List.of("digits", "two goals", "empty"), imports.names());
    assertEquals(16, report.countNew(Counted.TRIALS));
    assertEquals(Objective.maximize("value"), imports.history(1).objective());
    assertEquals(
        List.of(
            FloatParameter.uniform("dropout", 0, 0.5).quantum(0.1),
            IntParameter.uniform("layers", 1, 5),
            FloatParameter.logUniform("lr", 1e-4, 1),
            FloatParameter.uniform("momentum", 0.5, 0.99),
            CategoricalParameter.of("optimizer", "sgd", "adam", Nothing.NONE, true, 3, 0.5),
            IntParameter.logUniform("units", 16, 256)),
        imports.sweep(1).space().parameters());
    Trial first = imports.trial(1, "0");
    assertEquals(
        Map.of(
            "lr", 0.004656804637919571,
            "dropout", 0.4,
            "units", 16L,
            "layers", 1L,
            "optimizer", 0.5,
            "weird _name__1", 0.4191945144032948),
        first.assignment().values());
    assertEquals(Instant.parse("2026-11-23T23:55:39.322040Z"), first.started());
    assertEquals(new TrialState.Completed(0.959068639072416), first.state());
    assertEquals("node-0", first.dossier().label().tags().get("host"));
    assertEquals("trial 0", first.dossier().label().name().orElseThrow());
    assertEquals(
        Map.of(
            "team",
            "vision",
            "data",
            "{\"name\":\"digits\",\"size\":1797}",
            Intake.SOURCE,
            "optuna:" + file + "#digits"),
        imports.history(1).steering().label().tags());
  }

  @Test
  void whatIsNotANumberOrInfiniteComesAsItIs() {
    imports.bring(file);
    assertEquals(
        List.of(0.7491032596394105, Double.NaN, 0.8745516298197052, 0.8996413038557642),
        values(imports.trial(1, "2").curve("intermediate_value")));
    assertEquals(
        Double.POSITIVE_INFINITY, imports.trial(1, "3").curve("intermediate_value").value(1));
    assertEquals(Double.POSITIVE_INFINITY, imports.trial(1, "5").curve("value").last());
    assertEquals(new TrialState.Completed(Double.NaN), imports.trial(1, "5").state());
  }

  @Test
  void theBestTrialIsThatOfOptuna() {
    imports.bring(file);
    assertEquals(imports.trial(1, "1").number(), imports.history(1).best().orElseThrow().number());
  }

  @Test
  void prunedFailedAndRunningTrialsAreToldApart() {
    imports.bring(file);
    assertEquals(new TrialState.Stopped(1, "pruned by Optuna"), imports.trial(1, "6").state());
    assertInstanceOf(TrialState.Failed.class, imports.trial(1, "4").state());
    assertInstanceOf(TrialState.Running.class, imports.trial(1, "9").state());
  }

  @Test
  void severalGoalsAndConstraintsAreKept() {
    imports.bring(file);
    assertEquals(
        List.of(Objective.minimize("latency"), Objective.maximize("accuracy")),
        imports.history(2).objectives());
    assertEquals("constraint.0", imports.history(2).constraints().get(0).metric());
    Trial first = imports.trial(2, "0");
    assertEquals(-0.9148899764871299, first.curve("constraint.0").last());
    assertEquals(4.347683810153842, first.curve("latency").last());
  }

  @Test
  void theReportSaysWhatWasReadAndWhatWasNot() {
    assertEquals(
        """
        Read 1 file, 3 sweeps, 16 trials, 49 readings.
        Added 3 sweeps, 16 trials, 49 readings.
          sweep 1: digits, 10 trials, 10 new
          sweep 2: two goals, 6 trials, 6 new
          sweep 3: empty, 0 trials, 0 new
        Changed on the way:
          steps that do not begin at a multiple of themselves: 1 (layers). Values keep their steps, but the range is without.
          names of parameters: 1 (weird [name]=1 is weird _name__1). Names here are made of letters, digits, and _ . - : with / and spaces inside.
          ranges of parameters whose names sweep files cannot have: 1 (weird _name__1). The range of the values that were tried stands for them.
        Not carried:
          values of trials that were not completed: 3 (trial 6, trial 7, trial 8). Optuna repeats the last value on the way there, which is carried.
          trials that wait to be run: 1 (number 10). Import again when they have begun.
          system attributes: 6 (trial 0: NSGAIISampler:generation, trial 1: NSGAIISampler:generation, trial 2: NSGAIISampler:generation, …). They are inner notes of Optuna's own parts."""
            .lines()
            .toList(),
        imports.bring(file).lines());
  }

  @Test
  void importingAgainAddsNothing() {
    imports.bring(file);
    int events = imports.events().size();
    ImportReport again = imports.bring(file);
    assertEquals(0, again.countNew(Counted.TRIALS) + again.countNew(Counted.READINGS));
    assertEquals("Nothing new: all of it is here.", again.lines().get(1));
    assertEquals(events, imports.events().size());
  }

  @Test
  void aStudyThatWentOnIsImportedOnlyWhereItIsNew() throws SQLException {
    imports.bring(file);
    sql(
        "UPDATE trials SET state = 'COMPLETE', datetime_complete = '2026-11-24 10:00:00' WHERE trial_id = 10",
        "INSERT INTO trial_values VALUES (99, 10, 0, 0.99, 'FINITE')",
        "INSERT INTO trial_intermediate_values VALUES (99, 10, 0, 0.5, 'FINITE')",
        "INSERT INTO trial_params VALUES (999, 10, 'lr', 0.5, '{\"name\": \"FloatDistribution\", \"attributes\": {\"step\": null, \"low\": 0.0001, \"high\": 1.0, \"log\": true}}')",
        "UPDATE trials SET state = 'RUNNING', datetime_start = '2026-11-24 09:00:00' WHERE trial_id = 11");
    ImportReport report = imports.bring(file);
    assertEquals(1, report.countNew(Counted.TRIALS));
    assertEquals(2, report.countNew(Counted.READINGS));
    assertEquals(new TrialState.Completed(0.99), imports.trial(1, "9").state());
    assertEquals(0.5, imports.trial(1, "9").assignment().number("lr"));
    assertEquals(11, imports.history(1).trials().size());
  }

  @Test
  void anImportThatWasCutOffGoesOn() throws IOException {
    imports.bring(file);
    List<io.attune.trial.Event> whole = imports.events();
    // Cut off after each event of the first study: what comes after is the same in the end.
    for (int kept = 1; kept < 40; kept += 3) {
      if (whole.get(kept - 1) instanceof TrialEvent.Started) {
        // A trial and what it is called go to disk as one.
        continue;
      }
      Imports cut = new Imports();
      var id = cut.store().open(imports.sweep(1), "", Imports.NOW);
      cut.store().append(id, 0, whole.subList(0, kept));
      cut.bring(file);
      assertEquals(imports.history(1).trials(), cut.history(1).trials(), "after " + kept);
    }
  }

  @Test
  void lookingWritesNothing() {
    ImportReport report = imports.bring(file, Imports.NO_WISHES, Mode.LOOK);
    assertEquals("Would add 3 sweeps, 16 trials, 49 readings.", report.lines().get(1));
    assertEquals(List.of(), imports.names());
  }

  @Test
  void theFileAndItsFolderStayAsTheyAre() throws IOException, SQLException {
    Map<String, String> before = Imports.state(folder);
    imports.bring(file);
    assertEquals(before, Imports.state(folder));
    sql("PRAGMA journal_mode = WAL");
    Map<String, String> ahead = Imports.state(folder);
    imports.bring(file);
    assertEquals(ahead, Imports.state(folder));
  }

  @Test
  void whatOnlyTheLogAheadHasIsReadToo() throws IOException, SQLException {
    sql("PRAGMA journal_mode = WAL");
    try (Connection writer = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = writer.createStatement()) {
      statement.execute("PRAGMA wal_autocheckpoint = 0");
      statement.execute("INSERT INTO studies VALUES (9, 'ahead')");
      imports.bring(file);
      assertTrue(Files.exists(Path.of(file + "-wal")));
    }
    assertEquals(List.of("digits", "two goals", "ahead", "empty"), sorted());
  }

  private List<String> sorted() {
    List<String> names = new java.util.ArrayList<>(imports.names());
    names.sort(
        java.util.Comparator.comparing(
            (String name) -> "digits two goals ahead empty".indexOf(name)));
    return names;
  }

  @Test
  void namesThatAreTakenGetANumber() {
    imports.store().open(io.attune.sweep.Sweep.recording("digits"), "other", Imports.NOW);
    imports
        .store()
        .append(
            new io.attune.store.SweepId(1),
            0,
            List.of(new io.attune.trial.SweepEvent.Noted(Imports.NOW, "mine")));
    imports.bring(file);
    assertEquals(List.of("digits", "digits (2)", "two goals", "empty"), imports.names());
  }

  @Test
  void itIsAllThereAfterTheStoreWasClosed() {
    try (H2Store store = H2Store.open(folder.resolve("store"), "test")) {
      new Imports(store).bring(file);
    }
    imports.bring(file);
    try (H2Store store = H2Store.open(folder.resolve("store"), "test")) {
      Imports kept = new Imports(store);
      assertEquals(imports.history(1).trials(), kept.history(1).trials());
      assertEquals(imports.history(2).trials(), kept.history(2).trials());
      assertEquals(0, kept.bring(file).countNew(Counted.READINGS));
    }
  }

  @Test
  void whatIsWrongIsSaidWithItsPlaceAndNothingIsWritten() throws SQLException {
    sql("UPDATE trial_params SET param_value = 9 WHERE param_id = 5");
    assertEquals(
        file
            + ": study digits, trial 0, parameter optimizer: 9.0 is no index of 6 choices. Maybe the file is damaged.",
        imports.refusal(file));
    assertEquals(List.of(), imports.names());
    sql(
        "UPDATE trial_params SET param_value = 1 WHERE param_id = 5",
        "UPDATE trials SET state = 'ODD' WHERE trial_id = 3");
    assertEquals(
        file
            + ": study digits, trial 2: there is no state \"ODD\"; Optuna 3 to 5 have COMPLETE, PRUNED, FAIL, RUNNING and WAITING.",
        imports.refusal(file));
    sql("UPDATE version_info SET schema_version = 9");
    assertEquals(
        file
            + ": its tables are of version 9, but 12 is read. Maybe `optuna storage upgrade` helps.",
        imports.refusal(file));
    sql("DROP TABLE trial_values", "CREATE VIEW trial_values AS SELECT 1");
    assertEquals(
        file + ": it is no file of Optuna 3 to 5: table trial_values is missing.",
        imports.refusal(file));
  }
}
