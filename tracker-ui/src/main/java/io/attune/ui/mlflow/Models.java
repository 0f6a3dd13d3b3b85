package io.attune.ui.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.attune.store.SweepId;
import io.attune.trial.Relabel;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Calls under {@code logged-models}: what {@code log_model} of MLflow 3 asks for. Each model is a
 * tag of its experiment that clients do not see; its id has the number of the sweep.
 */
record Models(Catalogue catalogue, InstantSource clock, SecureRandom random) {
  static final String TAG = "attune.model.";
  private static final Pattern ID = Pattern.compile("m-([0-9a-f]{8})[0-9a-f]{24}");

  Object create(Ask ask) {
    Experiment experiment =
        catalogue.experiment(ask.text("experiment_id").orElse(Experiment.DEFAULT));
    String number = catalogue.id(experiment);
    Experiments.checkActive(number, experiment);
    SweepId sweep = catalogue.sweep(experiment);
    String id = "m-%08x%08x%016x".formatted(sweep.value(), random.nextInt(), random.nextLong());
    long now = clock.millis();
    ObjectNode info = (ObjectNode) Ask.parse("{}");
    info.put("model_id", id)
        .put("experiment_id", number)
        .put("name", ask.text("name").orElse("model"))
        .put("creation_timestamp_ms", now)
        .put("last_updated_timestamp_ms", now)
        .put("artifact_uri", "mlflow-artifacts:/" + number + "/models/" + id + "/artifacts")
        .put("status", "LOGGED_MODEL_PENDING")
        .put("model_type", ask.text("model_type").orElse(""))
        .put("source_run_id", ask.text("source_run_id").orElse(""));
    info.set("tags", ask.json().path("tags").isArray() ? ask.json().path("tags") : Ask.parse("[]"));
    ObjectNode model = (ObjectNode) Ask.parse("{}");
    model.set("info", info);
    ObjectNode data = model.putObject("data");
    data.set(
        "params",
        ask.json().path("params").isArray() ? ask.json().path("params") : Ask.parse("[]"));
    data.putArray("metrics");
    keep(id, model);
    return Map.of("model", model);
  }

  Object get(String id) {
    return Map.of("model", find(id));
  }

  /** Sets how the model stands. */
  Object finish(String id, Ask ask) {
    ObjectNode model = find(id);
    ((ObjectNode) model.path("info"))
        .put("status", word(ask.needed("status")))
        .put("last_updated_timestamp_ms", clock.millis());
    keep(id, model);
    return Map.of("model", model);
  }

  private static String word(String status) {
    return switch (status) {
      case "1", "LOGGED_MODEL_PENDING" -> "LOGGED_MODEL_PENDING";
      case "2", "LOGGED_MODEL_READY" -> "LOGGED_MODEL_READY";
      case "3", "LOGGED_MODEL_UPLOAD_FAILED" -> "LOGGED_MODEL_UPLOAD_FAILED";
      default ->
          throw MlflowError.invalid("Invalid model status '%s'.".formatted(Ask.shorten(status)));
    };
  }

  Object delete(String id) {
    find(id);
    catalogue.recorder().edit(sweep(id).orElseThrow(), d -> d.label(Relabel.without(TAG + id)));
    return Map.of();
  }

  /** Sets tags; those of the same key are replaced. */
  Object tag(String id, Ask ask) {
    ObjectNode model = find(id);
    Map<String, String> tags = new LinkedHashMap<>();
    new Ask(model.path("info")).pairs("tags").forEach(tags::put);
    Rules.tags(ask.pairs("tags")).forEach(tags::put);
    var list = ((ObjectNode) model.path("info")).putArray("tags");
    tags.forEach((key, value) -> list.addObject().put("key", key).put("value", value));
    keep(id, model);
    return Map.of("model", model);
  }

  /** Whether there is such a model in a sweep, for its artifacts. */
  boolean exists(String id) {
    return text(id).isPresent();
  }

  Optional<SweepId> sweep(String id) {
    Matcher form = ID.matcher(id);
    return form.matches()
        ? Optional.of(new SweepId(Long.parseLong(form.group(1), 16)))
        : Optional.empty();
  }

  private ObjectNode find(String id) {
    return text(id)
        .map(Ask::parse)
        .filter(JsonNode::isObject)
        .map(ObjectNode.class::cast)
        .orElseThrow(
            () ->
                MlflowError.missing(
                    "Logged model with ID '%s' not found.".formatted(Ask.shorten(id))));
  }

  private Optional<String> text(String id) {
    return sweep(id)
        .flatMap(catalogue.recorder()::sweep)
        .filter(record -> record.sweep().recorded())
        .flatMap(
            record ->
                catalogue
                    .recorder()
                    .read(
                        record.id(),
                        history ->
                            Optional.ofNullable(history.steering().label().tags().get(TAG + id))));
  }

  private void keep(String id, JsonNode model) {
    Map<String, String> tag = Map.of(TAG + id, Attachments.text(model));
    catalogue.recorder().edit(sweep(id).orElseThrow(), draft -> draft.label(Relabel.tagged(tag)));
  }
}
