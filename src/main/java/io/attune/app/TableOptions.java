package io.attune.app;

import io.attune.exchange.table.TableWishes;
import io.attune.trial.Objective;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is said of tables that are imported, and what trials are judged by. */
final class TableOptions {
  @Option(
      names = "--metric",
      paramLabel = "NAME",
      description =
          "What trials of tables and event files are judged by (default: one of held-out data).")
  private @Nullable String metric;

  @Option(
      names = "--goal",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
      defaultValue = "minimize")
  private Objective.Goal goal = Objective.Goal.MINIMIZE;

  @Option(
      names = "--params",
      split = ",",
      paramLabel = "COLUMN",
      description = "Columns of a table that are parameters, beside those called params.*.")
  private List<String> params = new ArrayList<>();

  @Option(
      names = "--metrics",
      split = ",",
      paramLabel = "COLUMN",
      description = "Columns of a table that are metrics, beside those called metrics.*.")
  private List<String> metrics = new ArrayList<>();

  @Option(
      names = "--trial",
      paramLabel = "COLUMN",
      description = "Column of a table that tells trials apart (default: trial, else each row).")
  private @Nullable String trial;

  @Option(
      names = "--step",
      paramLabel = "COLUMN",
      description =
          "Column of a table that counts steps: a trial has several rows (default: step).")
  private @Nullable String step;

  @Option(
      names = "--delimiter",
      paramLabel = "CHAR",
      description = "Between the cells of a table (default: what the first line has most of).")
  private @Nullable Character delimiter;

  TableWishes wishes() {
    return new TableWishes(
        Optional.ofNullable(metric).map(name -> new Objective(name, goal)),
        params,
        metrics,
        Optional.ofNullable(trial),
        Optional.ofNullable(step),
        Optional.ofNullable(delimiter));
  }
}
