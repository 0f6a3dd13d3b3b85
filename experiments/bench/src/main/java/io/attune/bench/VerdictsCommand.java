package io.attune.bench;

import io.attune.analysis.Diagnosis;
import io.attune.analysis.Finding;
import io.attune.analysis.LearningCurves;
import io.attune.analysis.Verdict;
import io.attune.space.Assignment;
import io.attune.store.H2Store;
import io.attune.store.SweepRecord;
import io.attune.trial.Event;
import io.attune.trial.LiveHistory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "verdicts",
    description = "How often the verdict on a real curve is the one that its settings force.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The curves come from the sweeps in experiments/bench/curves. To make them again:",
      "  for f in experiments/bench/curves/*.yaml; do scripts/attune run $f --store labelled; done",
      "  scripts/bench verdicts --collect labelled --out curves.tsv"
    })
final class VerdictsCommand implements Callable<Integer> {
  @Option(names = "--collect", paramLabel = "DIR", description = "Stores with labelled sweeps.")
  private List<Path> stores = List.of();

  @Option(names = "--out", paramLabel = "FILE", description = "Where collected curves go.")
  private Path out = Path.of("curves.tsv");

  @Option(names = "--wrong", description = "Also list the curves that are judged otherwise.")
  private boolean wrong;

  @Option(
      names = "--split",
      paramLabel = "HALF",
      description = "Only `tuning` or `testing`; both if not given.")
  private @Nullable String split;

  @Spec private CommandSpec spec;

  VerdictsCommand() {}

  @Override
  public Integer call() throws IOException {
    if (stores.isEmpty()) {
      judge(spec.commandLine().getOut());
    } else {
      collect();
    }
    return 0;
  }

  /** With settings known, as for trials of sweeps. */
  static Optional<Verdict> withSettings(LabelledCurves labelled) {
    return verdict(labelled, labelled.settings());
  }

  /** By the curves alone. */
  static Optional<Verdict> byCurves(LabelledCurves labelled) {
    return verdict(labelled, new Assignment(java.util.Map.of()));
  }

  private static Optional<Verdict> verdict(LabelledCurves labelled, Assignment settings) {
    LearningCurves curves = LearningCurves.of(labelled.metrics());
    return Diagnosis.of(curves, settings).main().map(Finding::verdict);
  }

  private void judge(PrintWriter console) {
    for (String half : split == null ? List.of("tuning", "testing") : List.of(split)) {
      List<LabelledCurves> curves =
          LabelledCurves.all().stream()
              .filter(labelled -> labelled.heldOut() == half.equals("testing"))
              .toList();
      print(console, half + ", settings known", curves, VerdictsCommand::withSettings);
      print(console, half + ", curves alone", curves, VerdictsCommand::byCurves);
    }
  }

  private void print(
      PrintWriter console,
      String title,
      List<LabelledCurves> curves,
      Function<LabelledCurves, Optional<Verdict>> judge) {
    ConfusionMatrix matrix = ConfusionMatrix.of(curves, judge);
    console.printf(
        Locale.ROOT,
        "%s: %d of %d right, %.1f %%%n%n",
        title,
        matrix.right(),
        matrix.total(),
        100 * matrix.accuracy());
    matrix.lines().forEach(console::println);
    console.println();
    if (wrong) {
      curves.stream()
          .filter(labelled -> !judge.apply(labelled).equals(Optional.of(labelled.label())))
          .forEach(
              labelled ->
                  console.printf(
                      "%s %s %d: %s%n",
                      labelled.label(), labelled.kind(), labelled.trial(), judge.apply(labelled)));
      console.println();
    }
  }

  private void collect() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path folder : stores) {
      try (H2Store store = H2Store.open(folder, "bench verdicts")) {
        for (SweepRecord record : store.sweeps()) {
          LiveHistory history = new LiveHistory(record.sweep().criteria());
          for (List<Event> page : store.pages(record.id())) {
            history.addAll(page);
          }
          history.trials().stream()
              .filter(trial -> trial.lastStep() > 0)
              .map(trial -> LabelledCurves.of(record.sweep().name(), trial).line())
              .forEach(lines::add);
        }
      }
    }
    Files.writeString(out, String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
  }
}
