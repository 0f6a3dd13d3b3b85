package io.attune.trial;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of values under names. Immutable.
 *
 * @param rows each with a cell for each column: a text, a number (NaN and the infinities included),
 *     true or false, or null
 */
public record DataTable(List<String> columns, List<List<@Nullable Object>> rows) {
  /** Most columns. */
  public static final int MOST_COLUMNS = 1_000;

  /** Most rows. */
  public static final int MOST_ROWS = 100_000;

  /**
   * Copies the lists and checks everything.
   *
   * @throws IllegalArgumentException if it is no table; the message says why
   */
  public DataTable {
    columns = List.copyOf(columns);
    if (columns.isEmpty() || columns.size() > MOST_COLUMNS || rows.size() > MOST_ROWS) {
      throw new IllegalArgumentException(
          "a table has %,d columns and %,d rows; it may have 1 to %,d and up to %,d."
              .formatted(columns.size(), rows.size(), MOST_COLUMNS, MOST_ROWS));
    }
    List<List<@Nullable Object>> copy = new ArrayList<>(rows.size());
    for (List<@Nullable Object> row : rows) {
      copy.add(row(columns.size(), row, copy.size() + 1));
    }
    rows = Collections.unmodifiableList(copy);
  }

  private static List<@Nullable Object> row(int columns, List<@Nullable Object> cells, int number) {
    if (cells.size() != columns) {
      throw new IllegalArgumentException(
          "row %d of a table has %d cells for %d columns."
              .formatted(number, cells.size(), columns));
    }
    for (Object cell : cells) {
      if (cell != null
          && !(cell instanceof String || cell instanceof Number || cell instanceof Boolean)) {
        throw new IllegalArgumentException(
            "row %d of a table has a %s; cells are texts, numbers, true, false or null."
                .formatted(number, cell.getClass().getSimpleName()));
      }
    }
    return Collections.unmodifiableList(new ArrayList<>(cells));
  }
}
