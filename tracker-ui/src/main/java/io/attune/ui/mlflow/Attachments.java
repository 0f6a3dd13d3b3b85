package io.attune.ui.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.attune.trial.Label;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Data sets and models that a run names. They are kept as tags that MLflow's clients do not see;
 * the dashboard shows them.
 */
final class Attachments {
  static final String HISTORY = "mlflow.log-model.history";
  private static final String DATA = "attune.input.";
  private static final String MODEL = "attune.output.";

  private Attachments() {}

  static boolean hidden(String tag) {
    return tag.startsWith(DATA) || tag.startsWith(MODEL);
  }

  static String dataTag(JsonNode input) {
    JsonNode dataset = input.path("dataset");
    return DATA + dataset.path("name").asText() + "." + dataset.path("digest").asText();
  }

  static String modelTag(JsonNode output) {
    return MODEL + output.path("model_id").asText();
  }

  static String text(JsonNode json) {
    return new String(Ask.bytes(json), StandardCharsets.UTF_8);
  }

  static Map<String, Object> inputs(Label label) {
    return Map.of("dataset_inputs", all(label, DATA), "model_inputs", List.of());
  }

  static Map<String, Object> outputs(Label label) {
    return Map.of("model_outputs", all(label, MODEL));
  }

  /** The tag in which MLflow keeps the models of a run, with one more. */
  static String history(Label label, String model) {
    JsonNode known = Ask.parse(label.tags().getOrDefault(HISTORY, "[]"));
    ArrayNode models =
        known.isArray() ? (ArrayNode) known.deepCopy() : JsonNodeFactory.instance.arrayNode();
    models.add(Ask.parse(model));
    return text(models);
  }

  private static List<JsonNode> all(Label label, String prefix) {
    List<JsonNode> all = new ArrayList<>();
    label
        .tags()
        .forEach(
            (tag, value) -> {
              if (tag.startsWith(prefix)) {
                all.add(Ask.parse(value));
              }
            });
    return all;
  }
}
