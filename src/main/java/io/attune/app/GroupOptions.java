package io.attune.app;

import io.attune.space.Parameter;
import io.attune.trial.Family;
import io.attune.trial.Objective;
import io.attune.trial.Trial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which trials to compare, by what, in which metric. */
final class GroupOptions {
  @Option(
      names = "--by",
      split = ",",
      paramLabel = "PARAM",
      description =
          "Mean of the metric for each value of one parameter, or of two as a table: --by A,B."
              + " For recorded trials also: group, parent."
              + " More than 20 numbers are put into eighths of the range, each without its end.")
  private List<String> by = new ArrayList<>();

  @Option(
      names = "--metric",
      paramLabel = "NAME",
      description =
          "With --by: which metric (default: the sweep's). Of one that is no objective, the last"
              + " value counts.")
  private @Nullable String metric;

  @Option(
      names = "--where",
      paramLabel = "PARAM=VALUE",
      description = "With --by: only trials with this value; may be repeated.")
  private Map<String, String> where = new LinkedHashMap<>();

  @Option(names = "--json", description = "With --by: print JSON, with all groups.")
  private boolean json;

  GroupOptions() {}

  /** Whether a comparison is wanted. */
  boolean asked() {
    if (by.isEmpty() && (metric != null || !where.isEmpty() || json)) {
      throw new WrongInput("--metric, --where and --json need --by PARAM.");
    }
    if (by.size() > 2) {
      throw new WrongInput("--by: takes one parameter or two, not %d.".formatted(by.size()));
    }
    return !by.isEmpty();
  }

  boolean json() {
    return json;
  }

  /** The parameters to group by, checked. */
  List<Grouping> groupings(SweepView view) {
    List<Trial> trials = trials(view);
    return by.stream().map(name -> grouping(view, name, trials)).toList();
  }

  /** Parameters of these names go first: programs chose them. */
  private static Grouping grouping(SweepView view, String name, List<Trial> trials) {
    boolean parameter = view.space().parameter(name).isPresent();
    if (!parameter && name.equals(Grouping.GROUP)) {
      return told(Grouping.byGroup(trials), view);
    }
    if (!parameter && name.equals(Grouping.PARENT)) {
      return told(Grouping.byParent(trials, Family.of(view.history().trials())), view);
    }
    return Grouping.of(parameter(view, "--by", name), trials);
  }

  private static Grouping told(Grouping grouping, SweepView view) {
    if (grouping.keys().equals(List.of(Grouping.ABSENT))) {
      throw new WrongInput(
          "--by: no trial of sweep %s has a %s. Programs give it when they begin to record."
              .formatted(view.record().id(), grouping.name()));
    }
    return grouping;
  }

  /** The trials to compare; at least one. */
  List<Trial> trials(SweepView view) {
    where.keySet().forEach(name -> parameter(view, "--where", name));
    List<Trial> trials = view.history().trials().stream().filter(this::wanted).toList();
    if (trials.isEmpty()) {
      throw new WrongInput(
          where.isEmpty()
              ? "sweep %s has no trials yet.".formatted(view.record().id())
              : "--where: no trial of sweep %s has %s."
                  .formatted(view.record().id(), conditions(" and ")));
    }
    return trials;
  }

  /** What was asked of trials; empty if nothing. */
  String conditions(String separator) {
    return where.entrySet().stream()
        .map(entry -> entry.getKey() + " = " + entry.getValue())
        .collect(Collectors.joining(separator));
  }

  private boolean wanted(Trial trial) {
    return where.entrySet().stream()
        .allMatch(
            entry ->
                same(trial.assignment().values().get(entry.getKey()), entry.getValue().strip()));
  }

  private static boolean same(@Nullable Object value, String text) {
    if (!(value instanceof Number number)) {
      return value != null && value.toString().equals(text);
    }
    try {
      return number.doubleValue() == Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static Parameter parameter(SweepView view, String option, String name) {
    return view.space()
        .parameter(name)
        .orElseThrow(
            () ->
                new WrongInput(
                    "%s: %s is no parameter of sweep %s; it has %s."
                        .formatted(
                            option,
                            name,
                            view.record().id(),
                            view.space().parameters().stream()
                                .map(Parameter::name)
                                .collect(Collectors.joining(", ")))));
  }

  /** The metric to compare. */
  String metric(SweepView view) {
    return metric == null ? view.history().objectives().get(0).metric() : metric;
  }

  /** Where the metric is one of them, the objective. */
  Optional<Objective> objective(SweepView view) {
    String wanted = metric(view);
    return view.history().objectives().stream()
        .filter(objective -> objective.metric().equals(wanted))
        .findFirst();
  }

  /** A trial's score, or the last value of what is no objective. */
  Function<Trial, Optional<Double>> measure(SweepView view) {
    Optional<Objective> objective = objective(view);
    if (objective.isPresent()) {
      int index = view.history().objectives().indexOf(objective.get());
      return trial -> view.history().outcome(trial).map(outcome -> outcome.values().get(index));
    }
    String wanted = metric(view);
    checkReported(view, wanted);
    return trial -> Optional.ofNullable(trial.curves().get(wanted)).map(curve -> curve.last());
  }

  private static void checkReported(SweepView view, String wanted) {
    TreeSet<String> known = new TreeSet<>();
    view.history().trials().forEach(trial -> known.addAll(trial.curves().keySet()));
    if (!known.contains(wanted)) {
      throw new WrongInput(
          "--metric: no trial of sweep %s reported %s; they reported %s."
              .formatted(view.record().id(), wanted, String.join(", ", known)));
    }
  }
}
