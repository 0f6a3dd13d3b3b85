package io.attune.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A process that evaluates objectives: one request per line of JSON on its standard input, one
 * answer per line on its standard output. For one thread at a time. Once it has failed it is gone.
 */
final class ObjectiveServer implements AutoCloseable {
  // Python writes NaN and Infinity as bare words.
  static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private final Process process;
  private final Writer requests;
  private final LinkedBlockingQueue<Optional<String>> answers = new LinkedBlockingQueue<>();
  private final Complaints complaints = new Complaints();
  private final Duration patience;

  private ObjectiveServer(Process process, Duration patience) {
    this.process = process;
    this.patience = patience;
    this.requests = process.outputWriter(StandardCharsets.UTF_8);
    daemon("answers", () -> readAnswers(process.inputReader(StandardCharsets.UTF_8)));
    daemon("complaints", () -> complaints.read(process.errorReader(StandardCharsets.UTF_8)));
  }

  /**
   * Starts a server.
   *
   * @param patience how long it may take over one answer
   * @throws BenchException if the command cannot be started
   */
  static ObjectiveServer start(List<String> command, Duration patience) {
    try {
      return new ObjectiveServer(new ProcessBuilder(command).start(), patience);
    } catch (IOException e) {
      throw BenchException.wrongInput(
          "cannot start the objective server: %s. Maybe give its full path after `--`."
              .formatted(e.getMessage()));
    }
  }

  /** A request for {@link #ask}. */
  static ObjectNode request(String operation) {
    return JSON.createObjectNode().put("op", operation);
  }

  /**
   * Sends a request and waits for its answer.
   *
   * @throws BenchException if the server refuses, dies, takes too long or answers anything but a
   *     JSON object
   */
  ObjectNode ask(ObjectNode request) {
    send(request);
    String line = receive(request);
    ObjectNode answer = parse(line, request);
    if (answer.has("error")) {
      throw BenchException.failed(
          "the objective server refused %s: %s".formatted(request, answer.get("error").asText()));
    }
    return answer;
  }

  @Override
  public void close() {
    try (requests) {
      requests.write("{\"op\":\"quit\"}\n");
      requests.flush();
      process.waitFor(2, TimeUnit.SECONDS);
    } catch (IOException e) {
      // It is gone already.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroyForcibly();
    }
  }

  private void send(ObjectNode request) {
    try {
      requests.write(request + "\n");
      requests.flush();
    } catch (IOException e) {
      throw died(request);
    }
  }

  private String receive(ObjectNode request) {
    try {
      Optional<String> line = answers.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (line == null) {
        process.destroyForcibly();
        throw BenchException.failed(
            "the objective server did not answer %s within %d s. Maybe give it more --timeout.%s"
                .formatted(request, patience.toSeconds(), complaints.last()));
      }
      return line.orElseThrow(() -> died(request));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw BenchException.failed("interrupted while waiting for the objective server.");
    }
  }

  private BenchException died(ObjectNode request) {
    process.destroyForcibly();
    complaints.await();
    return BenchException.failed(
        "the objective server ended instead of answering %s.%s"
            .formatted(request, complaints.last()));
  }

  private static ObjectNode parse(String line, ObjectNode request) {
    try {
      JsonNode answer = JSON.readTree(line);
      if (answer instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      // Told below, with the line itself.
    }
    throw BenchException.failed(
        "the objective server answered %s with a line that is no JSON object: %s"
            .formatted(request, line.length() > 200 ? line.substring(0, 200) + "…" : line));
  }

  private void readAnswers(BufferedReader lines) {
    try (lines) {
      lines.lines().filter(line -> !line.isBlank()).forEach(line -> answers.add(Optional.of(line)));
    } catch (IOException | UncheckedIOException e) {
      // The end of the stream, told the rude way.
    } finally {
      answers.add(Optional.empty());
    }
  }

  private static void daemon(String name, Runnable task) {
    Thread thread = new Thread(task, "objective-server-" + name);
    thread.setDaemon(true);
    thread.start();
  }
}
