package io.attune.ui.mlflow;

import io.attune.store.SweepRecord;
import io.attune.trial.Label;
import io.attune.ui.search.Field;
import io.attune.ui.search.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A sweep as MLflow sees it.
 *
 * @param record empty for the default experiment while nobody has used it
 */
record Experiment(Optional<SweepRecord> record, Label label) implements Subject {
  /** The number of the experiment that is always there. */
  static final String DEFAULT = "0";

  /** Its name at first, too. */
  static final String DEFAULT_NAME = "Default";

  static final Set<String> NUMBERS = Set.of("creation_time", "last_update_time");
  static final Set<String> TEXTS = Set.of("name", "experiment_id");
  static final Set<String> ATTRIBUTES =
      Set.of("creation_time", "last_update_time", "name", "experiment_id");

  /** Whether others record into it. */
  boolean recorded() {
    return record.map(known -> known.sweep().recorded()).orElse(true);
  }

  String name() {
    return label.name().orElseGet(() -> record.map(r -> r.sweep().name()).orElse(DEFAULT_NAME));
  }

  private long created() {
    return record.map(known -> known.created().toEpochMilli()).orElse(0L);
  }

  /** As MLflow writes it. */
  Map<String, Object> view(String id) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("experiment_id", id);
    view.put("name", name());
    view.put("artifact_location", "mlflow-artifacts:/" + id);
    view.put("lifecycle_stage", label.deleted() ? "deleted" : "active");
    view.put("creation_time", created());
    view.put("last_update_time", created());
    List<Map<String, String>> tags = new ArrayList<>();
    label
        .tags()
        .forEach(
            (key, value) -> {
              if (!key.startsWith(Models.TAG)) {
                tags.add(Map.of("key", key, "value", value));
              }
            });
    view.put("tags", tags);
    return view;
  }

  @Override
  public Optional<Object> value(Field field) {
    if (field.kind() == Field.Kind.TAG) {
      return Optional.ofNullable(label.tags().get(field.key()));
    }
    return switch (field.key()) {
      case "name" -> Optional.of(name());
      case "experiment_id" -> record.map(known -> known.id().toString());
      case "creation_time", "last_update_time" -> Optional.of(created());
      default -> Optional.empty();
    };
  }
}
