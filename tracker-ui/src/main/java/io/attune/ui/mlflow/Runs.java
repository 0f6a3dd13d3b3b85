package io.attune.ui.mlflow;

import io.attune.run.Draft;
import io.attune.store.SweepId;
import io.attune.trial.Label;
import io.attune.trial.Lifecycle;
import io.attune.trial.Reading;
import io.attune.trial.Relabel;
import io.attune.trial.Trial;
import io.attune.trial.TrialState;
import io.attune.ui.search.Filter;
import io.attune.ui.search.Order;
import io.attune.ui.search.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Calls under {@code runs/}. */
record Runs(Catalogue catalogue) {
  Object create(Ask ask) {
    String id = ask.text("experiment_id").filter(t -> !t.isEmpty()).orElse(Experiment.DEFAULT);
    Experiment experiment = catalogue.experiment(id);
    Experiments.checkActive(id, experiment);
    Map<String, String> tags = new LinkedHashMap<>(Rules.tags(ask.pairs("tags")));
    ask.text("user_id")
        .filter(t -> !t.isEmpty())
        .ifPresent(user -> tags.putIfAbsent(Run.USER, user));
    Optional<String> name = name(ask, tags);
    Optional<Long> start = ask.millis("start_time");
    SweepId sweep = catalogue.sweep(experiment);
    Map<String, String> kept = catalogue.kept(sweep, tags);
    int trial =
        catalogue
            .recorder()
            .change(
                sweep,
                draft -> {
                  String called =
                      name.orElseGet(() -> "run " + (draft.history().trials().size() + 1));
                  Instant at = start.map(Instant::ofEpochMilli).orElse(draft.now());
                  return draft.start(
                      at, new Relabel(Optional.of(called), kept, List.of(), Optional.empty()));
                });
    RunId run = RunId.of(catalogue.recorder().sweep(sweep).orElseThrow(), trial);
    return Map.of("run", catalogue.run(run.toString()).view());
  }

  private static Optional<String> name(Ask ask, Map<String, String> tags) {
    Optional<String> name = ask.text("run_name").filter(t -> !t.isEmpty());
    Optional<String> tag = Optional.ofNullable(tags.remove(Run.NAME)).filter(t -> !t.isEmpty());
    if (name.isPresent() && tag.isPresent() && !name.equals(tag)) {
      throw MlflowError.invalid(
          "Both 'run_name' argument and 'mlflow.runName' tag are specified, but with different values (run_name='%s', mlflow.runName='%s')."
              .formatted(name.get(), tag.get()));
    }
    return name.or(() -> tag);
  }

  Object get(Ask ask) {
    return Map.of("run", run(ask).view());
  }

  Object update(Ask ask) {
    Run run = active(ask);
    Optional<Status> status = ask.text("status").filter(t -> !t.isEmpty()).map(Status::parse);
    Optional<Long> end = ask.millis("end_time");
    Optional<String> name = ask.text("run_name").filter(t -> !t.isEmpty());
    edit(
        run,
        draft -> {
          status.ifPresent(to -> move(draft, run, to, end));
          name.ifPresent(to -> draft.describe(run.trial().number(), Relabel.named(to)));
        });
    return Map.of("run_info", catalogue.run(run.id().toString()).info());
  }

  private static void move(Draft draft, Run run, Status to, Optional<Long> end) {
    Trial trial = draft.trial(run.trial().number());
    Instant at = end.map(Instant::ofEpochMilli).orElse(draft.now());
    TrialState state = to.state(draft.history(), trial);
    if (!state.equals(trial.state())
        || (end.isPresent() && !trial.ended().equals(Optional.of(at)))) {
      draft.move(trial.number(), state, at);
    }
  }

  Object delete(Ask ask) {
    return relabel(run(ask), Relabel.to(Lifecycle.DELETED));
  }

  Object restore(Ask ask) {
    return relabel(run(ask), Relabel.to(Lifecycle.ACTIVE));
  }

  Object setTag(Ask ask) {
    Map<String, String> tags = Rules.tags(Map.of(ask.needed("key"), ask.text("value").orElse("")));
    Run run = active(ask);
    return relabel(run, tagged(catalogue.kept(run.id().sweep(), tags)));
  }

  /** The tag that names a run is its name. */
  private static Relabel tagged(Map<String, String> tags) {
    Map<String, String> others = new LinkedHashMap<>(tags);
    Optional<String> name = Optional.ofNullable(others.remove(Run.NAME));
    return new Relabel(name, others, List.of(), Optional.empty());
  }

  Object deleteTag(Ask ask) {
    Run run = active(ask);
    String key = ask.needed("key");
    if (key.equals(Run.PARENT) && run.parent().isPresent()) {
      return relabel(
          run,
          new Relabel(Optional.empty(), Map.of(), List.of(key, Label.PARENT), Optional.empty()));
    }
    if (!run.label().tags().containsKey(key)) {
      throw MlflowError.missing(
          "No tag with name: %s in run with id %s".formatted(Ask.shorten(key), run.id()));
    }
    return relabel(run, Relabel.without(key));
  }

  Object logMetric(Ask ask) {
    Run run = active(ask);
    List<Reading> readings = List.of(reading(ask));
    edit(run, draft -> draft.readings(run.trial().number(), readings));
    return Map.of();
  }

  private static Reading reading(Ask ask) {
    return new Reading(
        Rules.key("metric", ask.needed("key")),
        ask.whole("step").orElse(0L),
        ask.whole("timestamp")
            .orElseThrow(
                () -> MlflowError.invalid("Missing value for required parameter 'timestamp'.")),
        ask.number("value"));
  }

  Object logParameter(Ask ask) {
    Run run = active(ask);
    Map<String, String> params =
        Rules.params(Map.of(ask.needed("key"), ask.text("value").orElse("")));
    edit(run, draft -> draft.parameters(run.trial().number(), params));
    return Map.of();
  }

  Object logBatch(Ask ask) {
    Run run = active(ask);
    List<Ask> metrics = ask.list("metrics");
    Rules.metrics(metrics.size());
    Rules.total(metrics.size() + ask.list("params").size() + ask.list("tags").size());
    Map<String, String> params = Rules.params(once(ask.list("params")));
    Map<String, String> tags = catalogue.kept(run.id().sweep(), Rules.tags(ask.pairs("tags")));
    List<Reading> readings = metrics.stream().map(Runs::reading).toList();
    int trial = run.trial().number();
    edit(
        run,
        draft -> {
          draft.parameters(trial, params);
          draft.readings(trial, readings);
          if (!tags.isEmpty()) {
            draft.describe(trial, tagged(tags));
          }
        });
    return Map.of();
  }

  private static Map<String, String> once(List<Ask> pairs) {
    Map<String, String> once = new LinkedHashMap<>();
    for (Ask pair : pairs) {
      String value = pair.text("value").orElse("");
      String other = once.putIfAbsent(pair.needed("key"), value);
      if (other != null && !other.equals(value)) {
        throw MlflowError.invalid(
            "Duplicate parameter keys have been submitted: %s has two values."
                .formatted(Ask.shorten(pair.needed("key"))));
      }
    }
    return once;
  }

  Object search(Ask ask) {
    Filter filter = Filter.parse(ask.text("filter").orElse(""), Run.NUMBERS, Run.TEXTS);
    Comparator<Subject> order = Order.parse(ask.texts("order_by"), Run.ATTRIBUTES);
    View view = View.of(ask, "run_view_type");
    int limit = ask.limit("max_results", 1_000, 50_000);
    List<Run> found = new ArrayList<>();
    for (String id : new LinkedHashSet<>(ask.texts("experiment_ids"))) {
      catalogue.runs(catalogue.experiment(id)).stream()
          .filter(run -> view.shows(run.deleted()))
          .filter(filter::accepts)
          .forEach(found::add);
    }
    found.sort(Comparator.<Run, Subject>comparing(run -> run, order).thenComparing(newestFirst()));
    return Pages.answer(ask, "runs", found, limit, Run::view);
  }

  private static Comparator<Run> newestFirst() {
    return Comparator.<Run, Instant>comparing(run -> run.trial().started())
        .reversed()
        .thenComparing(run -> run.id().toString());
  }

  Object logInputs(Ask ask) {
    Run run = active(ask);
    Map<String, String> tags = new LinkedHashMap<>();
    for (Ask input : ask.list("datasets")) {
      tags.put(Attachments.dataTag(input.json()), Attachments.text(input.json()));
    }
    return tags.isEmpty() ? Map.of() : relabel(run, Relabel.tagged(tags));
  }

  Object outputs(Ask ask) {
    Run run = active(ask);
    Map<String, String> tags = new LinkedHashMap<>();
    for (Ask output : ask.list("models")) {
      tags.put(Attachments.modelTag(output.json()), Attachments.text(output.json()));
    }
    return tags.isEmpty() ? Map.of() : relabel(run, Relabel.tagged(tags));
  }

  Object logModel(Ask ask) {
    Run run = active(ask);
    String model = ask.needed("model_json");
    return relabel(
        run, Relabel.tagged(Map.of(Attachments.HISTORY, Attachments.history(run.label(), model))));
  }

  private Object relabel(Run run, Relabel change) {
    edit(run, draft -> draft.describe(run.trial().number(), change));
    return Map.of();
  }

  private void edit(Run run, Consumer<Draft> change) {
    catalogue.recorder().edit(run.id().sweep(), change);
  }

  Run run(Ask ask) {
    return catalogue.run(
        ask.text("run_id")
            .filter(id -> !id.isEmpty())
            .orElseGet(() -> ask.text("run_uuid").orElseGet(() -> ask.needed("run_id"))));
  }

  private Run active(Ask ask) {
    Run run = run(ask);
    if (run.deleted()) {
      throw MlflowError.invalid(
          "The run %s must be in the 'active' state. Current state is deleted."
              .formatted(run.id()));
    }
    return run;
  }
}
