package io.attune.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.attune.run.AskedSweeps;
import io.attune.run.Recorder;
import io.attune.store.TrialStore;
import io.attune.ui.access.Access;
import io.attune.ui.access.Role;
import io.attune.ui.access.TokenBook;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A whole server of a store, and a client whose every exchange the OpenAPI document judges. */
final class RestServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  final Dashboard dashboard;
  private final Contract contract;
  private final HttpClient http = HttpClient.newHttpClient();
  private final String admin;

  RestServer(TrialStore store, Path folder, Helm helm) throws Exception {
    TokenBook book = new TokenBook(folder, InstantSource.system());
    admin = book.create("boss", Role.ADMIN, Optional.empty());
    contract = new Contract();
    AskedSweeps asked = new AskedSweeps(store, InstantSource.system());
    dashboard =
        Dashboard.start(
            store,
            DashboardOptions.standard()
                .asked(asked)
                .helm(helm)
                .recorder(new Recorder(store, InstantSource.system(), asked::holds))
                .access(
                    new Access(Access.LOOPBACK, Optional.of(Role.RUNNER), Optional.empty(), book)));
  }

  /** Sends something with an administrator's token. */
  HttpResponse<String> send(String method, String path, @Nullable String body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(dashboard.uri().resolve("/api/v1" + path))
            .header("Authorization", "Bearer " + admin);
    return exchanged(request, method, path, body);
  }

  /** Sends something without a token, as programs of this machine do. */
  HttpResponse<String> anonymous(String method, String path, @Nullable String body)
      throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(dashboard.uri().resolve("/api/v1" + path));
    return exchanged(request, method, path, body);
  }

  private HttpResponse<String> exchanged(
      HttpRequest.Builder request, String method, String path, @Nullable String body)
      throws Exception {
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    contract.check(method, "/api/v1" + path, body, answer);
    return answer;
  }

  JsonNode get(String path) throws Exception {
    HttpResponse<String> answer = send("GET", path, null);
    assertEquals(200, answer.statusCode(), answer.body());
    return JSON.readTree(answer.body());
  }

  JsonNode post(String path, String body) throws Exception {
    HttpResponse<String> answer = send("POST", path, body.replace('\'', '"'));
    assertEquals(2, answer.statusCode() / 100, answer.body());
    return JSON.readTree(answer.body());
  }

  /** Posts what must be refused; the status and code of the problem. */
  String refused(String path, String body) throws Exception {
    return problem(send("POST", path, body.replace('\'', '"')));
  }

  static String problem(HttpResponse<String> answer) throws Exception {
    assertEquals(
        "application/problem+json", answer.headers().firstValue("Content-Type").orElseThrow());
    JsonNode problem = JSON.readTree(answer.body());
    assertEquals(answer.statusCode(), problem.path("status").asInt());
    return answer.statusCode() + " " + problem.path("code").asText();
  }

  @Override
  public void close() {
    dashboard.close();
  }
}
