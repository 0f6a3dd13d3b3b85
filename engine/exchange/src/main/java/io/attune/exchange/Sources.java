package io.attune.exchange;

import io.attune.exchange.intake.ImportException;
import io.attune.exchange.intake.Source;
import io.attune.exchange.json.SweepJson;
import io.attune.exchange.mlflow.MlflowFolder;
import io.attune.exchange.optuna.OptunaDatabase;
import io.attune.exchange.table.TableSource;
import io.attune.exchange.table.TableWishes;
import io.attune.exchange.tensorboard.EventFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds out what a file or folder is. */
public final class Sources {
  private Sources() {}

  /**
   * What can be read of a path.
   *
   * @param format what it is; otherwise it shows in what is there
   * @param only names of sweeps in it; all if there are none
   * @param wishes for tables
   * @throws ImportException if there is nothing, or nothing that is known
   */
  public static Source open(
      Path path, Optional<Format> format, List<String> only, TableWishes wishes) {
    Path real = real(path);
    return switch (format.orElseGet(() -> recognise(real))) {
      case OPTUNA -> new OptunaDatabase(real, only);
      case MLFLOW -> new MlflowFolder(real, only);
      case TENSORBOARD -> new EventFolder(real, wishes.objective());
      case JSON -> new SweepJson(real);
      case CSV -> new TableSource(real, wishes);
    };
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw ImportException.in(path, "there is no such file or folder.");
    }
  }

  private static Format recognise(Path path) {
    try {
      if (Files.isDirectory(path)) {
        return folder(path);
      }
      return file(path);
    } catch (IOException e) {
      throw ImportException.in(path, "it cannot be read: " + e.getMessage() + ".");
    }
  }

  private static Format folder(Path folder) throws IOException {
    if (MlflowFolder.recognises(folder)) {
      return Format.MLFLOW;
    }
    if (EventFolder.recognises(folder)) {
      return Format.TENSORBOARD;
    }
    throw ImportException.in(
        folder,
        "it holds neither runs of MLflow (folders with meta.yaml) nor event files of TensorBoard"
            + " (*tfevents*). Maybe --from says what it is.");
  }

  private static Format file(Path file) throws IOException {
    if (OptunaDatabase.recognises(file)) {
      return Format.OPTUNA;
    }
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (name.contains("tfevents")) {
      return Format.TENSORBOARD;
    }
    if (name.endsWith(".csv") || name.endsWith(".tsv")) {
      return Format.CSV;
    }
    if (name.endsWith(".json")) {
      return Format.JSON;
    }
    throw ImportException.in(
        file,
        "it is neither SQLite (Optuna) nor called *.csv, *.tsv, *.json or *tfevents*. Maybe --from says what it is.");
  }
}
