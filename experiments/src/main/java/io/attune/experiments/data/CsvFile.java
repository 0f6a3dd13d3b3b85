package io.attune.experiments.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A table: names of columns in the first line, then a row per line, in UTF-8. Cells are separated
 * by commas; a cell in double quotes may hold commas, and quotes written twice.
 *
 * @param lines where each row stands in the file, from 1
 */
record CsvFile(Path file, List<String> columns, List<List<String>> rows, List<Integer> lines) {
  /** What people write where they have no value. */
  private static final Set<String> NOTHING = Set.of("", "?", "na", "n/a", "nan", "null", "none");

  /**
   * Reads a whole file.
   *
   * @throws DataException if it cannot be read, is no table, or misses a value
   */
  static CsvFile read(Path file) {
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      String first = reader.readLine();
      if (first == null || first.isBlank()) {
        throw new DataException(file + ":1: there are no names of columns. Add them.");
      }
      CsvFile table =
          new CsvFile(
              file, columns(file, withoutMark(first)), new ArrayList<>(), new ArrayList<>());
      String text = reader.readLine();
      for (int line = 2; text != null; line++) {
        table.add(line, text);
        text = reader.readLine();
      }
      return table.checked();
    } catch (CharacterCodingException e) {
      throw new DataException(file + ": is not UTF-8. Save it as UTF-8.", e);
    } catch (IOException e) {
      throw new DataException("%s: cannot be read (%s). Check data_file.".formatted(file, e), e);
    }
  }

  /** Where a row stands, for messages. */
  String place(int row) {
    return file + ":" + lines.get(row);
  }

  /** The cells of a column. */
  List<String> cells(int column) {
    return rows.stream().map(row -> row.get(column)).toList();
  }

  private void add(int line, String text) {
    if (text.isBlank()) {
      return;
    }
    List<String> cells = cells(file, line, text);
    if (cells.size() != columns.size()) {
      throw new DataException(
          "%s:%d: has %d cells, but the first line names %d columns. Maybe a text with a comma needs quotes."
              .formatted(file, line, cells.size(), columns.size()));
    }
    for (int i = 0; i < cells.size(); i++) {
      if (NOTHING.contains(cells.get(i).toLowerCase(Locale.ROOT))) {
        throw new DataException(
            "%s:%d: %s: the value is missing (%s). Fill it in or remove the line."
                .formatted(
                    file, line, columns.get(i), cells.get(i).isEmpty() ? "empty" : cells.get(i)));
      }
    }
    rows.add(cells);
    lines.add(line);
  }

  private CsvFile checked() {
    if (rows.isEmpty()) {
      throw new DataException(file + ": has names of columns but no rows. Add some.");
    }
    return this;
  }

  private static List<String> columns(Path file, String text) {
    List<String> names = cells(file, 1, text);
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (name.isEmpty() || !seen.add(name)) {
        throw new DataException(
            "%s:1: %s. Each column needs a name of its own."
                .formatted(
                    file,
                    name.isEmpty() ? "a column has no name" : "two columns are called " + name));
      }
    }
    return names;
  }

  /** Without the mark that some programs put at the start of a file. */
  private static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static List<String> cells(Path file, int line, String text) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        cell.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString().strip());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    if (quoted) {
      throw new DataException(
          "%s:%d: a quote is never closed. Close it in the same line.".formatted(file, line));
    }
    cells.add(cell.toString().strip());
    return cells;
  }
}
