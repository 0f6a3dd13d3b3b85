package io.attune.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.store.H2Store;
import io.attune.store.PostgresStore;
import io.attune.store.SweepId;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stores elsewhere than in a folder, and copies of stores. */
class StoreCommandsTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int attune(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  private Path sweep() throws Exception {
    return Files.writeString(
        folder.resolve("sweep.yaml"),
        """
        name: programs
        command: [sh, -c, 'echo "{\\"step\\": 1, \\"loss\\": 0.5}"']
        metric: {name: loss}
        method: grid
        parameters: {x: {values: [1, 2]}}
        """);
  }

  @Test
  void aSweepRunsInPostgresqlAndMovesIntoAFolder() throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
      String address = "postgresql://postgres@localhost:" + server.getPort() + "/postgres";
      String store = "--store=" + address;
      String files = "--files=" + folder.resolve("files");
      assertEquals(0, attune("run", sweep().toString(), "--no-ui", store, files), err.toString());
      assertTrue(
          err.toString()
              .contains(
                  "Warning: "
                      + address
                      + " has synchronous_commit off: a power cut may cost what was acknowledged. Set it to on.\n"),
          err.toString());
      assertTrue(out.toString().contains("Stored in " + address + " as sweep 1"), out.toString());
      assertEquals(0, attune("verify", store, files), err.toString());

      try (PostgresStore other =
              PostgresStore.open(address, folder.resolve("files"), "another runner");
          var claim = other.claim(new SweepId(1))) {
        assertEquals(1, attune("resume", "1", "--enqueue=x=1", "--no-ui", store, files));
        assertTrue(
            err.toString()
                .endsWith(
                    "attune: sweep 1 is run by another runner. Wait until that ends, or stop it first.\n"),
            err.toString());
        assertEquals(0, attune("ls", store, files), err.toString());
      }

      Path zip = folder.resolve("copy.zip");
      assertEquals(0, attune("backup", zip.toString(), store, files), err.toString());
      String moved = "--store=" + folder.resolve("moved");
      assertEquals(0, attune("restore", zip.toString(), moved), err.toString());
      assertTrue(out.toString().startsWith("Restored 1 sweep with "), out.toString());
      assertEquals(0, attune("verify", moved), err.toString());
      assertEquals("Sweep 1: all 2 suggestions came out the same again.\n", out.toString());
    }
  }

  @Test
  void anAddressThatIsNoneIsWrongInput() {
    assertEquals(
        2, attune("ls", "--store=postgresql://a@h/x?socketFactory=java.net.SocketFactory"));
    assertEquals(
        "--store: the address of the PostgreSQL store sets socketFactory, which may not be set there; sslcert, sslkey, sslmode, sslrootcert may. It looks like postgresql://user@host:5432/database.\n",
        err.toString());
  }

  @Test
  void aCopyIsMadeWholeOrNotAtAllAndNothingIsOverwritten() throws Exception {
    Path store = folder.resolve("store");
    Path zip = folder.resolve("copy.zip");
    H2Store.open(store, "a test").close();
    assertEquals(0, attune("backup", zip.toString(), "--store=" + store), err.toString());
    assertEquals(
        "Copied 0 sweeps with 0 events and 0 files from %s to %s.\n".formatted(store, zip),
        out.toString());
    assertEquals(2, attune("backup", zip.toString(), "--store=" + store));
    assertEquals(zip + " exists; give the name of a new file.\n", err.toString());
    try (H2Store holder = H2Store.open(store, "attune run x.yaml")) {
      Path other = folder.resolve("other.zip");
      assertEquals(1, attune("backup", other.toString(), "--store=" + store));
      assertTrue(err.toString().contains("is in use by process"), err.toString());
      assertFalse(Files.exists(other));
      assertEquals(List.of(), holder.sweeps());
    }
  }

  @Test
  void aStoreThatIsServedIsCopiedByTheServer() throws Exception {
    Path store = folder.resolve("store");
    assertEquals(0, attune("run", sweep().toString(), "--no-ui", "--store=" + store));
    Path printed = folder.resolve("printed");
    AttuneProcess server = AttuneProcess.start(printed, "ui", "--port=0", "--store=" + store);
    try {
      while (!Files.readString(printed).contains("within 10 minutes")) {
        assertTrue(server.process().isAlive(), Files.readString(printed));
        Thread.onSpinWait();
      }
      Path zip = folder.resolve("copy.zip");
      assertEquals(0, attune("backup", zip.toString(), "--store=" + store), err.toString());
      String copy = "--store=" + folder.resolve("copy");
      assertEquals(0, attune("restore", zip.toString(), copy), err.toString());
      assertEquals(0, attune("verify", copy), err.toString());
      Files.delete(store.resolve("admin-token"));
      assertEquals(1, attune("backup", folder.resolve("b.zip").toString(), "--store=" + store));
      assertTrue(err.toString().contains("is in use by process"), err.toString());
    } finally {
      server.signal("TERM");
      server.await();
    }
  }

  @Test
  void whatIsNoCopyIsNotRestored() throws Exception {
    Path text = Files.writeString(folder.resolve("text.zip"), "hello");
    String store = "--store=" + folder.resolve("store");
    assertEquals(2, attune("restore", text.toString(), store));
    assertEquals("%s is cut off, or no ZIP file.\n".formatted(text), err.toString());
    assertEquals(2, attune("restore", folder.resolve("none.zip").toString(), store));
    assertEquals(folder.resolve("none.zip") + " cannot be read.\n", err.toString());
  }
}
