package io.attune.bench;

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
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "verdicts",
    description = "How often the verdict on a real training is the one that its settings force.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The runs come from the sweeps in experiments/bench/curves, kinds and layers. To make a set again:",
      "  for f in experiments/bench/kinds/*.yaml; do",
      "    scripts/attune run $f --store labelled --no-preflight --no-ui",
      "  done",
      "  scripts/bench verdicts --set kinds --collect labelled --out kinds.tsv"
    })
final class VerdictsCommand implements Callable<Integer> {
  @Option(names = "--collect", paramLabel = "DIR", description = "Stores with labelled sweeps.")
  private List<Path> stores = List.of();

  @Option(names = "--out", paramLabel = "FILE", description = "Where collected curves go.")
  private Path out = Path.of("curves.tsv");

  @Option(
      names = "--set",
      paramLabel = "SET",
      description =
          "`curves`: one kind of network; `kinds`: other networks and tasks; `layers`: what layers"
              + " report.")
  private LabelledSet set = LabelledSet.CURVES;

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

  private void judge(PrintWriter console) {
    for (String half : split == null ? List.of("tuning", "testing") : List.of(split)) {
      List<LabelledCurves> runs = half.equals("testing") ? set.heldOut() : set.tuning();
      for (Judge judge : set.judges()) {
        print(console, half + ", " + judge.words(), runs, judge);
      }
      if (set == LabelledSet.KINDS) {
        kinds(console, half, runs);
      }
    }
  }

  /** One matrix for each kind of network and task. */
  private void kinds(PrintWriter console, String half, List<LabelledCurves> runs) {
    runs.stream()
        .collect(Collectors.groupingBy(LabelledCurves::kind, TreeMap::new, Collectors.toList()))
        .forEach((kind, those) -> print(console, half + ", " + kind, those, Judge.WITH_SETTINGS));
  }

  private void print(PrintWriter console, String title, List<LabelledCurves> runs, Judge judge) {
    ConfusionMatrix matrix = ConfusionMatrix.of(runs, judge);
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
      runs.stream()
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
    List<LabelledCurves> runs = new ArrayList<>();
    for (Path folder : stores) {
      try (H2Store store = H2Store.open(folder, "bench verdicts")) {
        for (SweepRecord record : store.sweeps()) {
          LiveHistory history = new LiveHistory(record.sweep().criteria());
          for (List<Event> page : store.pages(record.id())) {
            history.addAll(page);
          }
          history.trials().stream()
              .filter(trial -> trial.lastStep() > 0)
              .map(trial -> LabelledCurves.of(record.sweep().name(), trial))
              .forEach(runs::add);
        }
      }
    }
    List<LabelledCurves> kept = runs.stream().filter(set::keeps).toList();
    String lines = kept.stream().map(LabelledCurves::line).collect(Collectors.joining("\n"));
    Files.writeString(out, lines + "\n", StandardCharsets.UTF_8);
    spec.commandLine().getOut().printf("%d runs, %d kept%n", runs.size(), kept.size());
  }
}
