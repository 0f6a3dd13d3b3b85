package io.attune.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.run.Recorder;
import io.attune.store.H2Store;
import io.attune.trial.Relabel;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeleteCommandTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void record() throws Exception {
    try (H2Store store = H2Store.open(folder, "test")) {
      Recorder recorder = new Recorder(store, Clock.systemUTC(), id -> false);
      var id = recorder.open("others'", Relabel.NOTHING);
      recorder.edit(id, draft -> draft.start(draft.now(), Relabel.named("one")));
      recorder.edit(id, draft -> draft.start(draft.now(), Relabel.named("two")));
      Path trial = Files.createDirectories(store.files(id).resolve("trial-1/artifacts"));
      Files.writeString(trial.resolve("model"), "12345");
    }
  }

  private int attune(String typed, String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)));
    try {
      String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 1);
      all[arguments.length] = "--store=" + folder;
      return Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), all);
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void nothingIsDeletedUnlessItIsSaidTwice() {
    for (String typed : new String[] {"", "n\n", "y\n", "y\ny\n", "y\n2\n"}) {
      assertEquals(1, attune(typed, "delete", "1", "1"), typed);
      assertTrue(out.toString().endsWith("Nothing was deleted.\n"), out.toString());
    }
    assertEquals(1, attune("", "delete", "1", "--yes"));
    assertEquals(0, attune("", "show", "1", "1"));
  }

  @Test
  void aTrialIsDeletedWithItsFiles() {
    assertEquals(0, attune("y\n1\n", "delete", "1", "1"), err.toString());
    assertTrue(
        out.toString().startsWith("Delete trial 1 of sweep 1 (others')? [y/N] "), out.toString());
    assertTrue(out.toString().endsWith("Deleted, with 5 bytes of files.\n"), out.toString());
    assertEquals(2, attune("", "delete", "1", "1", "--yes", "--really"));
    assertEquals(
        "Trial 1 of sweep 1 was deleted already.\n".toLowerCase(),
        err.toString().replace("attune: ", "").toLowerCase());
    assertEquals(0, attune("", "show", "1"));
    assertTrue(out.toString().contains("deleted"), out.toString());
  }

  @Test
  void aSweepIsDeletedWithItsFiles() {
    assertEquals(0, attune("", "delete", "1", "--yes", "--really"), err.toString());
    assertEquals("Deleted, with 5 bytes of files.\n", out.toString());
    assertEquals(2, attune("", "show", "1"));
    assertEquals(2, attune("", "delete", "7", "--yes", "--really"));
  }

  @Test
  void whatGcWouldDeleteIsSaidFirst() throws Exception {
    Path left = Files.createDirectories(folder.resolve("files/sweep-9"));
    Files.writeString(left.resolve("file"), "123");
    assertEquals(0, attune("", "gc", "--dry-run"));
    assertEquals(
        "sweep-9: 3 bytes, the sweep was deleted\n1 files and folders with 3 bytes would be deleted.\n",
        out.toString());
    assertEquals(0, attune("", "gc"));
    assertTrue(Files.notExists(left));
    assertEquals(2, attune("", "gc", "--keep-checkpoints", "all"));
  }
}
