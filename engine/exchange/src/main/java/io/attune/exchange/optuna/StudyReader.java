package io.attune.exchange.optuna;

import com.fasterxml.jackson.databind.JsonNode;
import io.attune.exchange.intake.ImportException;
import io.attune.exchange.intake.Intake;
import io.attune.exchange.intake.PythonJson;
import io.attune.exchange.intake.Texts;
import io.attune.trial.Objective;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Reads studies from Optuna's tables, a trial at a time. */
final class StudyReader implements AutoCloseable {
  private final Path file;
  private final OptunaTime time;
  private final Query studies;
  private final Query directions;
  private final Query studyUser;
  private final Query studySystem;
  private final Query distributions;
  private final Query constraints;
  private final Query trials;
  private final Query params;
  private final Query values;
  private final Query steps;
  private final Query user;
  private final Query system;

  StudyReader(Connection connection, Path file, OptunaTime time) throws SQLException {
    this.file = file;
    this.time = time;
    studies =
        new Query(
            connection, "SELECT study_id, study_name FROM studies WHERE ?1 = 0 ORDER BY study_id");
    directions =
        new Query(
            connection,
            "SELECT direction FROM study_directions WHERE study_id = ? ORDER BY objective");
    studyUser = attributes(connection, "study_user_attributes", "study_id");
    studySystem = attributes(connection, "study_system_attributes", "study_id");
    distributions =
        new Query(
            connection,
            """
            SELECT DISTINCT p.param_name, p.distribution_json
            FROM trials t JOIN trial_params p ON p.trial_id = t.trial_id
            WHERE t.study_id = ? ORDER BY p.param_name
            """);
    constraints =
        new Query(
            connection,
            """
            SELECT DISTINCT a.key, CASE WHEN a.key = 'constraints' THEN a.value_json END
            FROM trials t JOIN trial_system_attributes a ON a.trial_id = t.trial_id
            WHERE t.study_id = ? AND a.key LIKE 'constraints%'
            """);
    trials =
        new Query(
            connection,
            """
            SELECT trial_id, number, state, datetime_start, datetime_complete
            FROM trials WHERE study_id = ? ORDER BY number, trial_id
            """);
    params =
        new Query(
            connection,
            """
            SELECT param_name, param_value, distribution_json
            FROM trial_params WHERE trial_id = ? ORDER BY param_id
            """);
    values =
        new Query(
            connection,
            "SELECT value, value_type FROM trial_values WHERE trial_id = ? ORDER BY objective");
    steps =
        new Query(
            connection,
            """
            SELECT intermediate_value, intermediate_value_type, step
            FROM trial_intermediate_values WHERE trial_id = ?
            ORDER BY trial_intermediate_value_id
            """);
    user = attributes(connection, "trial_user_attributes", "trial_id");
    system = attributes(connection, "trial_system_attributes", "trial_id");
  }

  private static Query attributes(Connection connection, String table, String key)
      throws SQLException {
    return new Query(
        connection,
        "SELECT key, value_json FROM %s WHERE %s = ? ORDER BY key".formatted(table, key));
  }

  void read(Intake intake, List<String> only) throws SQLException {
    Map<Long, String> all = new LinkedHashMap<>();
    studies.each(0, row -> all.put(row.getLong(1), text(row, 2)));
    List<String> wanted = new ArrayList<>(only);
    wanted.removeAll(all.values());
    if (!wanted.isEmpty()) {
      throw ImportException.in(
          file, "there is no study \"%s\"; there are %s.".formatted(wanted.get(0), all.values()));
    }
    for (Map.Entry<Long, String> study : all.entrySet()) {
      if (only.isEmpty() || only.contains(study.getValue())) {
        read(intake, study.getKey(), study.getValue());
      }
    }
  }

  private void read(Intake intake, long id, String name) throws SQLException {
    try (StudyWriter writer = new StudyWriter(intake, file, study(id, name))) {
      trials.each(id, row -> writer.trial(trial(name, row)));
    }
  }

  private Study study(long id, String name) throws SQLException {
    Map<String, List<String>> found = new LinkedHashMap<>();
    distributions.each(
        id, row -> found.computeIfAbsent(text(row, 1), n -> new ArrayList<>()).add(text(row, 2)));
    List<Objective.Goal> goals = directions.list(id, row -> goal(text(row, 1)));
    return new Study(
        name,
        goals.isEmpty() ? List.of(Objective.Goal.MINIMIZE) : goals,
        attributes(studyUser, id, "study " + name),
        attributes(studySystem, id, "study " + name),
        found,
        constraints(id));
  }

  private static Objective.Goal goal(String direction) {
    return direction.equals("MAXIMIZE") ? Objective.Goal.MAXIMIZE : Objective.Goal.MINIMIZE;
  }

  private List<String> constraints(long id) throws SQLException {
    TreeSet<String> keys = new TreeSet<>();
    constraints.each(id, row -> keys.addAll(Constraints.keys(text(row, 1), text(row, 2))));
    return List.copyOf(keys);
  }

  private StudyTrial trial(String study, ResultSet row) throws SQLException {
    long id = row.getLong(1);
    long number = row.getLong(2);
    String where = "study %s, trial %d".formatted(study, number);
    return new StudyTrial(
        number,
        text(row, 3),
        time(where, text(row, 4)),
        time(where, text(row, 5)),
        params.list(id, r -> new StudyTrial.Param(text(r, 1), r.getDouble(2), text(r, 3))),
        values.list(id, r -> value(where, r)),
        steps.list(id, r -> new StudyTrial.Step(r.getLong(3), value(where, r))),
        attributes(user, id, where),
        attributes(system, id, where));
  }

  private double value(String where, ResultSet row) throws SQLException {
    return switch (text(row, 2)) {
      case "FINITE" -> row.getDouble(1);
      case "INF_POS" -> Double.POSITIVE_INFINITY;
      case "INF_NEG" -> Double.NEGATIVE_INFINITY;
      case "NAN" -> Double.NaN;
      default ->
          throw ImportException.at(
              file,
              where,
              "there is no kind of value \"%s\"; Optuna 3 to 5 have FINITE, INF_POS, INF_NEG and NAN."
                  .formatted(Texts.brief(text(row, 2))));
    };
  }

  private Optional<Instant> time(String where, String text) {
    try {
      return time.parse(text);
    } catch (IllegalArgumentException e) {
      throw ImportException.at(file, where, e.getMessage() + ". Maybe the file is damaged.");
    }
  }

  private Map<String, JsonNode> attributes(Query query, long id, String where) throws SQLException {
    Map<String, JsonNode> attributes = new LinkedHashMap<>();
    query.each(id, row -> attributes.put(text(row, 1), json(where, text(row, 1), text(row, 2))));
    return attributes;
  }

  private JsonNode json(String where, String key, String text) {
    try {
      return PythonJson.parse(text);
    } catch (IllegalArgumentException e) {
      throw ImportException.at(
          file, where + ", attribute " + Texts.brief(key), String.valueOf(e.getMessage()));
    }
  }

  /** A text; empty for null. */
  private static String text(ResultSet row, int column) throws SQLException {
    String text = row.getString(column);
    return text == null ? "" : text;
  }

  @Override
  public void close() throws SQLException {
    for (Query query :
        List.of(
            studies,
            directions,
            studyUser,
            studySystem,
            distributions,
            constraints,
            trials,
            params,
            values,
            steps,
            user,
            system)) {
      query.close();
    }
  }
}
