package io.attune.app;

import io.attune.experiments.train.ModelProvider;
import io.attune.experiments.train.ModelProvider.Combination;
import io.attune.experiments.train.ModelProvider.Member;
import io.attune.experiments.train.ModelProvider.Part;
import io.attune.store.TrialStore;
import io.attune.trial.SweepEvent;
import io.attune.trial.Trial;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "ensemble",
    description =
        "Measure trained networks together: the best trials of a sweep, or the snapshots of one"
            + " trial. Each alone and all together on the validation split; with --test, together"
            + " on the test split as well.",
    mixinStandardHelpOptions = true)
final class EnsembleCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "SWEEP",
      description = "Number of a sweep; with --snapshots, SWEEP/TRIAL or the best trial.")
  private String which = "";

  @Option(
      names = "--top",
      paramLabel = "K",
      defaultValue = "5",
      description = "Take the best so many trials (default: ${DEFAULT-VALUE}); see key `keep`.")
  private int top = 5;

  @Option(
      names = "--snapshots",
      description = "Take the weights that one trial kept on the way; see parameter `snapshots`.")
  private boolean snapshots;

  @Option(
      names = "--average",
      description = "With --snapshots: one network with their mean weights, not their mean answer.")
  private boolean average;

  @Option(
      names = "--test",
      description = "Read the test split, once you have chosen; the sweep's record will say so.")
  private boolean test;

  @Mixin private StoreOptions stores = new StoreOptions();
  @Spec private CommandSpec spec;

  EnsembleCommand() {}

  @Override
  public Integer call() throws IOException {
    if (average && !snapshots) {
      throw new WrongInput(
          "--average needs --snapshots: the mean of weights of separate trials is no good"
              + " network.");
    }
    try (TrialStore store = stores.openExisting("ensemble")) {
      TrialName name = TrialName.parse(which);
      SweepView view = SweepView.load(store, StoreOptions.sweep(store, name.sweep()));
      ModelProvider provider = SweepFiles.models(view.sweep());
      Team team =
          snapshots ? snapshots(store, view, name, provider) : best(store, view, name, provider);
      validate(provider, team);
      if (test) {
        judge(store, view, provider, team);
      }
      return Main.DONE;
    } catch (IllegalArgumentException e) {
      throw new WrongInput(String.valueOf(e.getMessage()));
    }
  }

  /** Networks by the names that people know them by. */
  private record Team(String name, Map<String, Member> members) {
    List<Member> list() {
      return List.copyOf(members.values());
    }
  }

  private Team best(TrialStore store, SweepView view, TrialName name, ModelProvider provider) {
    List<Trial> ranking = view.ranking();
    if (name.trial().isPresent() || top < 1 || top > ranking.size()) {
      throw new WrongInput(
          "sweep %d has %d trials with a score to choose from. Maybe: attune ensemble %d --top %d"
              .formatted(name.sweep(), ranking.size(), name.sweep(), Math.min(ranking.size(), 3)));
    }
    Map<String, Member> members = new LinkedHashMap<>();
    for (Trial trial : ranking.subList(0, top)) {
      members.put(
          "trial " + trial.number(),
          provider.best(trial.assignment(), TrialFolders.of(store, view, trial)));
    }
    return new Team("the mean answer of " + String.join(", ", members.keySet()), members);
  }

  private Team snapshots(TrialStore store, SweepView view, TrialName name, ModelProvider provider)
      throws IOException {
    Trial trial = name.find(view);
    Map<String, Member> members = new LinkedHashMap<>();
    for (Member member :
        provider.snapshots(trial.assignment(), TrialFolders.of(store, view, trial))) {
      members.put(String.valueOf(member.weights().getFileName()), member);
    }
    if (members.isEmpty()) {
      throw new WrongInput(
          "trial %d kept no snapshots. Set parameter snapshots, such as snapshots: {value: 5}."
              .formatted(trial.number()));
    }
    String what = average ? "the mean weights of " : "the mean answer of ";
    return new Team(what + members.size() + " snapshots of trial " + trial.number(), members);
  }

  private Combination combination() {
    return average ? Combination.WEIGHTS : Combination.PREDICTIONS;
  }

  private void validate(ModelProvider provider, Team team) throws IOException {
    Table table = new Table().left(1);
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("on the validation split"));
    for (Map.Entry<String, Member> member : team.members().entrySet()) {
      rows.add(
          row(
              member.getKey(),
              provider.measure(
                  List.of(member.getValue()), Combination.PREDICTIONS, Part.VALIDATION)));
    }
    Map<String, Double> together = provider.measure(team.list(), combination(), Part.VALIDATION);
    rows.add(row("together", together));
    head.addAll(together.keySet());
    table.row(head);
    rows.forEach(table::row);
    table.lines().forEach(line -> out().println(Plain.line(line)));
  }

  private static List<String> row(String name, Map<String, Double> metrics) {
    List<String> row = new ArrayList<>(List.of(name));
    metrics.values().forEach(value -> row.add(Numbers.of(value)));
    return row;
  }

  /** Measures on the test split, says what it was read for before, and puts it on record. */
  private void judge(TrialStore store, SweepView view, ModelProvider provider, Team team)
      throws IOException {
    List<String> before = TestUses.of(store, view.record().id());
    Map<String, Double> metrics = provider.measure(team.list(), combination(), Part.TEST);
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    store.append(
        view.record().id(),
        view.history().sequence(),
        List.of(new SweepEvent.Measured(now, team.name(), metrics)));
    out().println();
    out().println(Plain.line("On the test split, " + team.name() + " has " + metrics + "."));
    if (!before.isEmpty()) {
      out()
          .printf(
              "The test split of this sweep had been used %s before:%n",
              before.size() == 1 ? "once" : before.size() + " times");
      before.forEach(use -> out().println(Plain.line("  " + use)));
      out().println("Whoever chooses between such results has no test split any more.");
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
