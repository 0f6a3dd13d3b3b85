package io.attune.app;

import io.attune.exchange.series.StoredSeries;
import io.attune.exchange.tensorboard.EventExport;
import io.attune.store.TrialStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "export",
    description = {
      "Write the trials of a sweep as CSV (one row a trial), JSON (everything), curves (CSV, one row"
          + " a reading) or tensorboard (a folder of event files)."
    },
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
  /** What files can be written. */
  enum Format {
    CSV,
    JSON,
    CURVES,
    TENSORBOARD
  }

  @Parameters(arity = "0..1", paramLabel = "ID", description = "Sweep (default: the latest).")
  private @Nullable Long id;

  @Option(
      names = "--format",
      defaultValue = "csv",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format = Format.CSV;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "File or folder to write (default: standard output).")
  private @Nullable Path file;

  @Mixin private StoreOptions stores = new StoreOptions();
  @Spec private CommandSpec spec;

  ExportCommand() {}

  @Override
  public Integer call() {
    try (TrialStore store = stores.openExisting("export")) {
      SweepView view = SweepView.load(store, StoreOptions.sweep(store, id));
      if (format == Format.TENSORBOARD) {
        writeFolder(view, store);
      } else if (file == null) {
        write(view, store, spec.commandLine().getOut());
      } else {
        writeFile(view, store, file);
      }
    }
    return Main.DONE;
  }

  private void writeFolder(SweepView view, TrialStore store) {
    if (file == null) {
      throw new WrongInput("--format tensorboard needs a folder. Maybe --output runs.");
    }
    try {
      EventExport export = new EventExport(new StoredSeries(store, view.record().id()), file);
      export.write(view.history().trials());
      spec.commandLine()
          .getOut()
          .printf(
              "Wrote %,d trials with %,d scalars to %s. Look: tensorboard --logdir %s%n",
              view.history().trials().size(), export.scalars(), file, file);
    } catch (IOException e) {
      throw new WrongInput("--output: cannot write %s: %s.".formatted(file, e.getMessage()));
    }
  }

  private void writeFile(SweepView view, TrialStore store, Path file) {
    try (Writer writer = Files.newBufferedWriter(file)) {
      write(view, store, writer);
    } catch (IOException | UncheckedIOException e) {
      throw new WrongInput("--output: cannot write %s: %s.".formatted(file, e));
    }
  }

  private void write(SweepView view, TrialStore store, Writer writer) {
    try {
      if (format == Format.CSV) {
        CsvExport.write(view, writer);
      } else if (format == Format.CURVES) {
        CurveExport.write(view, new StoredSeries(store, view.record().id()), writer);
      } else {
        JsonExport.write(view, store, writer);
      }
      writer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
