package io.attune.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
  private static final String RUNS =
      """
      trial,state,started,ended,params.lr,params.opt,metrics.acc
      1,completed,2026-01-01T00:00:00Z,2026-01-01T00:01:00Z,0.1,adam,0.5
      2,completed,2026-01-01T00:00:00Z,2026-01-01T00:01:00Z,0.001,"s,g""d",NaN
      """;

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int attune(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  private String store() {
    return "--store=" + folder.resolve("store");
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @Test
  void whatIsExportedAsJsonComesBackWithEveryEvent() throws IOException {
    assertEquals(0, attune("import", file("runs.csv", RUNS), store()), err.toString());
    String json = folder.resolve("sweep.json").toString();
    assertEquals(0, attune("export", "1", "--format=json", "-o", json, store()), err.toString());
    String other = "--store=" + folder.resolve("other");
    assertEquals(0, attune("import", json, other), err.toString());
    assertTrue(out.toString().contains("Added 1 sweep, 2 trials, 2 readings."), out.toString());
    assertEquals(0, attune("export", "1", "--format=json", other), err.toString());
    assertEquals(Files.readString(Path.of(json)), out.toString());
    assertEquals(0, attune("import", json, other), err.toString());
    assertTrue(out.toString().contains("Nothing new: all of it is here."), out.toString());
  }

  @Test
  void jsonThatIsCutOffLeavesNothingBehind() throws IOException {
    assertEquals(0, attune("import", file("runs.csv", RUNS), store()), err.toString());
    assertEquals(0, attune("export", "1", "--format=json", store()), err.toString());
    String whole = out.toString();
    String json = file("sweep.json", whole.substring(0, whole.length() * 2 / 3));
    String other = "--store=" + folder.resolve("other");
    assertEquals(2, attune("import", json, other));
    assertTrue(err.toString().contains("it is cut off, or no JSON"), err.toString());
    assertEquals(2, attune("import", file("other.json", "{\"events\": []}"), other));
    assertTrue(err.toString().contains("its sweep cannot be read"), err.toString());
    attune("ls", other);
    assertFalse(out.toString().contains("runs"), out.toString());
  }

  @Test
  void aTableIsImportedShownExportedAndImportedAgain() throws IOException {
    String csv = file("runs.csv", RUNS);
    assertEquals(0, attune("import", csv, "--dry-run", store()), err.toString());
    assertTrue(out.toString().contains("Would add 1 sweep, 2 trials, 2 readings."), out.toString());
    assertFalse(Files.exists(folder.resolve("store")));
    assertEquals(0, attune("import", csv, "--metric=acc", "--goal=maximize", store()));
    assertEquals(
        csv
            + """
            : a table
            Read 1 file, 1 sweep, 2 trials, 2 readings.
            Added 1 sweep, 2 trials, 2 readings.
              sweep 1: runs, 2 trials, 2 new
            """,
        out.toString());
    assertEquals(0, attune("import", csv, store()));
    assertTrue(out.toString().contains("Nothing new: all of it is here."), out.toString());
    assertEquals(0, attune("show", "1", store()), err.toString());
    assertTrue(out.toString().contains("acc"), out.toString());

    Path trials = folder.resolve("trials.csv");
    Path curves = folder.resolve("curves.csv");
    Path events = folder.resolve("events");
    assertEquals(0, attune("export", "1", "-o", trials.toString(), store()));
    assertEquals(0, attune("export", "1", "--format=curves", "-o", curves.toString(), store()));
    assertEquals(
        "trial,metric,step,time,value\r\n1,acc,0,2026-01-01T00:01:00Z,0.5\r\n2,acc,0,2026-01-01T00:01:00Z,NaN\r\n",
        Files.readString(curves));
    assertEquals(
        0, attune("export", "1", "--format=tensorboard", "-o", events.toString(), store()));
    assertTrue(out.toString().startsWith("Wrote 2 trials with 2 scalars to "), out.toString());
    assertEquals(
        0, attune("import", trials.toString(), curves.toString(), events.toString(), store()));
    assertEquals(0, attune("export", "2", store()));
    assertTrue(out.toString().contains(",0.001,\"s,g\"\"d\",NaN,"), out.toString());
    assertEquals(0, attune("export", "4", store()));
    assertTrue(out.toString().contains(",0.001,\"s,g\"\"d\",NaN,"), out.toString());
  }

  @Test
  void badInputIsAnsweredWithItsPlaceAndLeavesNothing() throws IOException {
    String csv = file("bad.csv", "metrics.acc\n0.5\nmany\n");
    assertEquals(2, attune("import", csv, store()));
    assertEquals(
        csv + ": line 3, column metrics.acc: \"many\" is no number. Maybe another --delimiter?\n",
        err.toString());
    assertEquals(0, attune("ls", store()));
    assertEquals(1, out.toString().lines().count());
    assertEquals(2, attune("import", folder.resolve("none").toString(), store()));
    assertEquals(folder.resolve("none") + ": there is no such file or folder.\n", err.toString());
  }

  @Test
  void exportsToTensorBoardNeedAFolderThatIsEmpty() throws IOException {
    assertEquals(0, attune("import", file("runs.csv", RUNS), store()));
    assertEquals(2, attune("export", "1", "--format=tensorboard", store()));
    assertEquals("--format tensorboard needs a folder. Maybe --output runs.\n", err.toString());
    assertEquals(
        2, attune("export", "1", "--format=tensorboard", "-o", folder.toString(), store()));
    assertEquals(
        "--output: cannot write " + folder + ": the folder is not empty.\n", err.toString());
  }
}
