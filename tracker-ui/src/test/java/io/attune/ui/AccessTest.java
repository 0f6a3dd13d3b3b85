package io.attune.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.attune.run.AskedSweeps;
import io.attune.run.Recorder;
import io.attune.store.MemoryStore;
import io.attune.ui.access.Access;
import io.attune.ui.access.Door;
import io.attune.ui.access.Role;
import io.attune.ui.access.TokenBook;
import io.javalin.security.RouteRole;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in where. The routes are asked of the router, so none can be forgotten. */
class AccessTest {
  private static final Set<String> SAFE = Set.of("GET", "HEAD");

  @TempDir Path folder;
  private final MemoryStore store = new MemoryStore();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<Role, String> tokens = new EnumMap<>(Role.class);
  private final List<Dashboard> started = new ArrayList<>();

  private Dashboard serve(Optional<Role> anonymous) {
    TokenBook book = new TokenBook(folder, InstantSource.system());
    for (Role role : Role.values()) {
      tokens.put(role, book.create(role.word(), role, Optional.empty()));
    }
    return serve(new Access(Access.LOOPBACK, anonymous, Optional.empty(), book));
  }

  private Dashboard serve(Access access) {
    Recorder recorder = new Recorder(store, InstantSource.system(), id -> false);
    Dashboard dashboard =
        Dashboard.start(
            store,
            DashboardOptions.standard()
                .recorder(recorder)
                .access(access)
                .asked(new AskedSweeps(store, InstantSource.system())));
    started.add(dashboard);
    return dashboard;
  }

  @AfterEach
  void stop() {
    started.forEach(Dashboard::close);
    store.close();
  }

  private static String address(Route route) {
    return route.path().replaceAll("[{<][^}>]*[}>]", "1");
  }

  private static Optional<Role> role(Route route) {
    return route.roles().stream().filter(Role.class::isInstance).map(Role.class::cast).findFirst();
  }

  private HttpRequest.Builder request(Dashboard dashboard, Route route) {
    return HttpRequest.newBuilder(dashboard.uri().resolve(address(route)))
        .header("Content-Type", "application/json")
        .method(
            route.method(),
            SAFE.contains(route.method())
                ? BodyPublishers.noBody()
                : BodyPublishers.ofString("{}"));
  }

  /** The status alone: streams have no end. */
  private int status(HttpRequest.Builder request) throws Exception {
    HttpResponse<InputStream> answer = http.send(request.build(), BodyHandlers.ofInputStream());
    answer.body().close();
    return answer.statusCode();
  }

  @Test
  void everyRouteSaysWhoMayUseIt() {
    List<Route> routes = serve(Optional.empty()).routes();
    assertTrue(routes.size() > 80, "only " + routes.size() + " routes");
    for (Route route : routes) {
      List<RouteRole> who = route.roles().stream().filter(role -> role != Door.BYTES).toList();
      assertEquals(1, who.size(), route.toString());
    }
  }

  @Test
  void onlySearchesChangeNothingThoughTheyArePosted() {
    for (Route route : serve(Optional.empty()).routes()) {
      boolean unknown = route.path().endsWith("<rest>");
      if (!SAFE.contains(route.method()) && !unknown && !route.path().endsWith("/search")) {
        assertFalse(route.roles().contains(Role.VIEWER), route.toString());
      }
      if (route.method().equals("DELETE") && !unknown) {
        assertTrue(role(route).orElseThrow().covers(Role.EDITOR), route.toString());
      }
    }
  }

  @Test
  void everyRouteIsOpenForItsRoleAndThoseAboveAndShutForTheOthers() throws Exception {
    Dashboard dashboard = serve(Optional.empty());
    for (Route route : dashboard.routes()) {
      if (route.roles().contains(Door.OPEN)) {
        continue;
      }
      assertEquals(401, status(request(dashboard, route)), "nobody: " + route);
      for (Role mine : Role.values()) {
        int status =
            status(request(dashboard, route).header("Authorization", "Bearer " + tokens.get(mine)));
        String what = mine + " at " + route + " got " + status;
        if (route.roles().contains(Door.TRIAL)) {
          assertEquals(401, status, what);
        } else if (mine.covers(role(route).orElseThrow())) {
          assertTrue(status != 401 && status != 403 && status < 500, what);
        } else {
          assertEquals(403, status, what);
        }
      }
    }
  }

  @Test
  void whoShowsNothingIsWhatTheServerSays() throws Exception {
    for (Optional<Role> anonymous :
        List.of(Optional.<Role>empty(), Optional.of(Role.VIEWER), Optional.of(Role.RUNNER))) {
      Dashboard dashboard = serve(anonymous);
      for (Route route : dashboard.routes()) {
        Optional<Role> needed = role(route);
        if (needed.isPresent()) {
          int status = status(request(dashboard, route));
          boolean may = anonymous.filter(mine -> mine.covers(needed.get())).isPresent();
          assertEquals(may, status != 401, anonymous + " at " + route + " got " + status);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: http://evil.example",
        "Origin: null",
        "Origin: http://127.0.0.1:1",
        "Origin: https://HOST",
        "Origin: http://HOST.evil.example",
        "Origin: http://HOST@evil.example",
        "Origin: file://",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site",
        "Sec-Fetch-Site: x",
      })
  void noPageOfAnotherSiteChangesAnything(String header) throws Exception {
    Dashboard dashboard = serve(Optional.of(Role.RUNNER));
    String[] parts =
        header.replace("HOST", "127.0.0.1:" + dashboard.uri().getPort()).split(": ", 2);
    for (Route route : dashboard.routes()) {
      if (!SAFE.contains(route.method())) {
        HttpRequest.Builder request =
            request(dashboard, route)
                .header("Authorization", "Bearer " + tokens.get(Role.ADMIN))
                .header(parts[0], parts[1]);
        assertEquals(403, status(request), route.toString());
      }
    }
  }

  @Test
  void whatAFormCanSendIsTakenNowhere() throws Exception {
    Dashboard dashboard = serve(Optional.of(Role.RUNNER));
    for (Route route : dashboard.routes()) {
      if (Set.of("POST", "PUT", "PATCH").contains(route.method())) {
        for (String type : List.of("application/x-www-form-urlencoded", "multipart/form-data")) {
          int status =
              status(
                  request(dashboard, route)
                      .setHeader("Content-Type", type)
                      .header("Authorization", "Bearer " + tokens.get(Role.ADMIN)));
          boolean mlflow = route.path().contains("api/2.0/") || route.path().contains("api/3.0/");
          assertEquals(mlflow ? 400 : 415, status, route.toString());
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "127.0.0.1.evil.example:PORT",
        "localhost",
        "127.0.0.1",
        "127.0.0.1:1",
        "localhost.:PORT",
        "0.0.0.0:PORT",
        "[::]:PORT",
        "127.1:PORT",
        "127.0.0.2:PORT",
        "user@127.0.0.1:PORT",
        "127.0.0.1:PORT, evil.example"
      })
  void noRouteAnswersUnderAnotherName(String host) throws Exception {
    Dashboard dashboard = serve(Optional.of(Role.RUNNER));
    for (Route route : dashboard.routes()) {
      int status = raw(dashboard.uri(), route, host);
      assertTrue(status == 421 || status == 400, route + " gave " + status);
    }
  }

  private static int raw(URI uri, Route route, String host) throws IOException {
    String head =
        "%s %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"
            .formatted(route.method(), address(route), host.replace("PORT", "" + uri.getPort()));
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
      byte[] line = socket.getInputStream().readNBytes(12);
      return Integer.parseInt(new String(line, 9, 3, StandardCharsets.ISO_8859_1));
    }
  }

  @Test
  void aTokenMayComeAsAPassword() throws Exception {
    Dashboard dashboard = serve(Optional.empty());
    String pair = "anybody:" + tokens.get(Role.VIEWER);
    String basic =
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    assertEquals(200, status(sweeps(dashboard).header("Authorization", basic)));
    for (String wrong :
        List.of("Basic !", "Basic " + "QQ==", "Digest x", "Bearer", "Bearer ", basic + "x")) {
      assertEquals(401, status(sweeps(dashboard).header("Authorization", wrong)), wrong);
    }
  }

  private static HttpRequest.Builder sweeps(Dashboard dashboard) {
    return HttpRequest.newBuilder(dashboard.uri().resolve("api/v1/sweeps"));
  }

  @Test
  void aTokenThatIsRevokedIsGoodNoMoreAtOnce() throws Exception {
    Dashboard dashboard = serve(Optional.empty());
    String header = "Bearer " + tokens.get(Role.ADMIN);
    assertEquals(200, status(sweeps(dashboard).header("Authorization", header)));
    TokenBook elsewhere = new TokenBook(folder, InstantSource.system());
    elsewhere.all().forEach(token -> elsewhere.revoke(token.id()));
    assertEquals(401, status(sweeps(dashboard).header("Authorization", header)));
  }

  @Test
  void whatAProxyPassesOnIsNotOfThisMachine() throws Exception {
    Dashboard dashboard = serve(Optional.of(Role.RUNNER));
    assertEquals(200, status(sweeps(dashboard)));
    for (String header : List.of("X-Forwarded-For", "Forwarded", "X-Real-IP")) {
      assertEquals(401, status(sweeps(dashboard).header(header, "127.0.0.1")), header);
    }
  }

  @Test
  void theLinkLogsOneBrowserInAsAdministrator() throws Exception {
    Dashboard dashboard = serve(Optional.empty());
    URI link = dashboard.loginLink();
    HttpResponse<String> answer = get(link);
    assertEquals(303, answer.statusCode());
    assertEquals("/", answer.headers().firstValue("Location").orElseThrow());
    String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
    assertTrue(cookie.contains("; HttpOnly"), cookie);
    assertTrue(cookie.contains("; SameSite=Strict"), cookie);
    assertTrue(cookie.contains("; Path=/"), cookie);
    String mine = cookie.split(";", 2)[0];
    assertEquals("{\"name\":\"login link\",\"role\":\"admin\"}", me(dashboard, mine));
    assertEquals(401, get(link).statusCode());
    assertEquals(200, status(sweeps(dashboard).header("Cookie", mine)));
    assertEquals(
        204,
        status(
            HttpRequest.newBuilder(dashboard.uri().resolve("api/v1/logout"))
                .header("Cookie", mine)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.noBody())));
    assertEquals(401, status(sweeps(dashboard).header("Cookie", mine)));
    assertEquals("{\"name\":\"anonymous\",\"role\":null}", me(dashboard, mine));
  }

  private HttpResponse<String> get(URI uri) throws Exception {
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private String me(Dashboard dashboard, String cookie) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(dashboard.uri().resolve("api/v1/me"))
            .header("Cookie", cookie)
            .build();
    return http.send(request, BodyHandlers.ofString()).body();
  }

  private HttpResponse<String> login(Dashboard dashboard, String token) throws Exception {
    return http.send(
        HttpRequest.newBuilder(dashboard.uri().resolve("api/v1/login"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"token\":\"" + token + "\"}"))
            .build(),
        BodyHandlers.ofString());
  }

  @Test
  void aBrowserThatShowedATokenMayWhatTheTokenMayAsLongAsItIsGood() throws Exception {
    Dashboard dashboard = serve(Optional.empty());
    HttpResponse<String> answer = login(dashboard, tokens.get(Role.VIEWER));
    assertEquals(200, answer.statusCode());
    String mine = answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    assertFalse(mine.contains(tokens.get(Role.VIEWER)));
    assertEquals("{\"name\":\"viewer\",\"role\":\"viewer\"}", me(dashboard, mine));
    TokenBook book = new TokenBook(folder, InstantSource.system());
    book.all().stream()
        .filter(token -> token.role() == Role.VIEWER)
        .forEach(token -> book.revoke(token.id()));
    assertEquals(401, status(sweeps(dashboard).header("Cookie", mine)));
  }

  @Test
  void nobodyTriesToLogInMoreThanTenTimesAMinute() throws Exception {
    Dashboard dashboard = serve(Optional.empty());
    for (int i = 0; i < 10; i++) {
      assertEquals(401, login(dashboard, "guess").statusCode());
    }
    HttpResponse<String> refused = login(dashboard, tokens.get(Role.ADMIN));
    assertEquals(429, refused.statusCode());
    assertEquals(
        "too-many-logins", new ObjectMapper().readTree(refused.body()).path("code").asText());
    assertEquals(429, get(dashboard.loginLink()).statusCode());
  }

  @Test
  void refusalsSayWhichRoleIsNeeded() throws Exception {
    Dashboard dashboard = serve(Optional.of(Role.VIEWER));
    HttpRequest.Builder create =
        HttpRequest.newBuilder(dashboard.uri().resolve("api/2.0/mlflow/runs/create"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{}"));
    HttpResponse<String> nobody = http.send(create.build(), BodyHandlers.ofString());
    assertEquals(
        "Bearer realm=\"attune\"", nobody.headers().firstValue("WWW-Authenticate").orElseThrow());
    assertEquals(
        "{\"error_code\":\"UNAUTHENTICATED\",\"message\":\"this needs the role runner; send a token as Authorization: Bearer …\"}",
        sorted(nobody.body()));
    HttpResponse<String> viewer =
        http.send(
            create.header("Authorization", "Bearer " + tokens.get(Role.VIEWER)).build(),
            BodyHandlers.ofString());
    assertEquals(
        "{\"error_code\":\"PERMISSION_DENIED\",\"message\":\"this needs the role runner; yours is viewer.\"}",
        sorted(viewer.body()));
  }

  private static String sorted(String json) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    return mapper.writeValueAsString(mapper.readValue(json, java.util.TreeMap.class));
  }

  @Test
  void behindAProxyThePublicNameCountsToo() throws Exception {
    TokenBook book = new TokenBook(folder, InstantSource.system());
    String token = book.create("a", Role.ADMIN, Optional.empty());
    Dashboard dashboard =
        serve(
            new Access(
                Access.LOOPBACK,
                Optional.empty(),
                Optional.of(URI.create("https://attune.example")),
                book));
    assertEquals("https://attune.example/", dashboard.page().toString());
    Route sweeps = new Route("GET", "/api/v1/sweeps", Set.of());
    assertEquals(401, raw(dashboard.uri(), sweeps, "attune.example"));
    assertEquals(421, raw(dashboard.uri(), sweeps, "attune.example:8470"));
    HttpRequest.Builder login =
        HttpRequest.newBuilder(dashboard.uri().resolve("api/v1/login"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"token\":\"" + token + "\"}"));
    HttpResponse<String> answer =
        http.send(
            login.header("Origin", "https://attune.example").build(), BodyHandlers.ofString());
    assertTrue(
        answer.headers().firstValue("Set-Cookie").orElseThrow().contains("; Secure"),
        answer.toString());
  }

  @Test
  void noSecretIsInAnAnswerThatEverybodyGets() throws Exception {
    Dashboard dashboard = serve(Optional.of(Role.RUNNER));
    for (String path : List.of("", "api/v1/me", "api/v1/sweeps", "assets/main.js")) {
      String body = get(dashboard.uri().resolve(path)).body();
      assertTrue(Stream.of(Role.values()).map(tokens::get).noneMatch(body::contains), path);
    }
  }
}
