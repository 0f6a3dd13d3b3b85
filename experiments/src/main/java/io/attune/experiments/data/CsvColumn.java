package io.attune.experiments.data;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** One column of a table: numbers, or words of which each becomes a feature of its own. */
sealed interface CsvColumn {
  /** Most different words in one column. */
  int MOST_WORDS = 100;

  Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

  /** Features this column makes. */
  int width();

  /** Writes the features of a row. */
  void write(int row, float[] into, int offset);

  /** One number per row. */
  record Numeric(float[] values) implements CsvColumn {
    @Override
    public int width() {
      return 1;
    }

    @Override
    public void write(int row, float[] into, int offset) {
      into[offset] = values[row];
    }
  }

  /**
   * One word per row.
   *
   * @param words all of them in alphabetical order
   * @param indices which of them stands in each row
   */
  record Words(List<String> words, int[] indices) implements CsvColumn {
    /** Any texts. */
    static Words of(List<String> cells) {
      List<String> words = cells.stream().distinct().sorted().toList();
      return new Words(words, cells.stream().mapToInt(words::indexOf).toArray());
    }

    @Override
    public int width() {
      return words.size();
    }

    @Override
    public void write(int row, float[] into, int offset) {
      into[offset + indices[row]] = 1;
    }
  }

  /**
   * What a column holds: numbers if most of its cells are numbers.
   *
   * @throws DataException if numbers and texts are mixed, or there are too many words
   */
  static CsvColumn of(CsvFile table, int column) {
    List<String> cells = table.cells(column);
    long numbers = cells.stream().filter(CsvColumn::isNumber).count();
    if (2 * numbers > cells.size()) {
      return numeric(table, column);
    }
    Words words = Words.of(cells);
    if (words.words().size() > MOST_WORDS) {
      throw new DataException(
          "%s: %s: has %d different texts; at most %d can become features. Remove the column."
              .formatted(
                  table.file(), table.columns().get(column), words.words().size(), MOST_WORDS));
    }
    return words;
  }

  /**
   * A column of numbers.
   *
   * @throws DataException if something else is in it
   */
  static Numeric numeric(CsvFile table, int column) {
    float[] values = new float[table.rows().size()];
    for (int row : IntStream.range(0, values.length).toArray()) {
      String cell = table.rows().get(row).get(column);
      values[row] = isNumber(cell) ? Float.parseFloat(cell) : Float.NaN;
      if (!Float.isFinite(values[row])) {
        throw new DataException(
            "%s: %s: is %s, but this column has numbers. Correct it or remove the line."
                .formatted(table.place(row), table.columns().get(column), cell));
      }
    }
    return new Numeric(values);
  }

  private static boolean isNumber(String cell) {
    return NUMBER.matcher(cell).matches();
  }
}
