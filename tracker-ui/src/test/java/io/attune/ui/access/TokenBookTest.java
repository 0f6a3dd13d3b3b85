package io.attune.ui.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of tokens and logins, and for how long. */
class TokenBookTest {
  @TempDir Path folder;
  private Instant now = Instant.parse("2026-01-02T03:04:05Z");

  private TokenBook book() {
    return new TokenBook(folder, () -> now);
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void nothingButHashesIsKeptAndOnlyTheOwnerReadsThem() throws Exception {
    String text = book().create("ci", Role.RUNNER, Optional.of(Duration.ofDays(30)));
    assertTrue(text.matches("attune_[A-Za-z0-9_-]{43}"), text);
    Token token = book().all().get(0);
    assertEquals("ci", token.name());
    assertEquals(Role.RUNNER, token.role());
    assertEquals(Optional.of(now.plus(Duration.ofDays(30))), token.expires());
    assertEquals(Secret.hash(text), token.hash());
    assertFalse(Files.readString(folder.resolve("tokens.json")).contains(text));
    assertEquals("rw-------", mode(folder.resolve("tokens.json")));
  }

  @Test
  void theFirstTokenIsMadeOnce() throws Exception {
    TokenBook book = book();
    book.begin();
    String admin = Files.readString(book.adminFile());
    assertEquals("rw-------", mode(book.adminFile()));
    assertEquals(Role.ADMIN, Credentials.token(book, admin, now).role());
    book().begin();
    assertEquals(admin, Files.readString(book.adminFile()));
    assertTrue(book.revoke(book.all().get(0).id()));
    assertFalse(Files.exists(book.adminFile()));
    book.begin();
    assertEquals(List.of(), book.all());
    assertFalse(book.hasGood());
  }

  @Test
  void anOldTokenOpensNothing() {
    TokenBook book = book();
    String text = book.create("old", Role.ADMIN, Optional.of(Duration.ofHours(1)));
    assertTrue(book.hasGood());
    assertEquals("old", Credentials.token(book, text, now.plusSeconds(3_599)).name());
    now = now.plusSeconds(3_600);
    assertThrows(Refused.class, () -> Credentials.token(book, text, now));
    assertFalse(book.hasGood());
  }

  @Test
  void severalProgramsAddTokensWithoutLosingOne() throws Exception {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      TokenBook mine = book();
      threads.add(
          new Thread(
              () -> {
                for (int n = 0; n < 10; n++) {
                  mine.create("many", Role.VIEWER, Optional.empty());
                }
              }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(40, book().all().size());
  }

  @Test
  void aDamagedFileIsSaidToBe() throws Exception {
    Path file = folder.resolve("tokens.json");
    Files.writeString(file, "[{\"role\": \"king\"}]");
    assertEquals(
        file + " is damaged: there is no role \"king\". Maybe delete it and make new tokens.",
        assertThrows(AccessException.class, () -> book().all()).getMessage());
  }

  @Test
  void aLoginCodeIsGoodOnceAndForTenMinutes() {
    Sessions sessions = new Sessions();
    String code = sessions.invite(now);
    assertTrue(sessions.redeem(code, now.plusSeconds(599)));
    assertFalse(sessions.redeem(code, now));
    String late = sessions.invite(now);
    assertFalse(sessions.redeem(late, now.plusSeconds(600)));
  }

  @Test
  void aSessionLastsAWeek() {
    Sessions sessions = new Sessions();
    String secret = sessions.open(Optional.empty(), now);
    assertTrue(sessions.find(secret, now.plus(Duration.ofDays(6))).isPresent());
    assertTrue(sessions.find(secret, now.plus(Duration.ofDays(7))).isEmpty());
    assertTrue(sessions.find(secret + "x", now).isEmpty());
  }

  @Test
  void triesAreCountedByAddressAndMinute() {
    Tries tries = new Tries();
    for (int i = 0; i < 10; i++) {
      assertTrue(tries.allow("a", now));
    }
    assertFalse(tries.allow("a", now));
    assertTrue(tries.allow("b", now));
    assertTrue(tries.allow("a", now.plusSeconds(60)));
  }

  private static String refusal(String host, Optional<Role> anonymous, String url) {
    Optional<java.net.URI> publicUrl =
        url.isEmpty() ? Optional.empty() : Optional.of(java.net.URI.create(url));
    return String.valueOf(
        assertThrows(
                IllegalArgumentException.class,
                () -> new Access(host, anonymous, publicUrl, Tokens.NONE))
            .getMessage());
  }

  @Test
  void nobodyFromElsewhereGetsInWithoutAToken() {
    String open =
        "others than this machine's programs could use the server without a token. Give --anonymous none with --host or --public-url.";
    assertEquals(open, refusal("192.0.2.7", Optional.of(Role.VIEWER), ""));
    assertEquals(open, refusal("0.0.0.0", Optional.of(Role.RUNNER), "http://lab:1"));
    assertEquals(open, refusal("127.0.0.1", Optional.of(Role.VIEWER), "https://a.example"));
    assertEquals(
        "nobody may steer without a token.", refusal("127.0.0.1", Optional.of(Role.EDITOR), ""));
    assertTrue(refusal("0.0.0.0", Optional.empty(), "").startsWith("0.0.0.0 is every address"));
  }

  @Test
  void aServerAnswersUnderTheNamesItHasAndNoOthers() {
    Hosts hosts =
        new Hosts(new Access("192.0.2.7", Optional.empty(), Optional.empty(), Tokens.NONE));
    hosts.check("192.0.2.7:80", 80);
    assertThrows(Refused.class, () -> hosts.check("127.0.0.1:80", 80));
    assertThrows(Refused.class, () -> hosts.check("192.0.2.7", 80));
    Hosts all =
        new Hosts(
            new Access(
                "0.0.0.0",
                Optional.empty(),
                Optional.of(java.net.URI.create("http://Lab-3:8470")),
                Tokens.NONE));
    all.check("lab-3:8470", 8470);
    all.check("localhost:8470", 8470);
    assertTrue(all.isOurs("http://lab-3:8470", 8470));
    assertThrows(Refused.class, () -> all.check("0.0.0.0:8470", 8470));
  }
}
