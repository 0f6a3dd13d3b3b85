package io.attune.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.attune.store.EventJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Acknowledges whatever it is sent, after a while. */
final class SlowTracker implements AutoCloseable {
  private final HttpServer server;
  private final int millis;

  SlowTracker(int millis) {
    this.millis = millis;
    try {
      this.server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    } catch (IOException e) {
      throw BenchException.failed("cannot listen: %s.".formatted(e));
    }
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    JsonNode body =
        EventJson.parse(
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    pause();
    long last = body.path("first").asLong() + body.path("entries").size() - 1;
    byte[] answer = "{\"acknowledged\": %d}".formatted(last).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private void pause() {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
