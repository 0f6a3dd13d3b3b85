package io.attune.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.attune.exchange.intake.Counted;
import io.attune.exchange.intake.ImportReport;
import io.attune.exchange.intake.Mode;
import io.attune.exchange.table.TableWishes;
import io.attune.trial.Objective;
import io.attune.trial.Trial;
import io.attune.trial.TrialState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableImportTest {
  @TempDir Path folder;
  private final Imports imports = new Imports();

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static TableWishes wishes(List<String> params, List<String> metrics) {
    return new TableWishes(
        Optional.of(Objective.maximize("acc")),
        params,
        metrics,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void columnsAreKnownByTheirPrefixes() throws IOException {
    Path file =
        file(
            "runs.csv",
            """
            trial,state,reason,started,ended,params.lr,params.opt,metrics.val_loss,tags.team,name,odd
            1,completed,,2026-01-01T00:00:00Z,2026-01-01T00:01:00Z,0.1,adam,0.5,vision,first,x
            2,failed,out of memory,2026-01-01T00:02:00Z,,1e-3,"s,g""d",NaN,,,
            3,pruned,slow,1767225600000,,3,None,-inf,,,
            """);
    ImportReport report = imports.bring(file);
    assertEquals(List.of("runs"), imports.names());
    assertEquals(Objective.minimize("val_loss"), imports.history(1).objective());
    Trial first = imports.trial(1, "1");
    assertEquals(Map.of("lr", 0.1, "opt", "adam"), first.assignment().values());
    assertEquals(new TrialState.Completed(0.5), first.state());
    assertEquals(Instant.parse("2026-01-01T00:01:00Z"), first.ended().orElseThrow());
    assertEquals("vision", first.dossier().label().tags().get("team"));
    assertEquals("first", first.dossier().label().name().orElseThrow());
    Trial second = imports.trial(1, "2");
    assertEquals("s,g\"d", second.assignment().text("opt"));
    assertEquals(Double.NaN, second.curve("val_loss").last());
    assertEquals("out of memory", ((TrialState.Failed) second.state()).cause().message());
    assertEquals(new TrialState.Stopped(0, "slow"), imports.trial(1, "3").state());
    assertEquals(Double.NEGATIVE_INFINITY, imports.trial(1, "3").curve("val_loss").last());
    assertEquals(
        "  columns: 1 (odd). Nothing says what they are. Maybe --params or --metrics?",
        report.lines().get(report.lines().size() - 1));
    assertEquals(0, imports.bring(file).countNew(Counted.READINGS));
  }

  @Test
  void otherColumnsAreNamed() throws IOException {
    Path file = file("t.tsv", "lr\tacc\tnote\n0.1\t0.9\ta;b,c\n");
    imports.bring(file, wishes(List.of("lr", "note"), List.of("acc")), Mode.WRITE);
    assertEquals(Objective.maximize("acc"), imports.history(1).objective());
    assertEquals(Map.of("lr", 0.1, "note", "a;b,c"), imports.trial(1, "1").assignment().values());
  }

  @Test
  void rowsWithAStepAreCurves() throws IOException {
    Path wide =
        file(
            "wide.csv",
            "trial;step;metrics.loss;params.lr\na;1;3;0.1\nb;1;9;0.2\na;2;2.5;0.1\na;3;;0.1\n");
    imports.bring(wide);
    assertEquals(2, imports.trial(1, "a").curve("loss").size());
    assertEquals(2.5, imports.trial(1, "a").curve("loss").last());
    assertEquals(0.2, imports.trial(1, "b").assignment().number("lr"));
    Path tidy =
        file(
            "tidy.csv",
            "trial,metric,step,time,value\n1,loss,1,5,0.5\n1,acc,1,6,NaN\n1,loss,2,7,inf\n");
    ImportReport report = imports.bring(tidy);
    assertEquals(3, report.countNew(Counted.READINGS));
    assertEquals(Double.POSITIVE_INFINITY, imports.trial(2, "1").curve("loss").last());
    assertEquals(Double.NaN, imports.trial(2, "1").curve("acc").last());
    assertEquals(0, imports.bring(tidy).countNew(Counted.READINGS));
  }

  @Test
  void aMarkAtTheStartAndEmptyLinesSayNothing() throws IOException {
    Path file = file("mark.csv", "\uFEFFmetrics.loss\n1\n\n2\n");
    assertEquals(2, imports.bring(file).countNew(Counted.TRIALS));
  }

  @Test
  void whatIsWrongIsSaidWithLineColumnAndRemedy() throws IOException {
    assertEquals(
        folder.resolve("a.csv")
            + ": line 3, column metrics.loss: \"many\" is no number. Maybe another --delimiter?",
        imports.refusal(file("a.csv", "metrics.loss\n1\nmany\n")));
    assertEquals(
        folder.resolve("b.csv")
            + ": line 2, column state: \"odd\" is no state. Write completed, failed, stopped, paused or running.",
        imports.refusal(file("b.csv", "metrics.loss,state\n1,odd\n")));
    assertEquals(
        folder.resolve("c.csv")
            + ": line 1: no column is a parameter or a metric; there are a, b. Maybe --params A,B --metrics C.",
        imports.refusal(file("c.csv", "a,b\n1,2\n")));
    assertEquals(
        folder.resolve("d.csv")
            + ": line 1: there is a step, but no column says which trial it is of. Maybe --trial COLUMN.",
        imports.refusal(file("d.csv", "step,metrics.loss\n1,2\n")));
    assertEquals(
        folder.resolve("e.csv") + ": line 1: there is no column \"lr\"; there are a, b.",
        imports.refusal(file("e.csv", "a,b\n1,2\n"), wishes(List.of("lr"), List.of())));
    assertEquals(
        folder.resolve("f.csv") + ": there is nothing in it.", imports.refusal(file("f.csv", "")));
    assertEquals(
        folder.resolve("g.csv")
            + ": line 2, column started: \"yesterday\" is no time. Write 2026-01-31T23:59:00Z, or milliseconds since 1970.",
        imports.refusal(file("g.csv", "started,metrics.x\nyesterday,1\n")));
    assertEquals(List.of(), imports.names());
  }

  @Test
  void whatIsNoTextIsSaid() throws IOException {
    Path file = folder.resolve("latin.csv");
    Files.write(file, "metrics.loss,params.ö\n1,2\n".getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(
        file + ": after line 1: it is not UTF-8 text. Maybe save it with that encoding.",
        imports.refusal(file));
  }

  @Test
  void whatIsNothingIsSaid() throws IOException {
    assertEquals(
        folder.resolve("none") + ": there is no such file or folder.",
        imports.refusal(folder.resolve("none")));
    Path odd = file("odd.bin", "?");
    assertEquals(
        odd
            + ": it is neither SQLite (Optuna) nor called *.csv, *.tsv, *.json or *tfevents*. Maybe --from says what it is.",
        imports.refusal(odd));
    assertEquals(
        folder
            + ": it holds neither runs of MLflow (folders with meta.yaml) nor event files of TensorBoard"
            + " (*tfevents*). Maybe --from says what it is.",
        imports.refusal(folder));
  }
}
