package io.attune.ui.mlflow;

import io.attune.store.SweepId;
import io.attune.trial.Lifecycle;
import io.attune.trial.Objective;
import io.attune.trial.Relabel;
import io.attune.ui.search.Filter;
import io.attune.ui.search.Order;
import io.attune.ui.search.Subject;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Calls under {@code experiments/}. */
record Experiments(Catalogue catalogue) {
  /** A tag that says what a recorded sweep is about, such as {@code val_loss minimize}. */
  static final String AIM = "attune.objective";

  Object create(Ask ask) {
    String name = Rules.experiment(ask.needed("name"));
    Map<String, String> tags = Rules.tags(ask.pairs("tags"));
    SweepId id = catalogue.create(name, Relabel.tagged(tags));
    aim(id, tags);
    return Map.of("experiment_id", catalogue.id(id));
  }

  Object get(Ask ask) {
    return view(catalogue.experiment(ask.needed("experiment_id")));
  }

  Object byName(Ask ask) {
    String name = ask.needed("experiment_name");
    return view(
        catalogue
            .named(name)
            .orElseThrow(
                () ->
                    MlflowError.missing(
                        "Could not find experiment with name '%s'".formatted(Ask.shorten(name)))));
  }

  Object search(Ask ask) {
    View view = View.of(ask, "view_type");
    Filter filter =
        Filter.parse(ask.text("filter").orElse(""), Experiment.NUMBERS, Experiment.TEXTS);
    Comparator<Subject> order = Order.parse(ask.texts("order_by"), Experiment.ATTRIBUTES);
    List<Experiment> found =
        catalogue.experiments().stream()
            .filter(e -> view.shows(e.label().deleted()))
            .filter(filter::accepts)
            .sorted(
                Comparator.<Experiment, Subject>comparing(e -> e, order)
                    .thenComparing(newestFirst()))
            .toList();
    return Pages.answer(
        ask, "experiments", found, ask.limit("max_results", 1_000, 50_000), this::fields);
  }

  private static Comparator<Experiment> newestFirst() {
    return Comparator.<Experiment>comparingLong(
            e -> e.record().map(record -> record.id().value()).orElse(0L))
        .reversed();
  }

  Object update(Ask ask) {
    Experiment experiment = writable(ask);
    Optional<String> name = ask.text("new_name").map(Rules::experiment);
    if (name.isEmpty()) {
      return Map.of();
    }
    boolean taken =
        catalogue
            .named(name.get())
            .filter(other -> !catalogue.id(other).equals(catalogue.id(experiment)))
            .isPresent();
    if (taken) {
      throw MlflowError.exists("Experiment(name=%s) already exists.".formatted(name.get()));
    }
    return label(experiment, Relabel.named(name.get()));
  }

  Object delete(Ask ask) {
    Experiment experiment = catalogue.experiment(ask.needed("experiment_id"));
    if (experiment.label().deleted()) {
      throw MlflowError.missing(
          "No Experiment with id=%s exists that is active".formatted(catalogue.id(experiment)));
    }
    return label(experiment, Relabel.to(Lifecycle.DELETED));
  }

  Object restore(Ask ask) {
    Experiment experiment = catalogue.experiment(ask.needed("experiment_id"));
    if (!experiment.label().deleted()) {
      throw MlflowError.missing(
          "No Experiment with id=%s exists that is deleted".formatted(catalogue.id(experiment)));
    }
    return label(experiment, Relabel.to(Lifecycle.ACTIVE));
  }

  Object setTag(Ask ask) {
    Experiment experiment = writable(ask);
    Map<String, String> tag = Rules.tags(Map.of(ask.needed("key"), ask.text("value").orElse("")));
    label(experiment, Relabel.tagged(tag));
    aim(catalogue.sweep(experiment), tag);
    return Map.of();
  }

  Object deleteTag(Ask ask) {
    Experiment experiment = writable(ask);
    String key = ask.needed("key");
    if (!experiment.label().tags().containsKey(key)) {
      throw MlflowError.missing(
          "No tag with name: %s in experiment with id %s"
              .formatted(Ask.shorten(key), catalogue.id(experiment)));
    }
    return label(experiment, Relabel.without(key));
  }

  private Experiment writable(Ask ask) {
    Experiment experiment = catalogue.experiment(ask.needed("experiment_id"));
    checkActive(catalogue.id(experiment), experiment);
    return experiment;
  }

  static void checkActive(String id, Experiment experiment) {
    if (experiment.label().deleted()) {
      throw MlflowError.invalid(
          "The experiment %s must be in the 'active' state. Current state is deleted."
              .formatted(id));
    }
  }

  private Object label(Experiment experiment, Relabel change) {
    catalogue.recorder().edit(catalogue.sweep(experiment), draft -> draft.label(change));
    return Map.of();
  }

  private void aim(SweepId id, Map<String, String> tags) {
    Optional.ofNullable(tags.get(AIM))
        .filter(text -> !text.isBlank())
        .ifPresent(text -> catalogue.recorder().edit(id, draft -> draft.aim(objective(text))));
  }

  /** The last word may say which way is better; smaller is, otherwise. */
  private static Objective objective(String text) {
    String aim = text.strip();
    String lower = aim.toLowerCase(Locale.ROOT);
    if (lower.endsWith(" maximize")) {
      return Objective.maximize(aim.substring(0, aim.length() - " maximize".length()).strip());
    }
    return Objective.minimize(
        lower.endsWith(" minimize")
            ? aim.substring(0, aim.length() - " minimize".length()).strip()
            : aim);
  }

  private Object view(Experiment experiment) {
    return Map.of("experiment", fields(experiment));
  }

  private Map<String, Object> fields(Experiment experiment) {
    return experiment.view(catalogue.id(experiment));
  }
}
