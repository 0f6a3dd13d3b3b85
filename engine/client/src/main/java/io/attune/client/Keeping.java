package io.attune.client;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a trial records beside metrics. Goes to the server where there is one; else what fits in a
 * line is printed.
 */
final class Keeping {
  private final Optional<Connection> connection;

  Keeping(Optional<Connection> connection) {
    this.connection = connection;
  }

  void text(String name, String text, OptionalLong step) throws IOException {
    send("text", name, step, Map.of("text", text));
  }

  void table(
      String name,
      List<String> columns,
      List<? extends List<? extends @Nullable Object>> rows,
      OptionalLong step)
      throws IOException {
    send("table", name, step, Map.of("columns", columns, "rows", rows));
  }

  void histogram(String name, OptionalLong step, double... values) throws IOException {
    send("histogram", name, step, Bins.of(values));
  }

  /** Only a server keeps files. */
  void file(String kind, String name, Path file, OptionalLong step) throws IOException {
    if (connection.isEmpty()) {
      AttuneTrial.print("attune: " + file + " is not kept: there is no server.");
      return;
    }
    StringBuilder query = new StringBuilder("attachments?kind=" + kind + "&name=");
    query.append(URLEncoder.encode(name, StandardCharsets.UTF_8));
    step.ifPresent(at -> query.append("&step=").append(at));
    connection.get().put(query.toString(), file);
  }

  private void send(String kind, String name, OptionalLong step, Map<String, ?> content)
      throws IOException {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put(connection.isPresent() ? "kind" : "attune", kind);
    body.put("name", name);
    step.ifPresent(at -> body.put("step", at));
    body.putAll(content);
    if (connection.isPresent()) {
      connection.get().post("attachments", body);
    } else {
      AttuneTrial.print(JsonText.write(body));
    }
  }
}
