package io.attune.exchange.optuna;

import io.attune.exchange.intake.Counted;
import io.attune.exchange.intake.ImportException;
import io.attune.exchange.intake.Intake;
import io.attune.exchange.intake.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The SQLite file of Optuna 3 to 5 (version 12 of its tables), with all its studies. */
public final class OptunaDatabase implements Source {
  private static final int TABLES = 12;
  private static final Set<String> NEEDED =
      Set.of(
          "studies",
          "study_directions",
          "study_user_attributes",
          "study_system_attributes",
          "trials",
          "trial_user_attributes",
          "trial_system_attributes",
          "trial_params",
          "trial_values",
          "trial_intermediate_values",
          "version_info");

  private final Path file;
  private final List<String> only;

  /**
   * A file.
   *
   * @param only names of studies; all if there are none
   */
  public OptunaDatabase(Path file, List<String> only) {
    this.file = file;
    this.only = List.copyOf(only);
  }

  /** Whether a file is one of SQLite. */
  public static boolean recognises(Path file) throws IOException {
    return Database.is(file);
  }

  @Override
  public String description() {
    return "studies of Optuna";
  }

  @Override
  public void read(Intake intake) {
    try (Database database = Database.open(file)) {
      Connection connection = database.connection();
      checkTables(connection);
      ZoneId zone = zone(connection);
      intake.report().read(Counted.FILES);
      try (StudyReader reader = new StudyReader(connection, file, new OptunaTime(zone))) {
        reader.read(intake, only);
      }
    } catch (SQLException e) {
      throw ImportException.in(
          file, "SQLite cannot read it: %s. Maybe it is damaged.".formatted(e.getMessage()));
    }
  }

  /** Only real tables: a view could compute for ever. */
  private void checkTables(Connection connection) throws SQLException {
    Set<String> missing = new HashSet<>(NEEDED);
    try (Statement statement = connection.createStatement();
        ResultSet tables =
            statement.executeQuery("SELECT name FROM sqlite_master WHERE type = 'table'")) {
      while (tables.next()) {
        missing.remove(tables.getString(1));
      }
    }
    if (!missing.isEmpty()) {
      throw ImportException.in(
          file,
          "it is no file of Optuna 3 to 5: table %s is missing."
              .formatted(missing.stream().sorted().findFirst().orElseThrow()));
    }
  }

  private ZoneId zone(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT schema_version, library_version FROM version_info")) {
      int version = row.next() ? row.getInt(1) : 0;
      if (version != TABLES) {
        throw ImportException.in(
            file,
            "its tables are of version %d, but %d is read. Maybe `optuna storage upgrade` helps."
                .formatted(version, TABLES));
      }
      String library = String.valueOf(row.getString(2));
      boolean local = library.matches("[0-4]\\..*");
      return local ? ZoneId.systemDefault() : ZoneOffset.UTC;
    }
  }
}
