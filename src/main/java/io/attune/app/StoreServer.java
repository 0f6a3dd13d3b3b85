package io.attune.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.attune.store.StoreInUse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The program that has a store open, spoken to over HTTP. Who may read the store's folder may do
 * so: the key lies in it.
 *
 * @param address where its dashboard is
 * @param token of an administrator
 */
record StoreServer(URI address, String token) {
  private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:[0-9]+/");

  /** The program that keeps a folder, if it serves one and lets us in. */
  static Optional<StoreServer> of(StoreInUse taken, Path folder) {
    Matcher address = ADDRESS.matcher(taken.owner());
    if (!address.find()) {
      return Optional.empty();
    }
    try {
      String token = Files.readString(folder.resolve("admin-token")).strip();
      return Optional.of(new StoreServer(URI.create(address.group()), token));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Lets the program copy its store.
   *
   * @throws IOException if it refuses or breaks off
   */
  void backup(OutputStream out) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve("api/v1/backup"))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    try {
      HttpResponse<InputStream> answer =
          HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
      try (var body = answer.body()) {
        if (answer.statusCode() != 200) {
          throw new IOException(
              "%s answered %d: %s"
                  .formatted(
                      address, answer.statusCode(), new String(body.readNBytes(500), UTF_8)));
        }
        body.transferTo(out);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
