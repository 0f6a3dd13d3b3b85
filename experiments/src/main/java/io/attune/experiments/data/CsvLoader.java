package io.attune.experiments.data;

import io.attune.experiments.data.DataRequest.Meaning;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads tables: one column is to be predicted, all others are features. Columns of numbers are
 * features as they are; each word of a column of texts is a feature that is 1 in its rows and 0 in
 * all others.
 */
final class CsvLoader implements Loader {
  @Override
  public Optional<String> problem(DataRequest request) {
    DataRequest.Place place = request.place();
    if (place.file().isEmpty()) {
      return Optional.of("csv needs data_file, the file with the table. " + remedy(request));
    }
    if (!Files.isReadable(place.file().get())) {
      return Optional.of("there is no file %s. %s".formatted(place.file().get(), remedy(request)));
    }
    return place.target().isEmpty()
        ? Optional.of("csv needs target, the column to predict. " + remedy(request))
        : trouble(request);
  }

  @Override
  public Shape shape(DataRequest request) {
    return read(request).samples().rows().shape();
  }

  @Override
  public List<String> classNames(DataRequest request) {
    return read(request).samples().targets() instanceof Targets.Labels labels
        ? labels.names()
        : List.of();
  }

  @Override
  public Parts read(DataRequest request) {
    Path file = request.place().file().orElseThrow(() -> new DataException("csv needs data_file."));
    CsvFile table = CsvFile.read(file);
    int target = target(table, request);
    return Parts.of(
        new Samples(features(table, target), targets(table, target, request.place().meaning())));
  }

  private static String remedy(DataRequest request) {
    return request.source().remedy();
  }

  /** Tables are small enough to be read before anything trains, which finds every broken line. */
  private Optional<String> trouble(DataRequest request) {
    try {
      read(request);
      return Optional.empty();
    } catch (DataException e) {
      return Optional.ofNullable(e.getMessage());
    }
  }

  private static int target(CsvFile table, DataRequest request) {
    String name = request.place().target().orElse("");
    int column = table.columns().indexOf(name);
    if (column < 0) {
      throw new DataException(
          "%s: has no column %s to predict. Set target to one of %s."
              .formatted(table.file(), name, String.join(", ", table.columns())));
    }
    return column;
  }

  private static Rows features(CsvFile table, int target) {
    List<CsvColumn> columns = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      if (i != target) {
        columns.add(CsvColumn.of(table, i));
      }
    }
    if (columns.isEmpty()) {
      throw new DataException(
          table.file() + ": has no column besides the target. Add some to predict it from.");
    }
    int width = columns.stream().mapToInt(CsvColumn::width).sum();
    return new FloatRows(Shape.row(width), numbers(table, columns, width));
  }

  private static FloatBuffer numbers(CsvFile table, List<CsvColumn> columns, int width) {
    FloatBuffer numbers = FloatBuffer.allocate(Math.multiplyExact(table.rows().size(), width));
    for (int row = 0; row < table.rows().size(); row++) {
      float[] features = new float[width];
      int offset = 0;
      for (CsvColumn column : columns) {
        column.write(row, features, offset);
        offset += column.width();
      }
      numbers.put(features);
    }
    return numbers;
  }

  private static Targets targets(CsvFile table, int target, Meaning meaning) {
    boolean numbers =
        meaning == Meaning.REGRESSION
            || (meaning == Meaning.AUTO
                && CsvColumn.of(table, target) instanceof CsvColumn.Numeric);
    if (numbers) {
      return new Targets.Values(CsvColumn.numeric(table, target).values());
    }
    CsvColumn.Words words = CsvColumn.Words.of(table.cells(target));
    return new Targets.Labels(words.indices(), words.words());
  }
}
