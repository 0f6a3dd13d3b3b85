package io.attune.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens on the command line, and the server that they open. */
class TokenCommandTest {
  private static final Pattern ADDRESS = Pattern.compile("at (http://127\\.0\\.0\\.1:[0-9]+/)");

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

  @Test
  void aTokenIsMadeListedAndRevoked() throws Exception {
    assertEquals(0, attune("token", "create", "--role", "viewer", "--expires", "30d", store()));
    String token = out.toString().strip();
    assertTrue(token.matches("attune_[A-Za-z0-9_-]{43}"), token);
    assertEquals(
        "Keep it safe: it is not shown again, and only its hash is kept.\n", err.toString());
    assertEquals(0, attune("token", "list", store()));
    assertFalse(out.toString().contains(token));
    Matcher row = Pattern.compile("\n([0-9a-f]{8})  viewer  viewer  ").matcher(out.toString());
    assertTrue(row.find(), out.toString());
    assertEquals(0, attune("token", "revoke", row.group(1), store()));
    assertEquals(2, attune("token", "revoke", row.group(1), store()));
    assertEquals(
        "there is no token \"%s\". `attune token list` lists them.\n".formatted(row.group(1)),
        err.toString());
  }

  @Test
  void wrongWordsAreExplained() {
    assertEquals(2, attune("token", "create", "--role", "king", store()));
    assertEquals("--role: \"king\" must be viewer, runner, editor or admin.\n", err.toString());
    assertEquals(2, attune("token", "create", "--role=admin", "--expires=soon", store()));
    assertEquals("--expires: \"soon\" must be a time such as 12h or 30d.\n", err.toString());
    assertEquals(2, attune("token", "list", "--store=" + folder.resolve("none")));
    assertEquals(2, attune("token"));
  }

  @Test
  void aServerThatOthersReachNeedsATokenFirst() {
    String[] ui = {"ui", "--create", "--port=0", "--host=0.0.0.0", "--public-url=http://lab:1"};
    assertEquals(2, attune(ui[0], ui[1], ui[2], ui[3], ui[4], store()));
    assertEquals(
        "--host 0.0.0.0: others could reach the server, but there is no token that is good. Make one first: attune token create --role admin --store %s\n"
            .formatted(folder.resolve("store")),
        err.toString());
    assertEquals(2, attune(ui[0], ui[1], ui[2], ui[3], ui[4], "--anonymous=viewer", store()));
    assertEquals(
        "others than this machine's programs could use the server without a token. Give --anonymous none with --host or --public-url.\n",
        err.toString());
    assertEquals(2, attune("ui", "--create", "--port=0", "--anonymous=admin", store()));
    assertEquals("--anonymous: \"admin\" must be none, viewer or runner.\n", err.toString());
    assertEquals(2, attune("ui", "--create", "--port=0", "--public-url=lab:1", store()));
    assertTrue(err.toString().startsWith("--public-url: \"lab:1\" must be a host"), err.toString());
  }

  @Test
  void theFirstTokenLiesBesideTheStoreAndTheLinkIsPrintedOnce() throws Exception {
    Path printed = folder.resolve("printed");
    AttuneProcess server =
        AttuneProcess.start(printed, "ui", "--create", "--port=0", "--anonymous=none", store());
    try {
      Matcher address = ADDRESS.matcher("");
      while (!address.reset(Files.readString(printed)).find()
          || !Files.readString(printed).contains("within 10 minutes")) {
        assertTrue(server.process().isAlive(), Files.readString(printed));
        Thread.onSpinWait();
      }
      Path file = folder.resolve("store/admin-token");
      String token = Files.readString(file);
      URI sweeps = URI.create(address.group(1) + "api/v1/sweeps");
      assertEquals(401, status(HttpRequest.newBuilder(sweeps)));
      assertEquals(
          200, status(HttpRequest.newBuilder(sweeps).header("Authorization", "Bearer " + token)));
      assertFalse(Files.readString(printed).contains(token));
      assertTrue(Files.readString(printed).contains("/login?code="), Files.readString(printed));
    } finally {
      server.signal("TERM");
      server.await();
    }
  }

  private static int status(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient()
        .send(request.build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
