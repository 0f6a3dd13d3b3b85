package io.attune.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The OpenAPI document as a judge of what is really sent and answered. */
final class Contract {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

  private final JsonNode document;

  Contract() throws IOException {
    try (InputStream in = OpenApi.class.getResourceAsStream("openapi.json")) {
      document = JSON.readTree(in);
    }
  }

  JsonNode document() {
    return document;
  }

  /** Fails unless the document allows for this answer, and for the request if it was taken. */
  void check(String method, String path, @Nullable String body, HttpResponse<String> answer)
      throws IOException {
    JsonNode operation = operation(method, path.split("\\?", 2)[0]);
    String where =
        method + " " + path + " " + answer.statusCode() + " " + Query.shorten(answer.body());
    JsonNode response = resolved(operation.path("responses").path("" + answer.statusCode()));
    assertEquals(false, response.isMissingNode(), "undocumented: " + where);
    String type = answer.headers().firstValue("Content-Type").orElse("").split(";", 2)[0];
    if (!response.has("content")) {
      assertEquals("", answer.body(), where);
      return;
    }
    JsonNode media = response.path("content").path(type);
    assertEquals(false, media.isMissingNode(), "type " + type + ": " + where);
    if (type.endsWith("json")) {
      assertEquals(Set.of(), faults(media.path("schema"), answer.body()), where);
    }
    if (answer.statusCode() < 300 && body != null && operation.has("requestBody")) {
      JsonNode schema = operation.at("/requestBody/content/application~1json/schema");
      assertEquals(Set.of(), faults(schema, body), "request of " + where);
    }
  }

  private JsonNode operation(String method, String path) {
    for (Map.Entry<String, JsonNode> entry : document.path("paths").properties()) {
      String form = entry.getKey().replace("{path}", ".+").replaceAll("\\{[^}]*}", "[^/]+");
      JsonNode found = entry.getValue().path(method.toLowerCase(java.util.Locale.ROOT));
      if (Pattern.matches(form, path) && !found.isMissingNode()) {
        return found;
      }
    }
    throw new AssertionError("not in the document: " + method + " " + path);
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
  }

  private Set<?> faults(JsonNode schema, String text) throws IOException {
    ObjectNode root = schema.deepCopy();
    root.set("components", document.path("components"));
    return SCHEMAS.getSchema(root).validate(JSON.readTree(text));
  }
}
