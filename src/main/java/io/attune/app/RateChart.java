package io.attune.app;

import io.attune.run.RateRange;
import io.attune.run.RateRange.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The smoothed loss by learning rate, on a logarithmic scale, for terminals. */
final class RateChart {
  private static final int WIDTH = 64;
  private static final int HEIGHT = 10;

  private final RateRange range;
  private final List<Point> points;
  private final double low;
  private final double high;

  RateChart(RateRange range) {
    this.range = range;
    this.points = range.points().stream().filter(p -> Double.isFinite(p.smoothed())).toList();
    this.low = points.stream().mapToDouble(Point::smoothed).min().orElse(0);
    // Where training falls apart the loss leaves the picture, or nothing else would be seen.
    this.high = points.isEmpty() ? 1 : 1.25 * points.get(0).smoothed() - 0.25 * low;
  }

  /** From the largest loss down; below it the rates, and which of them are worth searching. */
  List<String> lines() {
    char[][] grid = new char[HEIGHT][WIDTH];
    for (char[] row : grid) {
      Arrays.fill(row, ' ');
    }
    points.forEach(point -> grid[row(point.smoothed())][column(point.rate())] = '*');
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < HEIGHT; row++) {
      String label = row == 0 ? Numbers.of(high) : row == HEIGHT - 1 ? Numbers.of(low) : "";
      lines.add(line(label, "|" + new String(grid[row])));
    }
    lines.add(line("", "+" + "-".repeat(WIDTH)));
    lines.add(line("worth it", " " + marks()));
    lines.add(line("rate", " " + scale()));
    return lines.stream().map(String::stripTrailing).toList();
  }

  private String marks() {
    char[] marks = new char[WIDTH];
    Arrays.fill(marks, ' ');
    Arrays.fill(marks, column(range.min()), column(range.max()) + 1, '=');
    marks[column(range.suggested())] = '^';
    return new String(marks);
  }

  private String scale() {
    StringBuilder scale = new StringBuilder(" ".repeat(WIDTH + 8));
    int first = (int) Math.ceil(Math.log10(firstRate()) - 1e-9);
    for (int power = first; power <= Math.log10(lastRate()) + 1e-9; power += 2) {
      String label = "1e" + power;
      int at = column(Math.pow(10, power));
      scale.replace(at, at + label.length(), label);
    }
    return scale.toString();
  }

  private static String line(String label, String rest) {
    return String.format(Locale.ROOT, "%9s %s", label, rest);
  }

  private double firstRate() {
    return range.points().get(0).rate();
  }

  private double lastRate() {
    return range.points().get(range.points().size() - 1).rate();
  }

  private int column(double rate) {
    double way = Math.log(rate / firstRate()) / Math.log(lastRate() / firstRate());
    return (int) Math.round(Math.max(0, Math.min(1, way)) * (WIDTH - 1));
  }

  private int row(double loss) {
    double way = high > low ? (high - loss) / (high - low) : 1;
    return (int) Math.round(Math.max(0, Math.min(1, way)) * (HEIGHT - 1));
  }
}
