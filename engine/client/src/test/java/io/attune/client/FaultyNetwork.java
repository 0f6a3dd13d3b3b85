package io.attune.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Stands between a client and its server, and does to each request what networks do. */
final class FaultyNetwork implements AutoCloseable {
  /** What happens to a request. */
  enum Fault {
    NONE,
    /** The request does not get there. */
    REQUEST_LOST,
    /** The server has done its work, but the answer does not come back whole. */
    ANSWER_LOST,
    /** Somebody between says that the server is not there. */
    UNAVAILABLE,
    /** The answer takes a while. */
    SLOW,
    /** Nothing comes back for seconds, then the connection breaks. */
    SWALLOWED,
    /** The server may not be written to. */
    FORBIDDEN
  }

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<Fault, AtomicInteger> happened = new EnumMap<>(Fault.class);
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger underWay = new AtomicInteger();
  private final int port;
  private volatile HttpServer server;
  private volatile URI target;
  private volatile IntFunction<Fault> plan;

  /**
   * @param plan what happens to the n-th request, from 0
   */
  FaultyNetwork(URI target, IntFunction<Fault> plan) throws IOException {
    this.target = target;
    this.plan = plan;
    for (Fault fault : Fault.values()) {
      happened.put(fault, new AtomicInteger());
    }
    this.server = listen(0);
    this.port = server.getAddress().getPort();
  }

  private HttpServer listen(int on) throws IOException {
    HttpServer fresh =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), on), 50);
    fresh.setExecutor(threads);
    fresh.createContext("/", this::handle);
    fresh.start();
    return fresh;
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  int happened(Fault fault) {
    return happened.get(fault).get();
  }

  void plan(IntFunction<Fault> other) {
    plan = other;
  }

  void target(URI other) {
    target = other;
  }

  /** Nobody listens any more: connections are refused. */
  void down() {
    server.stop(0);
  }

  void up() throws IOException {
    server = listen(port);
  }

  private void handle(HttpExchange exchange) throws IOException {
    Fault fault = plan.apply(requests.getAndIncrement());
    happened.get(fault).incrementAndGet();
    underWay.incrementAndGet();
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      switch (fault) {
        case REQUEST_LOST -> {}
        case SWALLOWED -> sleep(2_000);
        case UNAVAILABLE ->
            answer(exchange, 503, "{\"detail\": \"not now\"}".getBytes(StandardCharsets.UTF_8), 0);
        case FORBIDDEN ->
            answer(exchange, 403, "{\"detail\": \"no key\"}".getBytes(StandardCharsets.UTF_8), 0);
        case ANSWER_LOST -> forward(exchange, body, 40);
        case SLOW -> {
          sleep(20);
          forward(exchange, body, 0);
        }
        case NONE -> forward(exchange, body, 0);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      underWay.decrementAndGet();
    }
  }

  /** Waits until the requests of a program that was killed have reached the server. */
  void awaitQuiet() throws InterruptedException {
    do {
      sleep(50);
    } while (underWay.get() > 0);
  }

  private void forward(HttpExchange exchange, byte[] body, int missing)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(target.resolve(exchange.getRequestURI()))
            .header("Content-Type", exchange.getRequestHeaders().getFirst("Content-Type"))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    answer(exchange, answer.statusCode(), answer.body(), missing);
  }

  /** Promises more than it sends where something is to be missing. */
  private static void answer(HttpExchange exchange, int status, byte[] body, int missing)
      throws IOException {
    exchange.sendResponseHeaders(status, body.length + missing);
    exchange.getResponseBody().write(body);
    exchange.getResponseBody().flush();
  }

  private static void sleep(long millis) throws InterruptedException {
    Thread.sleep(millis);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
