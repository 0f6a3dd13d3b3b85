package io.attune.app;

import io.attune.exchange.Format;
import io.attune.exchange.Importer;
import io.attune.exchange.Sources;
import io.attune.exchange.intake.ImportException;
import io.attune.exchange.intake.ImportReport;
import io.attune.exchange.intake.Mode;
import io.attune.exchange.intake.Source;
import io.attune.store.MemoryStore;
import io.attune.store.TrialStore;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "import",
    description = {
      "Bring in what other programs recorded: studies of Optuna (SQLite), folders of MLflow"
          + " (mlruns), event files of TensorBoard, tables (CSV), sweeps of Attune (JSON).",
      "Sources are only read. Importing one again adds what is new in it."
    },
    mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "SOURCE", description = "Files and folders.")
  private List<Path> sources = new ArrayList<>();

  @Option(
      names = "--from",
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES} (default: what shows in the source).")
  private @Nullable Format format;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      description = "Only this study or experiment. Can be given again.")
  private List<String> only = new ArrayList<>();

  @Option(names = "--dry-run", description = "Read and report, but write nothing.")
  private boolean dryRun;

  @Mixin private TableOptions tables = new TableOptions();
  @Mixin private StoreOptions stores = new StoreOptions();
  @Spec private CommandSpec spec;

  ImportCommand() {}

  @Override
  public Integer call() {
    try {
      List<Source> opened =
          sources.stream()
              .map(path -> Sources.open(path, Optional.ofNullable(format), only, tables.wishes()))
              .toList();
      try (TrialStore store = store()) {
        for (int i = 0; i < opened.size(); i++) {
          run(store, sources.get(i), opened.get(i));
        }
      }
    } catch (ImportException e) {
      throw new WrongInput(String.valueOf(e.getMessage()));
    }
    return Main.DONE;
  }

  /** To only look, no store is made. */
  private TrialStore store() {
    return dryRun && !stores.exist() ? new MemoryStore() : stores.open("import");
  }

  private void run(TrialStore store, Path path, Source source) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(Plain.line(path + ": " + source.description()));
    ImportReport report =
        new Importer(store, InstantSource.system()).run(source, dryRun ? Mode.LOOK : Mode.WRITE);
    report.lines().forEach(line -> out.println(Plain.line(line)));
  }
}
