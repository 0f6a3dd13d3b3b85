package io.attune.app;

import io.attune.store.TrialStore;
import io.attune.sweep.Sweep;
import io.attune.trial.Curve;
import io.attune.trial.Event;
import io.attune.trial.Label;
import io.attune.trial.LayerMetric;
import io.attune.trial.Trial;
import io.attune.trial.TrialEvent;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "show",
    description = "Show a sweep, one trial of it, or what its parameters do.",
    mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {
  private static final int LOG_LINES = 20;
  private static final int MOST_TRIALS = 100;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ID",
      description = "Sweep (default: the latest).")
  private @Nullable Long id;

  @Parameters(index = "1", arity = "0..1", paramLabel = "TRIAL", description = "Number of a trial.")
  private @Nullable Integer trial;

  @Option(names = "--log", description = "Print the whole log of the trial and nothing else.")
  private boolean wholeLog;

  @Mixin private GroupOptions groups = new GroupOptions();
  @Mixin private StoreOptions stores = new StoreOptions();
  @Spec private CommandSpec spec;

  ShowCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (TrialStore store = stores.openExisting("show")) {
      SweepView view = SweepView.load(store, StoreOptions.sweep(store, id));
      if (groups.asked()) {
        compare(view, out);
      } else if (wholeLog) {
        lines(store, view, find(view, logged()), Integer.MAX_VALUE)
            .forEach(line -> out.println(Plain.line(line)));
      } else if (groups.asked()) {
        compare(view, out);
      } else if (trial == null) {
        sweep(view, out);
      } else {
        trial(store, view, find(view, trial), out);
      }
    }
    return Main.DONE;
  }

  private int logged() {
    if (trial == null) {
      throw new WrongInput("--log needs a trial: attune show SWEEP TRIAL --log.");
    }
    return trial;
  }

  private void compare(SweepView view, PrintWriter out) {
    if (trial != null) {
      throw new WrongInput("--by: compares the trials of a sweep. Leave the trial out.");
    }
    GroupReport report = GroupReport.of(view, groups);
    if (groups.json()) {
      out.println(Plain.lines(report.json().toPrettyString()));
    } else {
      report.print(out, groups.conditions(", "));
    }
  }

  private static Trial find(SweepView view, int number) {
    if (number < 1 || number > view.history().trials().size()) {
      throw new WrongInput(
          view.history().trials().isEmpty()
              ? "sweep %s has no trials yet.".formatted(view.record().id())
              : "sweep %s has no trial %d; it has 1 to %d."
                  .formatted(view.record().id(), number, view.history().trials().size()));
    }
    return view.history().trial(number);
  }

  private void sweep(SweepView view, PrintWriter out) {
    out.printf(
        "Sweep %s: %s (%s)%n%s, %s trials%n",
        view.record().id(),
        Plain.line(view.name()),
        view.status(),
        how(view.sweep()),
        view.trialsOfBudget());
    label(view.history().steering().label(), out);
    steering(view, out);
    Summary.print(view, stores, out);
    Table table = new Table().left(1, head(view).size() - 1);
    table.row(head(view));
    List<Trial> trials = view.history().trials();
    int hidden = Math.max(0, trials.size() - MOST_TRIALS);
    trials.subList(hidden, trials.size()).forEach(t -> table.row(row(view, t)));
    out.println();
    if (hidden > 0) {
      out.printf(
          "The last %d trials; `attune export %s%s` has all %d.%n",
          MOST_TRIALS, view.record().id(), Summary.storeOption(stores), trials.size());
    }
    table.lines().forEach(out::println);
    say(Findings.ofSweep(view), out);
  }

  private static String how(Sweep sweep) {
    return sweep.recorded()
        ? "run by others"
        : "%s search, trainer %s, seed %d"
            .formatted(sweep.sampler().type(), Plain.line(sweep.trainer()), sweep.seed());
  }

  private static void label(Label label, PrintWriter out) {
    label.tags().forEach((tag, value) -> out.println(Plain.line(tag + ": " + value)));
  }

  private static void say(List<String> findings, PrintWriter out) {
    if (!findings.isEmpty()) {
      out.println();
      out.println("What the curves say:");
      findings.forEach(line -> out.println("  " + Plain.line(line)));
    }
  }

  /** What people made of the sweep, where they did. */
  private static void steering(SweepView view, PrintWriter out) {
    view.news().forEach(text -> out.println(Plain.line(text)));
    view.sweep()
        .domain(view.history())
        .fixed()
        .forEach((name, value) -> out.println(Plain.line("fixed: " + name + " = " + value)));
    view.history()
        .steering()
        .waiting()
        .forEach(point -> out.println(Plain.line("waits to be tried: " + point.point().values())));
  }

  private static List<String> head(SweepView view) {
    List<String> head = new ArrayList<>(List.of("trial", "state"));
    if (view.staged()) {
      head.add(1, "stage");
    }
    view.history().objectives().forEach(objective -> head.add(objective.metric()));
    if (!view.history().constraints().isEmpty()) {
      head.add("feasible");
    }
    head.addAll(List.of("steps", "time", "reason"));
    return head;
  }

  private static List<String> row(SweepView view, Trial trial) {
    List<String> row =
        new ArrayList<>(List.of("#" + trial.number(), SweepView.word(trial.state())));
    if (view.staged()) {
      row.add(1, view.history().steering().stage(trial.number()));
    }
    for (int i = 0; i < view.history().objectives().size(); i++) {
      row.add(Verdicts.value(view.history(), trial, i));
    }
    if (!view.history().constraints().isEmpty()) {
      row.add(Verdicts.feasible(view.history(), trial));
    }
    row.add(Long.toString(trial.lastStep()));
    row.add(Numbers.of(trial.duration(Clock.systemUTC().instant())));
    String reason = SweepView.reason(trial.state());
    row.add(reason.isEmpty() ? view.origin(trial) + name(trial) : reason);
    return row;
  }

  private static String name(Trial trial) {
    Label label = trial.dossier().label();
    return label.name().orElse("") + (label.deleted() ? " (deleted)" : "");
  }

  private static void trial(TrialStore store, SweepView view, Trial trial, PrintWriter out) {
    out.printf(
        "Trial %d of sweep %s%s: %s%n%n",
        trial.number(),
        view.record().id(),
        view.staged() ? ", stage " + view.history().steering().stage(trial.number()) : "",
        SweepView.word(trial.state()));
    String reason = SweepView.reason(trial.state());
    if (!reason.isEmpty()) {
      out.println(Plain.lines(reason));
      out.println();
    }
    Label label = trial.dossier().label();
    label.name().ifPresent(name -> out.println(Plain.line(name)));
    label(label, out);
    if (!label.equals(Label.NONE)) {
      out.println();
    }
    if (!view.origin(trial).isEmpty()) {
      out.println(Plain.line(view.origin(trial)));
      out.println();
    }
    Table values = new Table().left(1);
    trial.assignment().values().forEach((k, v) -> values.row(List.of(k, Numbers.of(v))));
    values.lines().forEach(out::println);
    out.println();
    metrics(trial).lines().forEach(out::println);
    List<String> layers = LayerTable.of(trial);
    if (!layers.isEmpty()) {
      out.println();
      layers.forEach(out::println);
    }
    say(Findings.ofTrial(view, trial), out);
    out.println();
    trial.environment().forEach((fact, value) -> out.println(Plain.line(fact + ": " + value)));
    recorded(trial, out);
    log(store, view, trial, out);
  }

  private static void recorded(Trial trial, PrintWriter out) {
    List<String> lines = RecordLines.of(trial);
    if (!lines.isEmpty()) {
      out.println();
      out.println("recorded:");
      lines.forEach(line -> out.println("  " + Plain.line(line)));
    }
  }

  private static Table metrics(Trial trial) {
    Table table = new Table();
    table.row(List.of("metric", "first", "last", "min", "max", "steps"));
    trial.curves().entrySet().stream()
        .filter(metric -> LayerMetric.of(metric.getKey()).isEmpty())
        .forEach(metric -> table.row(row(metric.getKey(), metric.getValue())));
    trial.test().forEach((m, v) -> table.row(List.of(m, "", Numbers.of(v), "", "", "test")));
    return table;
  }

  private static List<String> row(String metric, Curve curve) {
    return List.of(
        metric,
        Numbers.of(curve.value(0)),
        Numbers.of(curve.last()),
        Numbers.of(curve.min()),
        Numbers.of(curve.max()),
        Integer.toString(curve.size()));
  }

  private static void log(TrialStore store, SweepView view, Trial trial, PrintWriter out) {
    Deque<String> lines = lines(store, view, trial, LOG_LINES);
    if (!lines.isEmpty()) {
      out.println();
      out.println("log:");
      lines.forEach(line -> out.println("  " + Plain.line(line)));
    }
  }

  /** The last lines of a trial's log. */
  private static Deque<String> lines(TrialStore store, SweepView view, Trial trial, int most) {
    Deque<String> lines = new ArrayDeque<>();
    for (List<Event> page : store.pages(view.record().id())) {
      page.stream()
          .filter(event -> event instanceof TrialEvent.Logged l && l.trial() == trial.number())
          .forEach(event -> lines.add(((TrialEvent.Logged) event).text()));
      while (lines.size() > most) {
        lines.remove();
      }
    }
    return lines;
  }
}
