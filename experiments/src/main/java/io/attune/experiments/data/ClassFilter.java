package io.attune.experiments.data;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Keeps some classes of a data set, which are then numbered from 0 in the order of the data set.
 */
final class ClassFilter {
  private ClassFilter() {}

  /**
   * The samples of some classes.
   *
   * @param wanted names and ranges of positions, such as {@code 0-4} or {@code cat,dog}
   * @throws DataException if a class does not exist, fewer than two are left, or there are none
   */
  static Samples keep(String wanted, Samples samples) {
    if (!(samples.targets() instanceof Targets.Labels all)) {
      throw new DataException(
          "classes: is %s, but this data has numbers to predict. Leave it out.".formatted(wanted));
    }
    List<Integer> kept = positions(wanted, all.names());
    int[] rows =
        IntStream.range(0, all.size()).filter(i -> kept.contains(all.labels()[i])).toArray();
    int[] labels = Arrays.stream(rows).map(row -> kept.indexOf(all.labels()[row])).toArray();
    List<String> names = kept.stream().map(all.names()::get).toList();
    return new Samples(new ChosenRows(samples.rows(), rows), new Targets.Labels(labels, names));
  }

  private static List<Integer> positions(String wanted, List<String> names) {
    List<Integer> positions = new ArrayList<>();
    for (String part : wanted.split(",")) {
      positions.addAll(range(part.strip(), names));
    }
    List<Integer> sorted = positions.stream().distinct().sorted().toList();
    if (sorted.size() < 2) {
      throw new DataException(
          "classes: %s leaves one class, but two are needed. Name more.".formatted(wanted));
    }
    return sorted;
  }

  private static List<Integer> range(String part, List<String> names) {
    if (names.contains(part)) {
      return List.of(names.indexOf(part));
    }
    String[] ends = part.split("-", 2);
    if (ends.length == 2) {
      int first = names.indexOf(ends[0].strip());
      int last = names.indexOf(ends[1].strip());
      if (first >= 0 && last >= first) {
        return IntStream.rangeClosed(first, last).boxed().toList();
      }
    }
    throw new DataException(
        "classes: there is no class %s; there are %s.".formatted(part, String.join(", ", names)));
  }

  private record ChosenRows(Rows all, int[] chosen) implements Rows {
    @Override
    public int size() {
      return chosen.length;
    }

    @Override
    public Shape shape() {
      return all.shape();
    }

    @Override
    public RowReader reader(Scaling scaling) {
      RowReader reader = all.reader(scaling);
      return (row, into) -> reader.read(chosen[row], into);
    }

    @Override
    public void digest(int row, MessageDigest sum) {
      all.digest(chosen[row], sum);
    }
  }
}
