package io.attune.app;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Text in aligned columns, made {@link Plain}: the first to the left, the others to the right
 * unless told.
 */
final class Table {
  private final List<List<String>> rows = new ArrayList<>();
  private final Set<Integer> left = new HashSet<>(Set.of(0));

  /** Aligns further columns, counted from 0, to the left. */
  Table left(Integer... columns) {
    left.addAll(List.of(columns));
    return this;
  }

  Table row(List<String> cells) {
    rows.add(cells.stream().map(Plain::line).toList());
    return this;
  }

  List<String> lines() {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], Plain.width(row.get(i)));
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      String pad = " ".repeat(widths[i] - Plain.width(row.get(i)));
      line.append(i == 0 ? "" : "  ");
      line.append(left.contains(i) ? row.get(i) + pad : pad + row.get(i));
    }
    return line.toString().stripTrailing();
  }
}
