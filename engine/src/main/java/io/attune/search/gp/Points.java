package io.attune.search.gp;

import java.util.List;

/**
 * Points in the model's coordinates, one array per feature so that loops over points are loops over
 * an array.
 *
 * @param columns value of feature f at point i is {@code columns[f][i]}
 */
record Points(double[][] columns, int size) {
  static Points of(List<double[]> rows, int features) {
    double[][] columns = new double[features][rows.size()];
    for (int i = 0; i < rows.size(); i++) {
      for (int f = 0; f < features; f++) {
        columns[f][i] = rows.get(i)[f];
      }
    }
    return new Points(columns, rows.size());
  }

  double[] row(int index) {
    double[] row = new double[columns.length];
    for (int f = 0; f < row.length; f++) {
      row[f] = columns[f][index];
    }
    return row;
  }
}
