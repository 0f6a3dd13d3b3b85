package io.attune.exchange.table;

import io.attune.exchange.intake.Counted;
import io.attune.exchange.intake.ImportException;
import io.attune.exchange.intake.Intake;
import io.attune.exchange.intake.Source;
import io.attune.exchange.intake.SourceSweep;
import io.attune.exchange.intake.SweepIntake;
import io.attune.space.SearchSpace;
import io.attune.trial.Criteria;
import io.attune.trial.Relabel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A table: one row a trial, or one row a step of a trial. */
public final class TableSource implements Source {
  private final Path file;
  private final TableWishes wishes;

  /** A file in UTF-8 with a line of names first. */
  public TableSource(Path file, TableWishes wishes) {
    this.file = file;
    this.wishes = wishes;
  }

  @Override
  public String description() {
    return "a table";
  }

  @Override
  public void read(Intake intake) {
    try (Rows rows = Rows.open(file, wishes.delimiter())) {
      List<String> header =
          rows.next().orElseThrow(() -> ImportException.in(file, "there is nothing in it."));
      Columns columns = Columns.of(file, header, wishes);
      omitOthers(intake, columns);
      intake.report().read(Counted.FILES);
      try (SweepIntake sweep = intake.sweep(sweep())) {
        TableReader reader = new TableReader(columns, intake.report(), sweep, modified());
        for (Optional<List<String>> row = rows.next(); row.isPresent(); row = rows.next()) {
          reader.row(new Cells(file, rows.line(), row.get()));
        }
        reader.end();
      }
    }
  }

  private SourceSweep sweep() {
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.[A-Za-z]{1,4}$", "");
    return new SourceSweep(
        "csv:" + file,
        name,
        new SearchSpace(List.of()),
        wishes.objective().map(Criteria::of),
        Relabel.NOTHING);
  }

  private static void omitOthers(Intake intake, Columns columns) {
    columns
        .of(Role.DERIVED)
        .forEach(
            column ->
                intake
                    .report()
                    .omit("derived columns", "They follow from the others.", column.name()));
    columns
        .of(Role.OTHER)
        .forEach(
            column ->
                intake
                    .report()
                    .omit(
                        "columns",
                        "Nothing says what they are. Maybe --params or --metrics?",
                        column.name()));
  }

  private Instant modified() {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      throw ImportException.in(file, "it cannot be read: " + e.getMessage() + ".");
    }
  }
}
